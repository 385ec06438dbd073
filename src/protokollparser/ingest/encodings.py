"""Bytes into text: the character set chosen by how Swedish the result reads (docs/decisions/0004)."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from protokollparser.core.errors import InputError
from protokollparser.ingest import letters, seven_bit

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference where two read alike: the set that most writers of such files used.
_SINGLE_BYTE = ("cp1252", "iso-8859-15", "iso-8859-1", "cp850", "cp865", "mac-roman")
# Code page 437 and its kin draw these control codes as signs; § stands in every heading of minutes.
_DOS_SIGNS = {0x14: "¶", 0x15: "§"}
_CONTEXTS = re.compile(
    rb"([^A-Za-z\x80-\xff]?)([A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*)(?=([^A-Za-z\x80-\xff]?))"
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WEIGHT_LIMIT = 4


@dataclass(frozen=True)
class Decoded:
    """A text, the name of the character set it was read as, and how many bytes did not fit that set."""

    text: str
    encoding: str
    misfits: int = 0


def decode(content: bytes) -> Decoded:
    """Return the text of `content`. Raises InputError `not_text` where no character set fits."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decode_wide(content[len(mark) :], name) if name != "utf-8" else _decode_utf8(content[3:])
    if b"\x00" in content:
        return _decode_wide(content, _byte_order(content))
    if content.isascii():
        text = content.decode("ascii")
        return (
            Decoded(seven_bit.translate(text), "iso646-se")
            if seven_bit.is_swedish(text)
            else Decoded(text, "utf-8")
        )
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(content):
        return _decode_utf8(content)
    return _decode_single_byte(content)


def _not_text() -> InputError:
    return InputError("not_text", "the file holds binary data, not text; check what kind of file it is")


def _byte_order(content: bytes) -> str:
    """Return the UTF-16 whose zero bytes are where Latin letters have them. Raises InputError `not_text`."""
    pairs = len(content) // 2
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if pairs and odd >= 0.7 * pairs and even <= 0.02 * pairs:
        return "utf-16-le"
    if pairs and even >= 0.7 * pairs and odd <= 0.02 * pairs:
        return "utf-16-be"
    raise _not_text()


def _decode_wide(content: bytes, name: str) -> Decoded:
    width = 4 if name.startswith("utf-32") else 2
    rest = len(content) % width
    try:
        return Decoded(content[: len(content) - rest].decode(name), name, misfits=rest)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _mostly_utf8(content: bytes) -> bool:
    """True when nearly all bytes beyond ASCII pair up as UTF-8: a text with a few damaged places."""
    covered = sum(len(match.group()) for match in _MULTIBYTE.finditer(content))
    beyond = sum(1 for byte in content if byte >= 0x80)
    return covered >= 0.9 * beyond


def _decode_utf8(content: bytes) -> Decoded:
    """Decode UTF-8; a byte that does not fit is read as Windows-1252, the set such bytes come from."""
    text = content.decode("utf-8", errors="surrogateescape")
    misfits = [character for character in text if "\udc80" <= character <= "\udcff"]
    for character in sorted(set(misfits)):
        byte = bytes([ord(character) - 0xDC00])
        text = text.replace(character, byte.decode("cp1252", errors="replace"))
    return Decoded(text, "utf-8", misfits=len(misfits))


def _decode_single_byte(content: bytes) -> Decoded:
    words = Counter(match.group(1, 2, 3) for match in _CONTEXTS.finditer(content))
    scores = {}
    for name in _SINGLE_BYTE:
        scores[name] = sum(
            letters.score(*(part.decode(name, errors="replace") for part in word)) * min(count, _WEIGHT_LIMIT)
            for word, count in words.items()
        )
    best = max(_SINGLE_BYTE, key=lambda name: (scores[name], -_SINGLE_BYTE.index(name)))
    text = content.decode(best, errors="replace")
    if best in ("cp850", "cp865"):
        text = text.translate(_DOS_SIGNS)
    return Decoded(text, best, misfits=text.count("\ufffd"))
