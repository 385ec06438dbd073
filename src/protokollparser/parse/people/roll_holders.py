"""Who held each seat in a roll of those present, when names of substitutes came to stand outside the rows.

The ballots of the same sitting name who voted at each seat. A name outside the rows belongs to one row of its
page, in the order of the rows, of its own party, and the votes at that seat must have been cast by those who
held it when the others who voted were there. A row is told only when every way that fits gives it the same
person; the others are left as residue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from rapidfuzz import fuzz

from protokollparser.core.text import fold
from protokollparser.parse.ballots.ballots import Ballot
from protokollparser.parse.ballots.words import BallotWords
from protokollparser.parse.names import natural_order
from protokollparser.parse.people.attendance_rolls import Cell, RollPage, RollRow

_SAME_NAME = 92


@dataclass
class Seating:
    """What ballots tell: who voted at each seat (number of the ballot, name), whose it is, and parties."""

    voters: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def of(cls, ballots: Sequence[Ballot], words: BallotWords) -> Seating:
        """Return what the ballots tell, those with seats only."""
        found = cls()
        for ballot in ballots:
            if not any(vote.seat for vote in ballot.votes):
                continue
            for vote in ballot.votes:
                if vote.party:
                    found.parties[fold(vote.name)] = vote.party
                if vote.seat is None:
                    continue
                cast = found.voters.setdefault(vote.seat, [])
                if vote.choice != "absent":
                    cast.append((found.count, vote.name))
                if vote.office and words.column(vote.office) != "substitute":
                    found.members.setdefault(vote.seat, set()).add(vote.name)
            found.count += 1
        return found

    def party(self, name: str) -> str | None:
        """Return the party of a name, None where no ballot tells it."""
        return next((party for other, party in self.parties.items() if same_name(name, other)), None)

    def votes_not(self, seat: str | None) -> bool:
        """True for a seat from which nobody votes: that of one who may only speak."""
        return self.count > 0 and seat is not None and seat not in self.voters


@lru_cache(1 << 14)
def same_name(one: str, other: str) -> bool:
    """Return whether two names in their natural order are one: "AnnChristine Ek" and "Ann-Christine Ek"."""
    a, b = (re.sub(r"[^\w]", "", fold(name)) for name in (one, other))
    words, others = set(fold(one).split()), set(fold(other).split())
    within = min(len(words), len(others)) > 1 and (words <= others or others <= words)
    return a == b or within or (min(len(a), len(b)) > 7 and fuzz.ratio(a, b) >= _SAME_NAME)


def mend(pages: Sequence[RollPage], seating: Seating) -> None:
    """Share out the names at each break, the only way that gives seats to those whose they are."""
    rows = [row for page in pages for row in page.rows]
    known = {seat: set(names) for seat, names in seating.members.items()}
    doubtful = {id(row) for page in pages for gap in page.breaks for row in (gap.first, gap.last)}
    for row in rows:
        if row.sure and row.seat and row.names and id(row) not in doubtful:
            known.setdefault(row.seat, set()).add(row.member)
    for page in pages:
        for gap in page.breaks:
            ways = [
                way
                for way in gap.ways()
                if _fits(gap.first, way[0], known) and _fits(gap.last, way[1], known)
            ]
            if len(ways) > 1:
                ways = [way for way in ways if _in_order(rows, gap.last, way[1][0])]
            if len(ways) != 1:
                gap.first.sure = gap.last.sure = False
                continue
            (gap.first.names, gap.last.names), owners = ways[0], len(ways[0][1])
            for cell in gap.names:
                row = gap.last if cell.text in gap.last.names[:owners] else gap.first
                row.cells.append(cell)
    for row in rows:
        row.sure = row.sure and len(row.hours) == 2 and 1 <= len(row.names) <= 2


def _fits(row: RollRow, names: list[str], known: dict[str, set[str]]) -> bool:
    members = known.get(row.seat or "")
    return members is None or any(same_name(natural_order(names[0]), member) for member in members)


def _in_order(rows: Sequence[RollRow], row: RollRow, name: str) -> bool:
    """True when a member stands between those of the rows around in the order of the alphabet."""
    at = next(position for position, other in enumerate(rows) if other is row)
    before = next((other.names[0] for other in reversed(rows[:at]) if other.names and other.sure), None)
    after = next((other.names[0] for other in rows[at + 1 :] if other.names and other.sure), None)
    return (before is None or _letters(before) <= _letters(name)) and (
        after is None or _letters(name) <= _letters(after)
    )


def _letters(name: str) -> list[int]:
    """Return a key in Swedish order: å, ä, ö come last."""
    order = {"å": 1000, "ä": 1001, "æ": 1001, "ö": 1002, "ø": 1002}
    return [order.get(letter, ord(letter)) for letter in fold(name) if letter.isalpha() or letter == ","]


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of presence and the name of the substitute who served, which may stand outside the row."""

    row: RollRow
    substitute: str | None = None
    loose: Cell | None = None
    sure: bool = True


def held(pages: Sequence[RollPage], seating: Seating) -> Iterator[Held]:
    """Yield every row of which the holder is certain."""
    rolls = _Roll(pages, seating)
    for page in pages:
        if not page.loose:
            yield from (Held(row, row.substitute) for row in page.rows if row.sure)
            continue
        options = rolls.options(page)
        for row in page.rows:
            found = options[id(row)]
            if not row.sure or len(found) != 1:
                continue
            (choice,) = found
            if choice is None:
                yield Held(row, row.substitute, sure=row.substitute is not None)
            else:
                cell = page.loose[choice]
                yield Held(row, natural_order(cell.text), cell, sure=False)


class _Roll:
    """The rows of a roll by seat, and the minutes in which each ballot can have been cast."""

    def __init__(self, pages: Sequence[RollPage], seating: Seating) -> None:
        self.pages, self.seating = pages, seating
        self.page_of = {id(row): page for page in pages for row in page.rows}
        self.seats: dict[str, list[RollRow]] = {}
        for page in pages:
            for row in page.rows:
                self.seats.setdefault(row.seat or "", []).append(row)
        self.voters = {
            seat: [(number, voter) for number, voter in cast if self._known(seat, voter)]
            for seat, cast in seating.voters.items()
        }
        self.minutes = self._minutes()

    def _known(self, seat: str, voter: str) -> bool:
        """True unless no row of the seat can be that person's: the ballot spells the name in another way."""
        return any(self._may_hold(row, voter) for row in self.seats.get(seat, ()))

    def _minutes(self) -> list[set[int]]:
        """Return for each ballot the minutes in which all who voted can have been at their seats.

        An empty set stands for one that cannot be told. Ballots stand in the order of the sitting.
        """
        found: list[set[int]] = [set() for _ in range(self.seating.count)]
        begun: set[int] = set()
        for seat, cast in self.voters.items():
            for number, voter in cast:
                there = {
                    minute
                    for row in self.seats.get(seat, ())
                    if self._may_hold(row, voter)
                    for minute in _span(row)
                }
                if there:
                    found[number] = found[number] & there if number in begun else there
                    begun.add(number)
        told = [minutes for minutes in found if minutes]
        for earlier, later in pairwise(told):
            later -= {minute for minute in later if minute < min(earlier, default=0)}
        for earlier, later in reversed(list(pairwise(told))):
            earlier -= {minute for minute in earlier if later and minute > max(later)}
        return found

    def _may_hold(self, row: RollRow, voter: str) -> bool:
        if not row.sure:
            return True
        if row.substitute is not None:
            return same_name(row.substitute, voter)
        loose = (natural_order(cell.text) for cell in self.page_of[id(row)].loose)
        return same_name(row.member, voter) or any(same_name(name, voter) for name in loose)

    def options(self, page: RollPage) -> dict[int, set[int | None]]:
        """Return for each row which of the names outside may be its substitute (None: no such name)."""
        groups = [list(group) for _, group in groupby(page.rows, key=lambda row: row.seat)]
        ways = [
            {used: list(self._ways(page, group, used)) for used in range(len(page.loose) + 1)}
            for group in groups
        ]
        ahead = [{0}]
        for way in ways:
            ahead.append({used + len(taken) for used in ahead[-1] for taken in way[used]})
        behind = [{len(page.loose)}]
        for way in reversed(ways):
            behind.append({used for used in way for taken in way[used] if used + len(taken) in behind[-1]})
        behind.reverse()
        found: dict[int, set[int | None]] = {id(row): set() for row in page.rows}
        for position, (group, way) in enumerate(zip(groups, ways, strict=True)):
            for used in ahead[position] & behind[position]:
                for taken in way[used]:
                    if used + len(taken) not in behind[position + 1]:
                        continue
                    for at, row in enumerate(group):
                        found[id(row)].add(used + taken.index(at) if at in taken else None)
        return found

    def _all_ways(self, page: RollPage, group: Sequence[RollRow]) -> dict[int, list[tuple[int, ...]]]:
        """Return the ways for each count of names used before, ballots left out where they contradict all."""
        counts = range(len(page.loose) + 1)
        ways = {used: list(self._ways(page, group, used)) for used in counts}
        if not any(ways.values()):
            self.voters.pop(group[0].seat or "", None)
            ways = {used: list(self._ways(page, group, used)) for used in counts}
        return ways

    def _ways(self, page: RollPage, group: Sequence[RollRow], used: int) -> Iterator[tuple[int, ...]]:
        """Yield the rows of one seat that may take the next names outside: positions in the group."""
        free = [at for at, row in enumerate(group) if not row.sure or row.substitute is None]
        free = [] if self.seating.votes_not(group[0].seat) else free
        for count in range(min(len(free), len(page.loose) - used) + 1):
            for taken in combinations(free, count):
                named = {
                    id(group[at]): natural_order(page.loose[used + k].text) for k, at in enumerate(taken)
                }
                parties = all(self._of_party(named[id(group[at])], group[at]) for at in taken)
                if parties and self._agrees(group, named):
                    yield taken

    def _of_party(self, name: str, row: RollRow) -> bool:
        party = self.seating.party(name)
        return party is None or row.party is None or party == row.party

    def _agrees(self, group: Sequence[RollRow], named: dict[int, str]) -> bool:
        """True when those who voted at the seat held it one after the other, when the ballots were cast."""
        here = {id(row) for row in group}
        holders: list[tuple[RollRow, str | None]] = []
        for row in self.seats[group[0].seat or ""]:
            other_page = id(row) not in here and bool(self.page_of[id(row)].loose)
            if not row.sure or (other_page and row.substitute is None):
                holders.append((row, None))
            else:
                holders.append((row, named.get(id(row)) or row.substitute or row.member))
        at = 0
        for number, voter in self.voters.get(group[0].seat or "", ()):
            while at < len(holders) and not self._could(holders[at], number, voter):
                at += 1
        return at < len(holders)

    def _could(self, holder: tuple[RollRow, str | None], number: int, voter: str) -> bool:
        row, name = holder
        minutes = self.minutes[number]
        there = not minutes or bool(minutes & set(_span(row)))
        return there and (name is None or same_name(name, voter))


def _span(row: RollRow) -> range:
    """Return the minutes of the day in which someone sat there, one more at both ends: hours are rounded."""
    if len(row.hours) < 2:
        return range(24 * 60)
    first, last = (hour.hour * 60 + hour.minute for hour in row.hours)
    return range(first - 1, last + 2)
