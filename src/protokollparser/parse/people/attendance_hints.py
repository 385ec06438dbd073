"""What several lines of a list of those present tell together, and none of them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt, pieces
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.names import Names
from protokollparser.parse.people.attendance_entries import EntryReader

_LONGEST_HEADING = 70
# A heading stands so many times as far below the line above as above the line below, at least.
_APART = 1.2
_LIST_INSIDE = re.compile(r"(?<=[\w.)\]]\s)(?P<label>[A-ZÅÄÖ][a-zåäö]{3,}(?: [a-zåäö]{2,}){0,2}):(?=\s)")
# A sentence tells of another list: "... Cia Berg (C). Dessutom deltar kommundirektör Eva Ek".
_SENTENCE_INSIDE = re.compile(
    r"[.)\w][.,]?\s(?P<label>(?:Dessutom|Därutöver|Härutöver|Vidare)(?:\s[a-zåäö]{3,}){1,3}?)"
    r"(?=\s(?:[a-zåäö]+\s){0,3}[A-ZÅÄÖ])"
)
_SIGNING = frozenset({"chair", "vice_chair", "secretary", "adjuster", "signature"})
# "C Eva Ek", "SD: Per Öst": the letters of the party in a column of their own before the name.
_PARTY_FIRST = re.compile(r"(?P<party>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4})\s?[:–-]?\s+(?=[A-ZÅÄÖ])")


def leading_party(names: Names, excerpt: Excerpt) -> re.Match[str] | None:
    """Return the match of letters before a name that no party follows."""
    match = _PARTY_FIRST.match(excerpt.text)
    person = names.at_start(excerpt.text, match.end()) if match else None
    return match if person is not None and person.party is None else None


def led_by_parties(names: Names, excerpts: Sequence[Excerpt]) -> bool:
    """True when most lines of a list begin with the letters of a party, and most of those are known."""
    led = [match for excerpt in excerpts if (match := leading_party(names, excerpt))]
    known = sum(fold(match["party"]) in names.parties for match in led)
    return known >= 2 and 5 * known >= 3 * len(led) and 2 * len(led) > len(excerpts)


def heads_staff(
    entries: EntryReader, excerpts: Sequence[Excerpt], position: int, *, among_members: bool
) -> bool:
    """True for a line alone over people without parties, where the members before it have them.

    "Förvaltningen" and the like: units that send people have as many names as there are units. Where the
    members have no parties either, the heading ends on a colon and titles stand behind all the names.
    """
    line = excerpts[position]
    before, below = excerpts[position - 1] if position else None, list[Excerpt]()
    for excerpt in excerpts[position + 1 :]:
        if not _is_next(below[-1] if below else line, excerpt):
            break
        below.append(excerpt)
    if not below or before is None or not _stands_apart(before, line, below[0]):
        return False
    if len(line.text) > _LONGEST_HEADING or re.search(r"[\d,.]", line.text):
        return False
    if entries.names.member_municipality(line.text) or entries.entries(line.text):
        return False
    people = [entries.entries(excerpt.text) for excerpt in below]
    if not among_members:
        words = [entry.words for found in people for entry in found or ()]
        titled = bool(words) and all(word is not None and entries.is_title(word) for word in words)
        return line.text.endswith(":") and all(people) and titled
    return all(people) and not any(entry.person.party for found in people for entry in found or ())


def heads_group(entries: EntryReader, excerpts: Sequence[Excerpt], position: int) -> bool:
    """True for a line alone over people without parties, in a list whose groups are headed by parties.

    Local parties have names that no register holds ("Förnya Norrby") and that look like people's.
    """
    line = excerpts[position]
    below = excerpts[position + 1] if position + 1 < len(excerpts) else None
    if below is None or not _is_next(line, below) or re.search(r"[\d,.()]", line.text):
        return False
    if position and not _stands_apart(excerpts[position - 1], line, below):
        return False
    return len(line.text) <= _LONGEST_HEADING and bool(entries.entries(below.text))


def parted_at_lists(labels: Labels, excerpt: Excerpt) -> list[Excerpt]:
    """Return the pieces of an enumeration in which another list begins: "... Bo Alm Ersättare: Cia Ek"."""
    starts = {
        match.start("label")
        for form in (_LIST_INSIDE, _SENTENCE_INSIDE)
        for match in form.finditer(excerpt.text)
        if (labels.name(match["label"]) or "").startswith("attendance")
    }
    return [excerpt.part(low, high) for low, high in pairwise([0, *sorted(starts), len(excerpt.text)])]


def heads_signing(labels: Labels, excerpt: Excerpt) -> bool:
    """True for a line of nothing but offices, over the names of those who sign."""
    row = pieces(excerpt)
    return len(row) > 1 and all(labels.name(piece.text) in _SIGNING for piece in row)


def is_other_form(labels: Labels, excerpt: Excerpt) -> bool:
    """True for a labelled line of the form below the list ("Justerare      Eva Ek")."""
    first = next(iter(labels.on_line(excerpt.text)), None)
    if first is None or first[1] != 0 or first[0].startswith(("attendance", "chair", "vice", "secretary")):
        return False
    return re.search(r":|\t|\s{2}", excerpt.text[first[2] : first[3]]) is not None


def _stands_apart(above: Excerpt, line: Excerpt, below: Excerpt) -> bool:
    """True for a line below a blank one, or further from the line above than from the one below."""
    if not _is_next(above, line):
        return True
    over, at, under = (
        excerpt.layout.lines[index].top
        for excerpt, index in (
            (above, above.index + above.text.count("\n")),
            (line, line.index),
            (below, below.index),
        )
    )
    if over is None or at is None or under is None or not above.page == line.page == below.page:
        return False
    return at - over >= _APART * (under - at) > 0


def _is_next(above: Excerpt, below: Excerpt) -> bool:
    return below.index - above.index - above.text.count("\n") == 1
