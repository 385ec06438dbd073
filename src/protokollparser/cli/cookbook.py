"""The page `docs/sql.md`: every saved question with its SQL and its answer over the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protokollparser.questions import Asked, Question
    from protokollparser.store import Store

SHOWN = 25
_INTRO = """\
# Frågor till databasen

{count} frågor som granskare, arkivarier, journalister och analytiker ställer, med SQL och det verkliga
svaret ur de fem handlingarna i `corpus/` (frågor om omröstningar, reservationer och jäv ur en påhittad mall,
som sägs vid svaret). Sidan görs av `make docs` ur `rules/questions/`; ett test ställer frågorna på nytt och
jämför med värden som är lästa för hand i handlingarna. Varje rad slutar med fil, sida och rad: där står det.
Tabeller och vyer beskrivs i [schema.md](schema.md); hur lång tid svaren tar över en miljon avsnitt står i
[questions.md](questions.md).

```sh
protokollparser query --list                                     # alla frågor och deras parametrar
protokollparser query --saved fördelning --param kommun=Kalix    # en av dem; å, ä, ö får skrivas a, a, o
protokollparser query "SELECT ..." --db protokoll.duckdb         # eller en egen
```

Egna frågor är filer av samma slag (`name`, `title`, `what`, `sql` och `params`) i en mapp som
`--questions MAPP` eller `questions = "MAPP"` under `[query]` i `protokollparser.toml` pekar ut.
"""


def render(found: dict[str, Question], store_of: Callable[[str], Store]) -> str:
    """Return the page; `store_of` gives the store of the documents over which a question is shown."""
    shown = [question for question in found.values() if question.status == "stable"]
    chapters = list(dict.fromkeys(question.chapter for question in sorted(shown, key=lambda one: one.id)))
    lines = [_INTRO.format(count=len(shown))]
    for chapter in chapters:
        lines += _contents(chapter, _of(shown, chapter))
    for chapter in chapters:
        lines.append(f"\n## {chapter}\n")
        for question in _of(shown, chapter):
            lines += _question(question, store_of(question.over))
    return "\n".join(lines).rstrip() + "\n"


def _of(shown: list[Question], chapter: str) -> list[Question]:
    """Return the questions of a chapter in the order of their numbers."""
    return sorted((one for one in shown if one.chapter == chapter), key=lambda one: one.id)


def _contents(chapter: str, questions: list[Question]) -> Iterator[str]:
    """Yield a chapter's part of the list of contents."""
    yield f"- **{chapter}:** " + " · ".join(f"[{one.name}](#{_anchor(one)})" for one in questions)


def _anchor(question: Question) -> str:
    return question.name.lower()


def _question(question: Question, store: Store) -> Iterator[str]:
    """Yield one question: what it is, how to ask it, its SQL and its answer."""
    from protokollparser.questions import bind

    shown = {name: one.example for name, one in question.params.items() if one.example is not None}
    given = "".join(f" --param {name}={_quoted(str(value))}" for name, value in shown.items())
    yield f'<a id="{_anchor(question)}"></a>\n\n### {question.title}\n'
    yield f"{question.what} {question.why}\n"
    yield from _parameters(question)
    yield f"```sh\nprotokollparser query --saved {question.name}{given}\n```\n"
    yield f"```sql\n{question.sql.strip()}\n```\n"
    if question.over != "corpus":
        yield f"Svaret ur den påhittade mallen `{question.over}`:\n"
    yield from _answer(bind(question, shown), store)


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value


def _parameters(question: Question) -> Iterator[str]:
    """Yield a line for each parameter."""
    for name, one in question.params.items():
        plain = {True: "ja", False: "nej"}.get(one.default, one.default)
        told = "måste anges" if one.required else ("tomt: alla" if one.default is None else f"annars {plain}")
        yield f"- `{name}`: {one.what} ({told})"
    if question.params:
        yield ""


def _answer(asked: Asked, store: Store) -> Iterator[str]:
    """Yield the answer as a table, of many rows the first."""
    from protokollparser.cli.tables import table_lines
    from protokollparser.exports.values import shown

    answer = store.query(asked.sql, asked.values)
    rows = [[shown(value, unmasked=False) for value in row] for row in answer.rows]
    if not rows:
        yield "Ingen rad i de handlingarna.\n"
        return
    yield "```text\n" + "\n".join(table_lines(answer.names, rows[:SHOWN]))
    if len(rows) > SHOWN:
        yield f"... och {len(rows) - SHOWN} rader till"
    yield "```\n"
