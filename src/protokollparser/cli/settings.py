"""What `protokollparser.toml` in the current folder says of the options of commands.

    [check]
    fail-on = "warning"
    ignore = ["S05", "C"]

An option on the command line comes before one in the file.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from protokollparser.core.errors import UsageError

NAME = "protokollparser.toml"
ENVIRONMENT = "PROTOKOLLPARSER_CONFIG"


def read_settings(command: Any) -> dict[str, Any]:
    """Return the defaults of all commands by the names of their parameters; empty without a file.

    Raises UsageError for a file that is no TOML, and for commands and options that do not exist.
    """
    path = Path(os.environ.get(ENVIRONMENT) or NAME)
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: cannot be read as TOML ({error}); mend it or move it away"
        raise UsageError(message, "bad_settings", path=path, told=error) from error
    return {name: _options(path, command, name, given) for name, given in held.items()}


def _options(path: Path, command: Any, name: str, given: Any) -> dict[str, Any]:
    """Return what is given for one command by the names of its parameters."""
    part = getattr(command, "commands", {}).get(name)
    if part is None or not isinstance(given, dict):
        message = f"{path}: there is no command {name}; see protokollparser --help"
        raise UsageError(message, "settings_command", path=path, name=name)
    if getattr(part, "commands", None):
        return {own: _options(path, part, own, options) for own, options in given.items()}
    known = {option.lstrip("-"): one.name for one in part.params for option in one.opts}
    for option in given:
        if option.replace("_", "-") not in known:
            message = f"{path}: {name} has no option --{option}; see protokollparser {name} --help"
            raise UsageError(message, "settings_option", path=path, name=name, option=option)
    return {
        known[option.replace("_", "-")]: ",".join(map(str, value)) if isinstance(value, list) else value
        for option, value in given.items()
    }
