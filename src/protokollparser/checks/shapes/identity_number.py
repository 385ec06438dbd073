"""Whether a personal identity number is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict
from protokollparser.core.rules import compile_pattern

# "850412-1236", "19850412-1236", "198504121236"; ten digits without a sign are numbers of many kinds.
_NUMBER = re.compile(r"(?<![\w/:.,+-])(?:(19|20)(\d{6})[-+ ]?(\d{4})|(\d{6})[-+](\d{4}))(?![\w/]|[-.,:]\d)")
# A coordination number adds 60 to the day.
_COORDINATION = 60
# Birth numbers that are given to nobody, for tests.
_FIRST_TEST = 980
_LABEL_REACH = 30


class Params(ShapeParams):
    """`other`: what is said before numbers of other kinds."""

    other: str


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every number that looks like one of a person; no verdict shows the number."""
    other = compile_pattern(params.other)
    clean = set(dossier.documents)
    for page in dossier.pages:
        for found in _NUMBER.finditer(page.text):
            digits = (found[2] or found[4]) + (found[3] or found[5])
            if not _is_persons(digits, found[1]):
                continue
            document_id = dossier.document_at(page.page, found.start())
            clean.discard(document_id or "")
            line = page.text.rfind("\n", 0, found.start()) + 1
            if other.search(page.text[max(line, found.start() - _LABEL_REACH) : found.start()]):
                yield Verdict("undecidable", document_id, reason="a number of another kind may be meant")
                continue
            # The year of birth alone: a finding goes into reports that more people read than the minutes.
            span = dossier.place(page.page, found.start(), found.start() + (4 if found[1] else 2))
            yield Verdict(
                "violated",
                document_id,
                span=span,
                stated="******-****",
                proofs=(Proof("stated", span, None, document_id),),
            )
    yield from (Verdict("exact", document_id) for document_id in sorted(clean))


def _is_persons(digits: str, century: str | None) -> bool:
    """True for a day of birth, a birth number and the right last digit (Luhn).

    Numbers of organisations have 20 and more for the month.
    """
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    day -= _COORDINATION if day > _COORDINATION else 0
    try:
        date((int(century) if century else 19) * 100 + year, month, day)
    except ValueError:
        return False
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0 and int(digits[6:9]) < _FIRST_TEST
