"""The days around a meeting."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from protokollparser.checks.calendar import next_working_day, works
from protokollparser.checks.formalities import chains
from protokollparser.core.records.meetings import Adjustment
from protokollparser.core.records.references import DateMention
from tests.checks.made import dossier, meeting, minutes, notice, place, signature


def test_the_last_signature_is_the_day_of_adjustment() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14))
    early, late = datetime(2024, 3, 18, 9, 0), datetime(2024, 3, 20, 9, 0)
    found = next(chains(dossier(document, held, signature(document, late), signature(document, early, 12))))
    assert found.days["adjusted"].day == late.date()


def test_signatures_of_other_documents_do_not_count() -> None:
    document, other = minutes(), minutes().model_copy(update={"ordinal": 1, "kind": "agreement"})
    held = meeting(document, date(2024, 3, 14))
    found = next(chains(dossier(document, other, held, signature(other, datetime(2024, 3, 20, 9, 0)))))
    assert "adjusted" not in found.days


def test_a_planned_adjustment_is_no_day() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14), adjustment_due=date(2024, 3, 28))
    found = next(chains(dossier(document, held)))
    assert found.why["adjusted"] == "only the planned day of adjustment is printed"


def test_two_adjustments_leave_open_which_one_a_notice_is_about() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14))
    days = [date(2024, 3, 15), date(2024, 3, 20)]
    adjusted = [
        Adjustment(span=place(7 + at), rule_id="test", meeting_id=held.id, done=day, document_id=document.id)
        for at, day in enumerate(days)
    ]
    found = next(chains(dossier(document, held, notice(held, date(2024, 3, 21)), *adjusted)))
    assert "several adjustments" in found.why["adjusted"]


def test_the_adjustment_of_the_same_paragraphs_is_the_notices() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14))
    whole = Adjustment(
        span=place(7),
        rule_id="test",
        meeting_id=held.id,
        paragraph_first=1,
        paragraph_last=9,
        done=date(2024, 3, 20),
    )
    at_once = whole.model_copy(
        update={"span": place(8), "paragraph_first": 4, "paragraph_last": 4, "done": date(2024, 3, 14)}
    )
    posted = notice(held, date(2024, 3, 15)).model_copy(update={"paragraph_first": 4, "paragraph_last": 4})
    found = next(chains(dossier(document, held, whole, at_once, posted)))
    assert found.days["adjusted"].day == date(2024, 3, 14)


def test_a_day_stands_where_it_is_printed() -> None:
    document = minutes()
    held = meeting(document, date(2024, 3, 14))
    posted = notice(held, date(2024, 3, 21))
    day = date(2024, 3, 21)
    mention = DateMention(span=place(6), rule_id="test", date_start=day, date_end=day, precision="day")
    found = next(chains(dossier(document, held, posted, mention)))
    assert found.days["posted"].span == place(6)


def test_planned_meetings_have_no_events() -> None:
    document = minutes()
    assert list(chains(dossier(document, meeting(document, date(2024, 3, 14), status="planned")))) == []


@pytest.mark.parametrize(
    "day", [date(2024, 3, 16), date(2024, 3, 17), date(2024, 3, 29), date(2024, 12, 24), date(2024, 6, 21)]
)
def test_rest_days_and_eves_are_no_working_days(day: date) -> None:
    assert not works(day)


def test_after_easter_comes_tuesday() -> None:
    assert next_working_day(date(2024, 3, 29)) == date(2024, 4, 2)
