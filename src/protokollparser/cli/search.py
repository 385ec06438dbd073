"""`protokollparser search "WORDS"`: the passages that speak of something, the best first."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from protokollparser.cli.reading import opened
from protokollparser.cli.speech import tell, word

if TYPE_CHECKING:
    from protokollparser.search import Answer, Hit

_MOST = 10_000


def search(
    words: Annotated[list[str], typer.Argument(help=tell("help.search.words"), metavar="QUERY")],
    db: Annotated[Path, typer.Option("--db", help=tell("help.database"))] = Path("protokoll.duckdb"),
    body: Annotated[str | None, typer.Option("--body", help=tell("help.search.body"))] = None,
    year: Annotated[str | None, typer.Option("--year", help=tell("help.search.year"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=tell("help.search.kind"))] = None,
    party: Annotated[str | None, typer.Option("--party", help=tell("help.search.party"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=tell("help.search.case"))] = None,
    file: Annotated[str | None, typer.Option("--file", help=tell("help.search.file"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=tell("help.search.limit"), min=1, max=_MOST)] = 20,
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help=tell("help.format"))
    ] = "table",
    all_versions: Annotated[bool, typer.Option("--all-versions", help=tell("help.search.versions"))] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=tell("help.search.rebuild"))] = False,
    unmasked: Annotated[bool, typer.Option("--unmasked", help=tell("help.unmasked"))] = False,
) -> None:
    """Print where something is spoken of."""
    from protokollparser.exports.batches import answer_of
    from protokollparser.exports.forms import pieces
    from protokollparser.search import Search

    question = " ".join(words)
    given = {"body": body, "year": year, "kind": kind, "party": party, "case": case, "file": file}
    with opened(db) as store:
        index = Search(store, kinds=_kinds(), rebuild=rebuild, told=_indexing)
        answer = index.ask(
            question, limit=limit, filters=given, every_version=all_versions, unmasked=unmasked
        )
        if form == "table":
            _print(answer, unmasked=unmasked)
            return
        for piece in pieces(answer_of(answer.table()), form, unmasked=unmasked):
            typer.echo(piece, nl=False)


def _kinds() -> dict[str, str]:
    """Return the kinds of document by the words for them in both languages."""
    from protokollparser.cli.words import WORDS
    from protokollparser.core.records.documents import DOCUMENT_KINDS

    return {name.lower(): kind for kind in DOCUMENT_KINDS for name in (kind, *WORDS.get(kind, ()))}


def _indexing(done: int, count: int) -> None:
    """Tell that the index is brought up to date."""
    if not done or sys.stderr.isatty():
        typer.echo(tell("search.indexing", done=done, count=count), err=True)


def _print(answer: Answer, *, unmasked: bool) -> None:
    """Print the hits for people: where each stands, and what stands there."""
    if not answer.hits:
        typer.echo(tell("search.nothing"), err=True)
        return
    if not answer.has_all:
        typer.echo(tell("search.some"), err=True)
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for hit in answer.hits:
        typer.echo(_heading(hit, unmasked=unmasked))
        typer.echo("    " + _marked(hit, bold=bold))
    if answer.count > len(answer.hits):
        typer.echo(tell("search.more", shown=len(answer.hits), count=answer.count), err=True)


def _heading(hit: Hit, *, unmasked: bool) -> str:
    """Return what tells a hit from others, and its place."""
    from protokollparser.exports.values import plain, shown

    def told(value: Any) -> str:
        return " ".join(plain(shown(value, unmasked=unmasked)).split())

    names = [told(hit.body), told(hit.date), told(hit.item) or told(hit.title)]
    table = word(hit.record_table) if hit.record_table else ""
    place = tell("search.place", path=hit.path, page=hit.page, line=hit.line)
    record = f" [{table} {hit.record_id[:12]}]" if hit.record_id else ""
    return f"{hit.rank}. {', '.join(name for name in names if name)}\n    {place}{record}"


def _marked(hit: Hit, *, bold: bool) -> str:
    """Return the words around a hit, the words found in bold on a terminal, between stars elsewhere."""
    before, after = ("\033[1m", "\033[0m") if bold else ("*", "*")
    pieces, last = [], 0
    for start, end in hit.snippet.marks:
        pieces += [hit.snippet.text[last:start], before, hit.snippet.text[start:end], after]
        last = end
    return "".join([*pieces, hit.snippet.text[last:]])
