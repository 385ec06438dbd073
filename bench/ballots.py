"""How many printed ballots are read as they are: `python -m bench.ballots FOLDER`.

The folder holds minutes as files and `votes.json`: a list with, for each ballot, `file`, `appendix`,
`title`, `tally_printed` (ja, nej, avstar, franvarande), `votes` (name, party, seat, office, vote) and
`rows_verified`. A ballot is found when one division lies in its file with the same tally, cites the
annex or holds votes that do; each division answers for one ballot.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from protokollparser.core.reading import Reading
from protokollparser.core.records.decisions import Vote, VoteEvent
from protokollparser.core.rules import load
from protokollparser.core.text import clean, fold
from protokollparser.stages import read_source

_CHOICES = {"ja": "yes", "nej": "no", "avstår": "abstain", "frånvarande": "absent", "frånv": "absent"}
_COUNTS = (
    ("ja", "yes_count"),
    ("nej", "no_count"),
    ("avstar", "abstain_count"),
    ("franvarande", "absent_count"),
)
Row = tuple[str, str | None, str]


@dataclass
class Tally:
    """Counts over ballots: all, those with the printed tally, and the votes by name, right and wrong."""

    ballots: int = 0
    exact: int = 0
    verified: int = 0
    printed: int = 0
    given: int = 0
    right: int = 0
    by_party: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of name, party and choice together."""
        return 2 * self.by_party / ((self.printed + self.given) or 1)


def score_file(reading: Reading, ballots: Sequence[dict[str, Any]], tally: Tally) -> None:
    """Add the ballots of one file to the tally."""
    events = [event for event in reading.records if isinstance(event, VoteEvent)]
    votes: dict[str, list[Vote]] = {}
    for vote in reading.records:
        if isinstance(vote, Vote):
            votes.setdefault(vote.vote_event_id, []).append(vote)
    free = {event.id: event for event in events}
    for ballot in ballots:
        tally.ballots += 1
        alike = [event for event in free.values() if _same_tally(event, ballot["tally_printed"])]
        truth = Counter(
            (fold(clean(v["name"])), v["party"], _CHOICES[v["vote"].lower()]) for v in ballot["votes"]
        )
        best = max(
            alike,
            key=lambda event: (sum((truth & _rows(votes.get(event.id, []))).values()), -event.span.start),
            default=None,
        )
        name = f"{ballot['file']} {ballot['appendix']}"
        if best is None:
            tally.misses.append(f"{name}: no division with the tally {ballot['tally_printed']}")
        else:
            tally.exact += 1
            del free[best.id]
        if ballot["rows_verified"]:
            tally.verified += 1
            _score_votes(name, truth, _rows(votes.get(best.id, []) if best else []), tally)


def _score_votes(name: str, truth: Counter[Row], given: Counter[Row], tally: Tally) -> None:
    tally.printed += truth.total()
    tally.given += given.total()
    tally.by_party += (truth & given).total()
    tally.right += (_without_party(truth) & _without_party(given)).total()
    tally.misses += [f"{name}: - {row}" for row in sorted((truth - given).elements(), key=str)]
    tally.misses += [f"{name}: + {row}" for row in sorted((given - truth).elements(), key=str)]


def _rows(votes: Sequence[Vote]) -> Counter[Row]:
    return Counter((fold(vote.name), vote.party, vote.choice) for vote in votes)


def _without_party(rows: Counter[Row]) -> Counter[tuple[str, str]]:
    return Counter((name, choice) for name, _, choice in rows.elements())


def _same_tally(event: VoteEvent, printed: dict[str, int]) -> bool:
    return all((getattr(event, name) or 0) == printed[key] for key, name in _COUNTS)


def main() -> None:
    """Print the figures of a folder, and with --misses every vote that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    ballots = json.loads((arguments.folder / "votes.json").read_text(encoding="utf-8"))
    rules, tally = load(), Tally()
    for file in sorted({ballot["file"] for ballot in ballots}):
        mine = [ballot for ballot in ballots if ballot["file"] == file]
        score_file(read_source(arguments.folder / file, rules), mine, tally)
    print(f"ballots {tally.ballots}, tally as printed {tally.exact}")
    print(f"votes by name in {tally.verified} ballots: {tally.printed} printed, {tally.given} read, ", end="")
    print(f"{tally.right} right, {tally.by_party} with party; F1 {tally.f1:.4f}")
    if arguments.misses:
        print(*tally.misses, sep="\n")


if __name__ == "__main__":
    main()
