"""How many planted faults the checks report: `python -m bench.mutations --cases N`, over texts of the corpus.

For each kind of fault, N changes are drawn from texts whose records are right; each changed text is read and
checked as any other. What the checks say that they did not say of the untouched text is new. A fault is found
when a new error or warning of one of the kind's checks (a note, where it gives no more), or its evidence,
is on the changed line or the one beside it, or names what was changed. A new error or warning of any check
that has nothing to do with the changed line is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pool

from tests.checks.made import rules
from tests.checks.read import checked
from tests.mutations import KINDS, Change, Kind, Original, originals

from protokollparser.checks.running import CheckResult
from protokollparser.core.records.findings import Finding

_OF_ONE_TEXT = 3
# Shorter words and numbers stand in messages by chance.
_TELLING = 5


@dataclass(frozen=True)
class Outcome:
    """What came of one change: its kind and text, the checks that found it, and the alarms beside it."""

    kind: str
    name: str
    change: Change
    found: tuple[str, ...]
    others: tuple[str, ...]
    alarms: tuple[str, ...]


@dataclass
class Tally:
    """Counts for one kind or check."""

    planted: int = 0
    found: int = 0
    alarms: Counter[str] = field(default_factory=Counter)


def draw(kind: Kind, cases: int, seed: int) -> list[tuple[Original, Change]]:
    """Return so many changes of a kind, drawn over all texts, at most a few of each before the next round."""
    chance = random.Random(f"{seed} {kind.name}")
    texts = list(originals())
    chance.shuffle(texts)
    possible = [(text, list(kind.changes(text, chance))) for text in texts]
    for _, changes in possible:
        chance.shuffle(changes)
    drawn: list[tuple[Original, Change]] = []
    for low in range(0, max((len(changes) for _, changes in possible), default=0), _OF_ONE_TEXT):
        drawn += [
            (text, change) for text, changes in possible for change in changes[low : low + _OF_ONE_TEXT]
        ]
        if len(drawn) >= cases:
            break
    return drawn[:cases]


def judge(kind: Kind, original: Original, change: Change) -> Outcome:
    """Read and check a changed text."""
    dossier, result = checked(change.text, *change.beside)
    untouched = checked(original.text, *change.beside)[1] if change.beside else original.result
    before = Counter(_told(one) for one in untouched.findings if _counts(one))
    new: list[Finding] = []
    for one in result.findings:
        if _counts(one):
            before[_told(one)] -= 1
            if before[_told(one)] < 0:
                new.append(one)
    near = [one for one in new if _near(one, result, change, dossier.source_id)]
    return Outcome(
        kind.name,
        original.name,
        change,
        tuple(sorted({one.check_id for one in near if one.check_id in kind.checks})),
        tuple(sorted({one.check_id for one in near if one.check_id not in kind.checks})),
        tuple(f"{one.check_id} line {one.span.line_start}: {one.message}" for one in new if one not in near),
    )


def _counts(finding: Finding) -> bool:
    """True for an error or warning, and for what a check tells that gives notes alone."""
    own = next(rule for rule in rules().checks if rule.id == finding.check_id)
    return finding.severity != "info" or own.severity == "info"


def _told(finding: Finding) -> tuple[str, str | None, str | None, str]:
    return finding.check_id, finding.stated, finding.computed, finding.span.printed


def _near(finding: Finding, result: CheckResult, change: Change, source_id: str) -> bool:
    """True for a finding that is about the changed line, or names what stands there."""
    held = [finding.span, *(one.span for one in result.evidence if one.finding_id == finding.id)]
    spans = [span for span in held if span.source_id == source_id]
    if any(span.line_start - 1 <= change.line <= span.line_end + 1 for span in spans):
        return True
    told = (word for word in (change.new, change.old.split("\n")[0]) if len(word) >= _TELLING)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", finding.message) for word in told)


def _judge(case: tuple[str, int, Change]) -> Outcome:
    name, at, change = case
    return judge(KINDS[name], originals()[at], change)


def run(kinds: Sequence[str], cases: int, seed: int, jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of every change of some kinds."""
    places = {text.name: at for at, text in enumerate(originals())}
    drawn = [
        (name, places[text.name], change) for name in kinds for text, change in draw(KINDS[name], cases, seed)
    ]
    if jobs == 1:
        yield from map(_judge, drawn)
        return
    with Pool(jobs) as pool:
        yield from pool.imap(_judge, drawn, chunksize=8)


def main() -> None:
    """Print a row for each kind, and recall and precision for each check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20, help="how many changes of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kind", choices=sorted(KINDS), action="append")
    parser.add_argument("--misses", action="store_true", help="print what was not found, and every alarm")
    chosen = parser.parse_args()
    kinds = chosen.kind or list(KINDS)
    by_kind = {name: Tally() for name in kinds}
    alarms: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses = []
    for outcome in run(kinds, chosen.cases, chosen.seed, chosen.jobs):
        tally = by_kind[outcome.kind]
        tally.planted += 1
        tally.found += bool(outcome.found)
        right.update(outcome.found)
        right.update(outcome.others)
        alarms.update(alarm.split()[0] for alarm in outcome.alarms)
        change = outcome.change
        where = f"{outcome.kind}: {outcome.name} line {change.line}: {change.old!r} -> {change.new!r}"
        if not outcome.found:
            misses.append(f"not found: {where}; beside it {', '.join(outcome.others) or 'nothing'}")
        misses += [f"alarm: {where}: {alarm}" for alarm in outcome.alarms]
    _print(by_kind, right, alarms)
    if chosen.misses:
        print(*misses, sep="\n")


def _print(by_kind: dict[str, Tally], right: Counter[str], alarms: Counter[str]) -> None:
    print(f"{'':44}{'checks':>12}{'planted':>9}{'found':>7}{'recall':>8}")
    for name, tally in by_kind.items():
        share = tally.found / tally.planted if tally.planted else 0
        checks = " ".join(KINDS[name].checks)
        print(f"{name:44}{checks:>12}{tally.planted:>9}{tally.found:>7}{share:>8.3f}")
    planted, found = (
        sum(getattr(tally, name) for tally in by_kind.values()) for name in ("planted", "found")
    )
    print(f"{'all':56}{planted:>9}{found:>7}{found / (planted or 1):>8.3f}")
    print("\nprecision by check: new errors and warnings on the changed line, and elsewhere")
    for check in sorted(right | alarms):
        share = right[check] / (right[check] + alarms[check])
        print(f"{check:6}{right[check]:>7}{alarms[check]:>7}{share:>8.3f}")
    share = sum(right.values()) / (sum(right.values()) + sum(alarms.values()) or 1)
    print(f"{'all':6}{sum(right.values()):>7}{sum(alarms.values()):>7}{share:>8.3f}")


if __name__ == "__main__":
    main()
