"""The same question in other clothes: case, comments, odd spaces, quotes, nesting."""

import random
import re
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

_WORD = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")|\{[a-z]+\}|[A-Za-z_]+|\s")
_SPACES = (" ", "\n", "\t", "\r\n", "/**/", " -- x\n", "/* SELECT 1; */", "\u00a0", "\u3000", "\f")


def _cased(sql: str, dice: random.Random) -> str:
    """Return a question with letters outside quotes and places in any case."""

    def one(found: re.Match[str]) -> str:
        if found[1] or found[0].startswith("{") or found[0].isspace():
            return found[0]
        return "".join(dice.choice((letter.lower(), letter.upper())) for letter in found[0])

    return _WORD.sub(one, sql)


def _spaced(sql: str, dice: random.Random) -> str:
    """Return a question with other things for its spaces."""
    return _WORD.sub(lambda found: dice.choice(_SPACES) if found[0].isspace() else found[0], sql)


def _quoted(sql: str, _: random.Random) -> str:
    """Return a question with the names of its functions in quotes."""
    return re.sub(r"\b([a-z_]+)\(", r'"\1"(', sql)


def _qualified(sql: str, dice: random.Random) -> str:
    """Return a question with its functions named with their place in the catalogue."""
    return re.sub(r"\b([a-z_]{6,})\(", rf"{dice.choice(('system.main.', 'main.'))}\1(", sql)


def _within(*frames: str) -> Callable[[str, random.Random], str]:
    def framed(sql: str, dice: random.Random) -> str:
        return dice.choice(frames).replace("$", sql)

    return framed


_DISGUISES = (
    _cased,
    _spaced,
    _quoted,
    _qualified,
    _within(
        "SELECT * FROM ($) AS t",
        "WITH a AS ($) SELECT * FROM a",
        "WITH a AS MATERIALIZED ($) FROM a, a AS b",
        "SELECT (SELECT max(t::VARCHAR) FROM ($) AS t)",
        "SELECT EXISTS ($)",
        "($) UNION ALL BY NAME ($)",
        "SELECT ARRAY($)",
        "EXPLAIN ANALYZE $",
        "DESCRIBE $",
        "SUMMARIZE $",
        "SELECT * FROM range(2), LATERAL ($) AS t",
        "$;",
        "; $",
        "  /* a */ $ -- b",
        "FROM ($) SELECT count(*)",
        "SELECT list_transform([1], lambda x: (SELECT count(*) FROM ($)))",
        "SELECT * FROM source WHERE 1 IN (SELECT 1 FROM ($))",
        "SELECT * FROM source QUALIFY row_number() OVER () < (SELECT count(*) FROM ($))",
        "VALUES ((SELECT count(*) FROM ($)))",
        "SELECT TRY((SELECT count(*) FROM ($)))",
        "SELECT json_serialize_sql('$') FROM ($)",
        "SELECT * FROM (DESCRIBE $)",
        "FROM query($$ $$)",
    ),
)


@st.composite
def disguised(draw: st.DrawFn, escapes: Sequence[str]) -> str:
    """Yield an escape under one to three disguises."""
    sql = draw(st.sampled_from(list(escapes)))
    dice = random.Random(draw(st.integers(0, 1 << 30)))
    for disguise in draw(st.lists(st.sampled_from(_DISGUISES), min_size=1, max_size=3)):
        sql = disguise(sql, dice)
    return sql
