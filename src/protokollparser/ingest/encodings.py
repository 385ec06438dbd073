"""Bytes into text: the character set chosen by how Swedish the result reads."""

from __future__ import annotations

from protokollparser.core.errors import InputError


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of the character set it was read as."""
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise InputError("not_text", "no known character set fits; check what kind of file it is") from error
