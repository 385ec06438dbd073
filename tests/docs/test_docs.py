import re
import sys
from pathlib import Path

import pytest

from protokollparser.cli import docs, interrupts, running
from protokollparser.cli.app import command_names
from protokollparser.cli.reasons import REASONS
from protokollparser.cli.speech import MESSAGES
from protokollparser.cli.words import WORDS
from protokollparser.core.records import REGISTRY
from protokollparser.core.records.documents import DOCUMENT_KINDS
from protokollparser.core.rules import load

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def terms(heading: str) -> dict[str, str]:
    """Return the code names under a heading of the glossary with their Swedish terms."""
    part = GLOSSARY.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return {name: term for term, name in re.findall(r"^\| ([^|]+) \| `(\w+)` \|", part, re.MULTILINE)}


def test_every_page_is_what_make_docs_would_write() -> None:
    stale = [path.name for path, text in docs.pages() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


def test_the_glossary_names_every_record_and_nothing_else() -> None:
    assert set(terms("Records and tables")) == set(REGISTRY)


def test_the_glossary_names_every_kind_of_document_and_nothing_else() -> None:
    assert set(terms("Kinds of document")) == set(DOCUMENT_KINDS)
    assert {rule.name for rule in load().kinds} <= set(DOCUMENT_KINDS)


def test_the_glossary_and_the_command_line_use_the_same_swedish_words() -> None:
    said = terms("Records and tables") | terms("Kinds of document")
    assert {name: WORDS[name][0] for name in said} == said


def test_every_error_code_is_documented_and_every_documented_code_exists() -> None:
    raised: set[str] = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        raised |= set(re.findall(r"InputError\(\s*\"(\w+)\"", text))
        for call in re.findall(
            r"(?:StoreError|UsageError|LimitError)\((.*?)\n?\s*\)(?: from|\n)", text, re.DOTALL
        ):
            raised |= set(re.findall(r", \"(\w+)\"(?:,|$)", call.replace("\n", " ")))
            raised |= set(re.findall(r"^\s+\"(\w+)\",$", call, re.MULTILINE))
    documented = set(re.findall(r"^\| `(\w+)` \|", ERRORS, re.MULTILINE))
    assert raised == documented


def test_every_documented_error_has_a_swedish_sentence() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", ERRORS, re.MULTILINE))
    assert {code for code in documented if f"error.{code}" not in MESSAGES} == set()


def test_every_exit_code_is_documented() -> None:
    asked = {interrupts.INTERRUPTED, interrupts.ENDED}
    codes = {running.USAGE, running.FAULT, running.BROKEN_PIPE, *asked, 0, 1, 3, 4, 5, 6}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", ERRORS, re.MULTILINE)} == codes


def test_every_command_is_documented_and_has_help_in_both_languages() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in command_names():
        assert f"## protokollparser {name}\n" in page
        assert all(MESSAGES[f"help.{name}"])


def test_every_message_that_is_told_exists() -> None:
    for path in SOURCES:
        for key in re.findall(r"\btell\(\"([\w.]+)\"", path.read_text(encoding="utf-8")):
            assert key in MESSAGES, f"{path.name}: {key}"


def test_every_message_has_the_same_details_in_both_languages() -> None:
    for key, (swedish, english) in MESSAGES.items():
        if english:
            assert set(re.findall(r"{(\w+)}", swedish)) == set(re.findall(r"{(\w+)}", english)), key


def test_every_reason_for_not_deciding_has_a_swedish_sentence() -> None:
    given: set[str] = set()
    for path in SOURCES:
        if path.is_relative_to(ROOT / "src" / "protokollparser" / "checks"):
            given |= set(re.findall(r"reason=\"([a-z][^\"]+)\"", path.read_text(encoding="utf-8")))
    assert given - set(REASONS) == set()


@pytest.mark.parametrize(
    "name",
    [
        "schema.md",
        "cli.md",
        "checks.md",
        "sql.md",
        "python.md",
        "bi.md",
        "errors.md",
        "glossary.md",
        "accuracy.md",
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / "docs" / target).exists(), target


def test_check_names_stale_pages_and_writes_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "a.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: [(page, "new")])
    monkeypatch.setattr(sys, "argv", ["docs", "--check"])
    assert docs.main() == 1
    assert (capsys.readouterr().out, page.read_text(encoding="utf-8")) == ("a.md\n", "old")
    monkeypatch.setattr(sys, "argv", ["docs"])
    assert docs.main() == 0
    assert page.read_text(encoding="utf-8") == "new"
