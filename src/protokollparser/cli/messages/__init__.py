"""What the command line says: for each key the Swedish and the English sentence, one module per area.

Keys `error.<code>` are the Swedish sentences of errors, which bring their English one themselves.
"""

from __future__ import annotations

from protokollparser.cli.messages import (
    again,
    asking,
    audit,
    common,
    importing,
    lines,
    moving,
    querying,
    questions,
    searching,
    storing,
)

MESSAGES: dict[str, tuple[str, str]] = {
    **common.MESSAGES,
    **again.MESSAGES,
    **asking.MESSAGES,
    **audit.MESSAGES,
    **importing.MESSAGES,
    **lines.MESSAGES,
    **moving.MESSAGES,
    **querying.MESSAGES,
    **questions.MESSAGES,
    **searching.MESSAGES,
    **storing.MESSAGES,
}
