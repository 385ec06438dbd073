"""Files into documents: `read(path)` gives pages of text, with the place of every word where it has one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from protokollparser.core.document import Document
from protokollparser.core.errors import InputError
from protokollparser.ingest import media_types, pdf, text

_READERS = {media_types.PDF: pdf.read_pdf, media_types.TEXT: text.read_text}


def read(path: Path) -> Document:
    """Return the document that a file holds, read as what its content is, whatever its extension says.

    Raises InputError with one of the codes of `docs/errors.md`.
    """
    content = _load(path)
    kind = media_types.recognise(content, path.name)
    return _READERS[kind](content, path.name, hashlib.sha256(content).hexdigest())


def _load(path: Path) -> bytes:
    if path.is_dir():
        raise InputError("unreadable", f"{path.name}: is a folder; name the files in it")
    try:
        if path.exists() and not path.is_file():
            raise InputError("unreadable", f"{path.name}: is no ordinary file; name a file")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("missing", f"{path}: does not exist; check the path") from error
    except PermissionError as error:
        raise InputError("unreadable", f"{path}: may not be read; ask for permission to read it") from error
    except (OSError, ValueError) as error:
        raise InputError("unreadable", f"{path}: cannot be read ({error}); check the disk") from error
    if not content:
        raise InputError("empty", f"{path.name}: is empty (0 bytes); fetch the file anew")
    return content
