from pathlib import Path

from protokollparser.accession.walking import find_files
from protokollparser.core.files import printable


def test_folders_are_walked_sorted_and_each_path_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_files([tmp_path, tmp_path / "a.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_a_link_that_leads_back_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [path.name for path in find_files([tmp_path / "no.txt"])] == ["no.txt"]


def test_two_names_of_one_content_are_both_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")
    assert len(list(find_files([tmp_path]))) == 2


def test_a_name_that_is_no_utf_8_can_be_shown() -> None:
    assert printable("n\udce4mnd.txt") == "n\\xe4mnd.txt"
