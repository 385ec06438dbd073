"""Faults between periods: accruals, figures and paragraphs that stand still, decisions not reported."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.records.meetings import Meeting
from tests.mutations.originals import Change, Original
from tests.mutations.registry import kind
from tests.mutations.series import Column, columns, grows, report

_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_BALANCE = re.compile(r"^(?:årets )?balanskravsresultat", re.IGNORECASE)


def _month(column: Column, month: int, at: int, share: Decimal) -> str:
    """Return the report of a month, each row so many twelfths of its budget, one row a `share` of that."""
    held = column.document
    name = _MONTHS[month - 1]
    lines = [
        f"{held.host_municipality} kommun",
        held.body or "Kommunstyrelsen",
        "",
        f"Månadsrapport {name} 2021",
    ]
    lines += ["", f"Utfall per sista {name} 2021", "", f"Post (kr)\tUtfall 2021{month:02}"]
    for number, (label, _, value) in enumerate(column.cells):
        part = int(abs(value)) * 600 * (share if number == at else 1) * month / 12
        lines.append(f"{label}\t{int(part)}")
    return "\n".join([*lines, ""])


@kind("C04")
def base_of_an_accrual_that_changes(original: Original, chance: random.Random) -> Iterator[Change]:
    """Reports of months: one row is accrued on another base from a month on, as in 002."""
    for column in columns(original, "budget"):
        told = [cell for cell in column.cells if not original.dossier.words.adds_up(cell[0])]
        column = replace(column, cells=tuple(cell for cell in told if grows(original, cell[0])))
        count = len(column.cells)
        if not 3 <= count <= 12 or any(abs(value) < 20 for _, _, value in column.cells):
            continue
        if "\f" in original.text or column.end.year == 2021:
            continue
        for at in range(count):
            wrong, share = chance.randint(5, 7), Decimal("0.98")
            shares = {month: share if month >= wrong else Decimal(1) for month in range(2, 10)}
            texts = {month: _month(column, month, at, shares[month]) for month in shares}
            whole = f"{original.text.rstrip()}\n\n\f{texts.pop(wrong)}"
            row = whole.count("\n") - count + at + 1
            yield Change(whole, row, "", whole.split("\n")[row - 1], beside=tuple(texts.values()))


@kind("C07")
def figure_that_stands_still_while_work_goes_on(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    for column in columns(original, "outturn"):
        if column.start != date(column.start.year, 1, 1) or column.end.month < 5:
            continue
        if column.sheet.table.kind == "balance_sheet":
            continue
        last = date(column.end.year, column.end.month - 2, 28)
        told = tuple(cell for cell in column.cells if grows(original, cell[0]))
        before = report(
            replace(column, cells=told), f"Utfall {last.year}{last.month:02}", last, Decimal("0.8")
        )
        for label, cell, value in chance.sample(told, len(told)) if len(told) >= 4 else ():
            earlier = (value * Decimal("0.8")).quantize(value)
            new = format(earlier, "f").replace(".", ",")
            line = original.text.split("\n")[cell.span.line_start - 1]
            if earlier == value or line.count(cell.text.strip()) > 1:
                continue
            change = original.put(cell.span, new, cell.text.strip())
            if change is not None:
                text = f"{change.text.rstrip()}\n\nArbetet inom {label} har fortsatt under perioden.\n"
                yield replace(change, text=text, beside=(before,))


_STANDING = (
    "Vid uppföljningen per den {day} hade {share} procent av de planerade åtgärderna inom {thing} gjorts, "
    "och återstående åtgärder bedömdes kunna genomföras inom beslutad ram och tidplan."
)
_THINGS = ("äldreomsorgen", "grundskolan", "fastighetsunderhållet", "kulturskolan", "räddningstjänsten")


@kind("C08")
def paragraph_copied_with_the_day_of_the_earlier_period(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    """A paragraph of the report of the year before is taken over, and the day in it stays."""
    for document in original.dossier.documents.values():
        end = document.period_end
        wanted = ("annual_report", "interim_report", "economy_report")
        if end is None or not document.host_municipality or document.kind not in wanted:
            continue
        share = chance.randint(31, 89)
        day = f"{end.day} {_MONTHS[end.month - 1]} {end.year - 1}"
        title = "Årsredovisning" if end.month == 12 else f"Delårsrapport {_MONTHS[end.month - 1]}"
        owner = [f"{document.host_municipality} kommun", *([document.body] if document.body else [])]
        for thing in chance.sample(_THINGS, 2):
            told = _STANDING.format(day=day, share=share, thing=thing)
            before = "\n".join([*owner, "", f"{title} {end.year - 1}", "", "Uppföljning", "", told, ""])
            text = f"{original.text.rstrip()}\n\nUppföljning\n\n{told}\n"
            yield Change(text, text.count("\n"), "", told, beside=(before,))


def _held(original: Original) -> Iterator[tuple[Meeting, LogicalDocument]]:
    """Yield the meetings held by a known body, with their minutes."""
    for meeting in original.dossier.of(Meeting):
        document = original.dossier.documents.get(meeting.document_id or "")
        if document is None or document.kind != "minutes" or meeting.status != "held":
            continue
        if meeting.meeting_date and document.body and document.host_municipality:
            yield meeting, document


@kind("C09")
def urgent_decision_reported_after_a_meeting_without_it(
    original: Original, chance: random.Random
) -> Iterator[Change]:
    """The chair's decision was taken before a meeting that does not report it; this one does."""
    for meeting, document in _held(original):
        if meeting.meeting_date is None or meeting.meeting_date.year < 1993:
            continue
        between = meeting.meeting_date - timedelta(days=chance.randint(20, 40))
        taken = between - timedelta(days=chance.randint(3, 15))
        law = "6 kap. 39 §" if taken.year >= 2018 else "6 kap. 36 §"
        number = f"{taken.year}/{chance.randint(11, 399)}"
        place, body = document.host_municipality, document.body
        decision = "\n".join(
            [f"{place} kommun", body or "", "", "ORDFÖRANDEBESLUT", "", str(taken), f"Dnr {number}", "",
             "Brådskande ärende: inköp av reservkraft", "", "Beslut", "",
             f"Med stöd av {law} kommunallagen beslutar ordföranden i {body} att reservkraft köps in.",
             "",
             "Beslutet ska anmälas vid nästa sammanträde.", ""]
        )  # fmt: skip
        first = chance.randint(1, 40)
        minutes = "\n".join(
            [f"{place} kommun", "SAMMANTRÄDESPROTOKOLL", body or "", f"Sammanträdesdatum {between}", "",
             f"Justerade paragrafer §§ {first}-{first + 1}", "", f"§ {first}",
             "Fastställande av dagordning", "",
             "Beslut", "", "Dagordningen fastställs.", "", f"§ {first + 1}", "Taxor för nästa år", "",
             "Beslut", "", "Taxorna antas.", ""]
        )  # fmt: skip
        told = f"Ordförandens beslut {taken} i brådskande ärende enligt {law} kommunallagen"
        line = f"{told}, dnr {number}, anmäls."
        rows = original.text.split("\n")
        places = [at for at, row in enumerate(rows) if re.match(r"^\s{0,4}§ ?\d+", row)]
        spans = (document.span, *document.more)
        places = [at for at in places if any(one.line_start + 20 < at < one.line_end for one in spans)]
        if not places:
            continue
        at = max(places)
        text = "\n".join([*rows[:at], line, "", *rows[at:]])
        yield Change(text, at + 1, "", line, beside=(decision, minutes))


@kind("C11")
def negative_result_without_a_plan(original: Original, chance: random.Random) -> Iterator[Change]:
    for document in original.dossier.documents.values():
        wanted = ("annual_report",)
        year = document.period_end.year if document.period_end else 0
        if document.kind not in wanted or not document.host_municipality or year < 2001:
            continue
        if re.search(r"balanskrav|återställ|synnerliga skäl", original.text, re.IGNORECASE):
            continue
        for name in (
            "Balanskravsresultat",
            "Årets balanskravsresultat",
            "Balanskravsresultat efter justeringar",
        ):
            low = -chance.randint(11, 89)
            rows = [f"Tkr\t{year - 1}\t{year}", f"Årets resultat\t214\t{low - 20}"]
            rows += ["Samtliga realisationsvinster\t-12\t-4", "Orealiserade förluster\t0\t24"]
            rows.append(f"{name}\t202\t{low}")
            text = f"{original.text.rstrip()}\n\nBalanskravsutredning\n\n" + "\n".join([*rows, ""])
            yield Change(text, text.count("\n"), "", rows[-1])
    for number, row in enumerate(original.text.split("\n"), 1):
        if _BALANCE.search(row):
            figures = list(re.finditer(r"(?<![\d,-])\d[\d ]*(?:,\d+)?", row))
            if figures and "\t" in row:
                last = figures[-1]
                new = row[: last.start()] + "-" + row[last.start() :]
                rows = original.text.split("\n")
                rows[number - 1] = new
                yield Change("\n".join(rows), number, last.group(), f"-{last.group()}")
