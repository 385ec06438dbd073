from datetime import date
from pathlib import Path

import pytest

from protokollparser.core.errors import UsageError
from protokollparser.core.import_list import read_import_list, with_given
from protokollparser.core.records.documents import LogicalDocument
from protokollparser.core.spans import Span

KINDS = frozenset({"minutes", "summons"})


def write(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_are_known_in_both_languages_and_by_any_separator(tmp_path: Path, mark: str) -> None:
    rows = [["fil", "kommun", "datum", "typ"], ["in/a.txt", "Ekbacka", "2023-05-08", "minutes"]]
    listed = read_import_list(write(tmp_path, "\n".join(mark.join(row) for row in rows)), KINDS)
    assert listed.given(tmp_path / "in" / "a.txt") == {
        "host_municipality": "Ekbacka",
        "document_date": "2023-05-08",
        "kind": "minutes",
    }


def test_a_bare_name_is_enough(tmp_path: Path) -> None:
    listed = read_import_list(write(tmp_path, "file,body\na.txt,Nämnden\n"), KINDS)
    assert listed.given(Path("/elsewhere/a.txt")) == {"body": "Nämnden"}


def test_names_without_file_are_told(tmp_path: Path) -> None:
    listed = read_import_list(write(tmp_path, "file,body\na.txt,N\nb.txt,N\n"), KINDS)
    assert listed.unknown([Path("in/a.txt")]) == ["b.txt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("body\nN\n", "list_no_file"),
        ("", "list_no_file"),
        ("file,kind\na.txt,poem\n", "list_kind"),
        ("file,date\na.txt,8 maj\n", "list_date"),
    ],
)
def test_a_wrong_list_is_told_with_its_line(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_import_list(write(tmp_path, text), KINDS)
    assert caught.value.code == code


def test_given_values_win_and_what_was_read_stays_as_a_candidate() -> None:
    read = LogicalDocument(
        span=Span("s", 1, 0, 1, 1, 1, "x"),
        rule_id="KI01",
        kind="summons",
        body="N",
        page_first=1,
        page_last=1,
    )
    told = with_given(read, {"kind": "minutes", "body": "N", "document_date": "2023-05-08"}, "list a.csv")
    assert (told.kind, told.body, told.document_date) == ("minutes", "N", date(2023, 5, 8))
    assert told.candidates == ({"kind": "summons"},)
    assert told.metadata == dict.fromkeys(("kind", "body", "document_date"), "list a.csv")
