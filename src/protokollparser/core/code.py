"""What a part of the program is made of, as one hash: its code, and the versions of the libraries it uses."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_PROGRAM = Path(__file__).resolve().parents[1]


def code_of(packages: Iterable[str], libraries: Iterable[str]) -> str:
    """Return the hash of all files of some packages of the program, and of the versions of libraries."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted((_PROGRAM / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(_PROGRAM).as_posix().encode() + b"\0" + path.read_bytes())
    versions = {name: metadata.version(name) for name in sorted(set(libraries))}
    digest.update(repr((sys.version_info[:2], versions)).encode())
    return digest.hexdigest()
