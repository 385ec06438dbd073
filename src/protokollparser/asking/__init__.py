"""Questions of others, answered by a process of its own within limits: `ask(database, sql)` gives batches."""

from protokollparser.asking.limits import Limits
from protokollparser.asking.questions import ask

__all__ = ["Limits", "ask"]
