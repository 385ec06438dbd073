"""The page `docs/checks.md`, made from the rule files.

python -m protokollparser.checks.docs            write the page
python -m protokollparser.checks.docs --check    exit 1 when the page is out of date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from protokollparser.checks.shapes import params_of
from protokollparser.core.rules import CheckRule, Rules, load

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checks.md"

_INTRO = """\
# Checks

Made by `python -m protokollparser.checks.docs` from `rules/checks/`; edit the rule files, not this page.

A check looks at stored records and answers **exact**, **rounding**, **violated** or **undecidable** for
each thing it examines. Only violations, and roundings that are larger than rounding usually is (severity
`info`), become findings. A check that cannot fix its unit, sign, period or range is undecidable, says why,
and never alarms. What was looked at is in the table `check_run`, also where nothing was found.

## How far a total may lie from its parts

The rule is that of XBRL Calculations 1.1: a printed figure stands for every value that would be printed so
(`4,0` for 3,95 to 4,05), and a total is inconsistent only when its interval and that of the sum of its
parts do not meet. With *n* parts in the same unit that is a difference of more than (*n* + 1)/2 units. That
is the worst case; the standard deviation of a sum of roundings is only √((*n* + 1)/12) units. So there are
levels:

| difference | level | outcome | finding |
|---|---|---|---|
| none | exact | exact | none |
| up to three standard deviations, one unit at least | rounding | rounding | none |
| up to the interval | suspicious | rounding | info |
| above the interval | violated | violated | the check's severity |

Where at least five relations of a document hold exactly and one alone does not, more than one unit is told
as suspicious, too: that house does not round. Inside the interval nothing is ever a warning or an error.

## Sign profiles

Found for each table by the vote of its rows (`data_table.sign_profile`); two rows with a difference must
agree.

| profile | income | cost | deviation |
|---|---|---|---|
| A | - | + | budget - actual in every row |
| B | + | - | actual - budget in every row |
| C | + | + | income: actual - budget, cost: budget - actual; or income - cost |
| D | + | + | budget - actual in all rows, so that more income shows as minus |

## Hypotheses

`finding.hypothesis` names the one repair that would make everything hold: `sign`, `swap` (two digits
exchanged), `digit` (one wrong digit), `factor` (a power of ten), `year` (a day in another year), `unit`,
`exchange` (two amounts in each other's place), `missing` (parts left out), `name`, or `value`; then a colon
and the repaired value. `misread` is a figure of a scan for which the arithmetic, or another look at the
picture, has one other digit, sign or comma: what was read stands in the cell, the other in its `candidates`,
and the finding is for information, since the scan and not the document is at fault.

## The checks
"""


def render(rules: Rules) -> str:
    """Return the page."""
    sections = [line for rule in rules.checks for line in _section(rule)]
    return "\n".join([_INTRO, *_overview(rules.checks), *sections, ""])


def _overview(checks: tuple[CheckRule, ...]) -> Iterator[str]:
    """Yield a table of all checks."""
    yield "| id | name | svenska | severity | shape |"
    yield "|---|---|---|---|---|"
    for rule in checks:
        link = f"[{rule.id}](#{rule.id.lower()})"
        yield f"| {link} | {rule.name_en} | {rule.name} | {rule.severity} | `{rule.shape}` |"


def _section(rule: CheckRule) -> Iterator[str]:
    """Yield what one check does, why, and what may mislead it."""
    settings = _settings(params_of(rule).model_dump())
    yield from (
        "",
        f"### {rule.id}",
        "",
        f"**{rule.name_en}** ({rule.name}). {rule.what}",
        "",
        rule.why.strip(),
        "",
    )
    yield f"- Law: {rule.law or 'none'}"
    yield from (f"- Law before {until}: {law}" for until, law in rule.earlier_law.items())
    yield f"- Seen in: {rule.source.strip()}"
    yield f"- Severity: {rule.severity}; tolerance: {rule.tolerance}; shape `{rule.shape}`{settings}"
    yield from (f"- Trap: {trap}" for trap in rule.traps)
    yield from (f"- Known miss: {miss}" for miss in rule.known_misses)


def _settings(params: dict[str, object]) -> str:
    """Return the parameters in one line; patterns are left to the rule file."""
    short = {name: value for name, value in params.items() if name not in ("patterns", "links")}
    shown = ", ".join(f"{name} = {_plain(value)}" for name, value in short.items())
    return f" ({shown})" if shown else ""


def _plain(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def main() -> int:
    """Write the page, or say whether it is up to date."""
    page = render(load())
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
