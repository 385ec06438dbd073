"""What a document points to, and the days it names."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from protokollparser.core.records.base import Printed


class Reference(Printed):
    """A law, case number, earlier decision, document or section that is cited.

    `kind` is law, case_number, decision, document or section. `target_year` is the year of a decision that is
    cited without its day. `target_key` is the body as it is compared, several with a bar between them where
    letters may mean several. `resolved_table` and `resolved_id` name the row of the store that it means, when
    it is there.
    """

    table: ClassVar[str] = "reference"
    key: ClassVar[str] = "reference_id"
    kind: str
    target_body: str | None = None
    target_date: date | None = None
    target_year: int | None = None
    target_key: str | None = None
    target_paragraph: str | None = None
    target_number: str | None = None
    resolved_table: str | None = None
    resolved_id: str | None = None


class DateMention(Printed):
    """One date or period in the text; ends are inclusive, None where no year or day is printed.

    `precision` is day, week, month, quarter, tertial, half_year, year or day_of_year.
    """

    table: ClassVar[str] = "date_mention"
    key: ClassVar[str] = "date_mention_id"
    date_start: date | None = None
    date_end: date | None = None
    precision: str
    inferred: bool = False
