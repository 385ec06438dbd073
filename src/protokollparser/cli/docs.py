"""The generated pages: `python -m protokollparser.cli.docs` writes them, `--check` tells which are stale.

Made are `docs/schema.md`, `docs/cli.md` and `docs/checks.md`, and, from a fresh import of `corpus/`,
`docs/sql.md` with the answers to all saved questions, the run in `README.md`, and the answers in the
notebook `docs/protokollparser.ipynb`.
"""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from protokollparser.cli.app import build
from protokollparser.cli.speech import choose

if TYPE_CHECKING:
    from protokollparser.store import Store

ROOT = Path(__file__).resolve().parents[3]
_WIDTH = 100
_SHOWN_FINDINGS = 3
_RUN = re.compile(r"(?P<before><!-- run -->\n).*?(?P<after><!-- /run -->)", re.DOTALL)
_CLI_INTRO = """\
# Commands

Made by `make docs` from `src/protokollparser/cli/`. Messages and help are Swedish unless `--lang en`, which
stands before the command, or the environment variable `PROTOKOLLPARSER_LANG` asks for English.
[errors.md](errors.md) lists exit codes and errors.
"""


def pages(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yield every generated page of the repository at `root` with the text that it should have."""
    from protokollparser.checks.docs import render as checks_page
    from protokollparser.cli.cookbook import render as cookbook_page
    from protokollparser.cli.notebooks import notebook_page
    from protokollparser.core.rules import load
    from protokollparser.questions import load_questions
    from protokollparser.store.docs import render as schema_page

    yield root / "docs" / "schema.md", schema_page()
    yield root / "docs" / "cli.md", cli_page()
    yield root / "docs" / "checks.md", checks_page(load())
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as opened:
        stores: dict[str, Store] = {}

        def store_of(over: str) -> Store:
            if over not in stores:
                stores[over] = opened.enter_context(corpus_store(root, Path(folder), over))
            return stores[over]

        yield root / "docs" / "sql.md", cookbook_page(load_questions(), store_of)
        readme = root / "README.md"
        yield readme, run_page(readme.read_text(encoding="utf-8"), store_of("corpus"))
    notebook = root / "docs" / "protokollparser.ipynb"
    yield notebook, notebook_page(notebook.read_text(encoding="utf-8"), root)


def corpus_store(root: Path, folder: Path, over: str = "corpus") -> Store:
    """Return a fresh store, in `folder`, of the documents in `corpus/` or in one folder of it, checked."""
    from protokollparser import pipeline
    from protokollparser.core.rules import load
    from protokollparser.store import open_store

    name = "protokoll" if over == "corpus" else Path(over).name
    store = open_store(folder.absolute() / f"{name}.duckdb")
    with contextlib.chdir(root):
        files = [*Path(over).glob("source.*"), *(Path(over).glob("*/source.*") if over == "corpus" else ())]
        pipeline.ingest(sorted(files), store, load())
    pipeline.audit(store, load())
    return store


def cli_page() -> str:
    """Return the page of commands: the English help of each."""
    choose("en")
    lines = [_CLI_INTRO]
    for name, text in _helps(typer.main.get_command(build()), "protokollparser"):
        lines += [f"## {name}\n", "```text", text.rstrip(), "```\n"]
    choose("sv")
    return "\n".join(lines)


def _helps(command: object, name: str, parent: typer.Context | None = None) -> Iterator[tuple[str, str]]:
    """Yield name and help of a command and of the commands in it."""
    context = typer.Context(command, info_name=name.split()[-1], parent=parent, terminal_width=_WIDTH)  # type: ignore[arg-type]
    yield name, command.get_help(context)  # type: ignore[attr-defined]
    for inner, part in sorted(getattr(command, "commands", {}).items()):
        yield from _helps(part, f"{name} {inner}", context)


def run_page(page: str, store: Store) -> str:
    """Return the README with part of a real run: the findings counted, and some with a figure."""
    from protokollparser.cli.report_text import counted_findings, finding_lines
    from protokollparser.core.rules import load
    from protokollparser.exports.report import report

    made = report(store, load())
    by_check = {
        finding.check_id: finding for finding in reversed(made.findings) if finding.difference is not None
    }
    chosen = [finding for finding in made.findings if by_check.get(finding.check_id) is finding][
        :_SHOWN_FINDINGS
    ]
    shown = [line for finding in chosen for line in finding_lines(finding)]
    text = "\n".join([counted_findings(made), *shown, "  ..."])
    return _RUN.sub(lambda match: f"{match['before']}```text\n{text}\n```\n{match['after']}", page)


def main() -> int:
    """Write the pages, or with `--check` name those that are stale."""
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text("utf-8") != text]
    for path, text in stale:
        typer.echo(path.relative_to(ROOT).as_posix())
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
