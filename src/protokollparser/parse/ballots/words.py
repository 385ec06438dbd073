"""The words of ballots: choices, columns, offices, marks."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.ballots.ballots import Ballot
from protokollparser.parse.names import Names


class BallotWords:
    """Knows the words of `vocabulary/ballot_words.yml`."""

    def __init__(self, rules: Rules) -> None:
        words = rules.vocabulary["ballot_words"]
        self.names = Names.of(rules)
        self._choices = {fold(word): choice for choice, listed in words["choices"].items() for word in listed}
        self._paired = {fold(word) for word in words["paired"]}
        self._columns = {fold(word): role for role, listed in words["columns"].items() for word in listed}
        self._offices = {fold(word) for word in words["offices"]}
        self._totals = {fold(word) for word in words["totals"]}
        self._titles = {fold(word) for word in words["titles"]}
        self._marks = {fold(word) for word in words["marks"]}
        spelled = sorted((*self._choices, *self._paired), key=lambda word: (-len(word), word))
        self._ending = re.compile(rf"(?:^|\s)(?P<choice>{'|'.join(map(re.escape, spelled))})$", re.IGNORECASE)
        self._count = re.compile(
            rf"(?:antal )?(?P<choice>{'|'.join(map(re.escape, spelled))})[:.]?(?:-?röster)?"
            r"\s?[:=]?\s?(?P<count>\d{1,3})(?: st)?[,;.]?",
            re.IGNORECASE,
        )
        self._matter = rules.phrase("matter_of_ballot").pattern()
        self._tally = rules.phrase("tally_line").pattern()
        offices = sorted(self._offices, key=lambda word: (-len(word), word))
        self._cells = re.compile(
            rf"(?:(?P<seat>\d{{1,3}})(?:\s+|$))?(?P<office>{'|'.join(map(re.escape, offices))})?$",
            re.IGNORECASE,
        )

    def choice(self, text: str) -> str | None:
        """Return yes, no, abstain or absent for a word that says so, `paired` for a vote not given."""
        word = fold(text).strip(" .:")
        return "paired" if word in self._paired else self._choices.get(word)

    def closing(self, text: str) -> tuple[str, str] | None:
        """Return the text before a choice that ends it, and the choice."""
        match = self._ending.search(text)
        choice = self.choice(match["choice"]) if match else None
        return (text[: match.start()].rstrip(), choice) if match and choice else None

    def column(self, text: str) -> str | None:
        """Return the role of the column that a word heads: a choice, name, party and so on."""
        word = fold(text).strip(" .:")
        return self._choices.get(word) or self._columns.get(word)

    def is_mark(self, text: str) -> bool:
        """True for a cross or what else marks the chosen column."""
        return fold(text).strip(" .*") in self._marks

    def is_total(self, text: str) -> bool:
        """True for the label of the row that adds up the votes."""
        return fold(text).strip(" .:*") in self._totals

    def counts(self, text: str) -> dict[str, int]:
        """Return the counts of a line that holds nothing else: "Antal Ja: 40", "Ja 43, Nej 38, Avstår 0"."""
        found: dict[str, int] = {}
        counted = self._tally.match(text)
        if counted:
            choice = next(name for name in ("yes", "no", "abstain", "absent", "paired") if counted[name])
            return {choice: int(counted["count"])}
        at = 0
        while match := self._count.match(text, at):
            found[self.choice(match["choice"]) or ""] = int(match["count"])
            at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        return found if at >= len(text) else {}

    def is_head(self, text: str) -> bool:
        """True for a line that counts the votes, names the matter or the columns, or is a title."""
        words = re.split(r"\s{2,}|\t", text)
        choices = (None, "yes", "no", "abstain", "absent")
        return bool(
            self.counts(text)
            or self._matter.match(text)
            or fold(text).strip(" .:") in self._titles
            or all(self.column(word) not in choices for word in words)
        )

    def take_head(self, ballot: Ballot, text: str, *, begun: bool) -> bool:
        """Take the counts and the matter that stand around the rows, and the names of the columns.

        Inside a row that has `begun` "Ledamot" is an office, not the name of a column.
        """
        counts = self.counts(text)
        if counts:
            ballot.counts.update({choice: count for choice, count in counts.items() if choice != "paired"})
            return True
        matter = self._matter.match(text)
        if matter:
            ballot.title = clean(matter["title"]) if matter["title"] else ballot.title
            ballot.paragraph = int(matter["paragraph"]) if matter["paragraph"] else ballot.paragraph
            return True
        return not begun and self.is_head(text)

    def cells(self, text: str) -> tuple[str | None, str | None] | None:
        """Return (seat, office) of a text that is nothing else, None for any other text."""
        match = self._cells.match(text.strip())
        return (match["seat"], match["office"]) if match and text.strip() else None

    def party(self, text: str) -> str | None:
        """Return the letters of a party that the register knows: "S", "(S)"."""
        bare = text.strip("()[]")
        known = self.names.party(bare) if bare and len(bare) <= 6 else None
        return known[0] if known and known[1] else None
