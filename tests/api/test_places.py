from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import protokollparser as pp
from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store


def test_a_row_of_a_view_leads_to_its_printed_words(db: pp.Database) -> None:
    row = db.decisions(paragraph=12).df().iloc[0]
    place = db.place(row)
    assert (place.table, place.record_id, place.line_start) == (
        "decision",
        row["decision_id"],
        row["line_start"],
    )
    assert place.printed.startswith("Kulturnämnden godkänner uppföljningen.")
    assert str(place).endswith("kultur.txt:13")
    assert place.box is None
    assert db.picture(row) is None


def test_a_place_is_known_by_the_beginning_of_an_id_and_by_a_dict(db: pp.Database) -> None:
    ((key,),) = db.decisions(paragraph=1).project("decision_id").fetchall()
    assert db.place(key[:10]) == db.place({"decision_id": key, "document_id": "x"}) == db.place(key)


def test_a_line_of_a_budget_leads_to_its_row(db: pp.Database) -> None:
    place = db.place(db.budget_lines(label="Museum").df().iloc[0])
    assert (place.table, place.printed.split("\t")[0]) == ("table_row", "Museum")
    assert place.before.splitlines()[-1].startswith("Bibliotek")
    assert place.after.strip().startswith("Summa")


def test_the_words_around_a_place_are_the_rest_of_its_lines_and_two_lines_more(db: pp.Database) -> None:
    amounts = db.amounts(label="Bibliotek", scenario="budget").df()
    place = db.place(amounts.iloc[0])
    assert (place.before.splitlines()[-1], place.printed) == ("Bibliotek\t", "100")
    assert place.after.splitlines()[0] == "\t90\t10"
    assert len(place.before.splitlines()) == 3
    assert len(place.after.splitlines()) == 3


def test_a_notebook_shows_markup_of_a_document_as_text(tmp_path: Path) -> None:
    place = pp.Place("1", "decision", "<b>.txt", 1, 1, 1, "<script>alert(1)</script>", None, "<i>", "</i>")
    shown = place._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "<mark>&lt;script&gt;" in shown


def test_what_stands_nowhere_is_told(db: pp.Database) -> None:
    ((person,),) = db.people(person="Bo Ek").project("person_id").fetchall()
    with pytest.raises(pp.UsageError, match="stand nowhere"):
        db.place(person)
    with pytest.raises(pp.UsageError, match="no record has this id"):
        db.place("no such id")
    with pytest.raises(pp.UsageError, match="no column that names a record"):
        db.place({"name": "Bo Ek"})


def test_a_place_on_a_page_has_a_box_and_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "protokoll.pdf"
    page = Canvas(str(file))
    lines = ["Ekbacka kommun", "Kulturnämnden", "Sammanträdesprotokoll", "Sammanträdesdatum 2023-05-08", ""]
    lines += ["§ 12 Budgetuppföljning", "", "Kulturnämndens beslut", "Kulturnämnden godkänner uppföljningen."]
    for number, line in enumerate(lines):
        page.drawString(72, 760 - 16 * number, line)
    page.save()
    with open_store(tmp_path / "x.duckdb") as store:
        pipeline.ingest([file], store, load())
    with pp.open(tmp_path / "x.duckdb") as db:
        row = db.decisions().df().iloc[0]
        place, picture = db.place(row), db.picture(row)
        assert place.box is not None
        assert str(place) == f"{file}:1:{row['line_start']}"
        assert picture is not None
        assert picture.startswith(b"\x89PNG")
        file.unlink()
        assert db.picture(row) is None
