"""The answer to a question, printed or written to a file, in the form that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from protokollparser.cli.speech import tell
from protokollparser.core.errors import UsageError

if TYPE_CHECKING:
    from protokollparser.core.answers import Answer

Form = Literal["table", "json", "ndjson", "csv", "parquet", "xlsx", "markdown"]
FormOption = Annotated[Form | None, typer.Option("--format", help=tell("help.query.format"))]
# What stands for people to look at ends somewhere, unless they want all of it.
_READ_ROWS = 10_000
_READ = ("table", "markdown")
_FORMS: dict[str, Form] = {
    ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".parquet": "parquet",
    ".xlsx": "xlsx", ".md": "markdown", ".txt": "table",
}  # fmt: skip


def give(
    sql: str, db: Path, parameters: Mapping[str, Any] | None = None, *, form: Form | None, out: Path | None,
    excel: bool, limit: int | None, timeout: float, memory: int, unmasked: bool,
) -> None:  # fmt: skip
    """Ask a question and print the answer, or write it to `out`; what was cut off is told beside it.

    Raises UsageError, LimitError and StoreError; a file that was there before stays whole then.
    """
    from protokollparser.asking import Limits, ask

    form = form or ("csv" if excel else _FORMS.get(out.suffix.lower(), "table") if out else "table")
    _fitting(form, out, db, excel=excel)
    if limit is None:
        limit = _READ_ROWS if form in _READ else 0
    limits = Limits(seconds=timeout, memory=memory << 20, rows=limit)
    with ask(db, sql, parameters, limits) as answer:
        if answer.snapshot:
            made = f"{answer.snapshot:%Y-%m-%d %H:%M:%S}"
            typer.echo(tell("snapshot.read", path=db, time=made), err=True)
        if out is None:
            _print(answer, form, excel=excel, unmasked=unmasked)
        else:
            with _placed(out) as part:
                _write(answer, form, part, excel=excel, unmasked=unmasked)
    if out is not None:
        typer.echo(tell("query.written", out=out), err=True)
    if answer.more:
        typer.echo(tell("query.more", count=limit), err=True)


def _fitting(form: Form, out: Path | None, db: Path, *, excel: bool) -> None:
    """Raise UsageError where form, file and options do not go together."""
    from protokollparser.exports.forms import FILES

    if excel and form != "csv":
        raise UsageError("--excel is for CSV; name --format csv, or xlsx for a workbook", "excel_form")
    if out is None and form in FILES:
        message = f"{form} cannot be printed; name a file with --out"
        raise UsageError(message, "unprintable_form", form=form)
    if out is not None and out.exists():
        from protokollparser.store import is_own

        if is_own(out, db):
            raise UsageError(
                f"{out}: this is the database's own file; name another with --out", "own_file", path=out
            )


def _print(answer: Answer, form: Form, *, excel: bool, unmasked: bool) -> None:
    """Print an answer as it comes, in UTF-8 whatever the terminal speaks where programs read it."""
    from protokollparser.exports.forms import pieces

    if form == "table":
        for line in _table(answer, unmasked=unmasked):
            typer.echo(line)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    for piece in pieces(answer, form, unmasked=unmasked, excel=excel):
        if binary is None:
            sys.stdout.write(piece)
        else:
            binary.write(piece.encode("utf-8", "surrogatepass"))
            binary.flush()


def _write(answer: Answer, form: Form, path: Path, *, excel: bool, unmasked: bool) -> None:
    """Write an answer to a file, and tell what a workbook has no room for."""
    from protokollparser.exports.forms import write

    if form == "table":
        with path.open("w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in _table(answer, unmasked=unmasked))
        return
    cut = write(answer, form, path, unmasked=unmasked, excel=excel)
    if cut:
        typer.echo(tell("query.cut", count=cut), err=True)


def _table(answer: Answer, *, unmasked: bool) -> Iterator[str]:
    """Yield the lines of an answer as a table."""
    from protokollparser.cli.tables import table_lines
    from protokollparser.exports.batches import rows

    return table_lines(answer.names, rows(answer, unmasked=unmasked))


@contextmanager
def _placed(out: Path) -> Iterator[Path]:
    """Hold a place beside a file that takes its place when all is written; before, nothing changes."""
    part = out.with_name(f".{out.name}.part")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        told = error.strerror or str(error)
        message = f"{out}: cannot be written ({told}); choose another place with --out"
        raise UsageError(message, "answer_unwritable", path=out, told=told) from error
    finally:
        part.unlink(missing_ok=True)
