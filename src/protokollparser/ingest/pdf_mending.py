"""Broken PDF files written anew by pikepdf, whose own idea of a file's pages is asked for too."""

from __future__ import annotations

import io
import logging
import re
import zlib
from contextlib import ExitStack
from dataclasses import dataclass

import pikepdf

from protokollparser.core.errors import InputError
from protokollparser.core.files import one_line
from protokollparser.core.limits import Attempt

_LOG = logging.getLogger(__name__)
# qpdf warns of each odd object; what matters is told by the status.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
# Two bytes tell how data are packed; so much is unpacked at once, and so often.
_PACKING, _LOOK, _LOOKS = 2, 1 << 20, 64
# The end of a file right before the beginning of another; readers see the last one only.
_JOINT = re.compile(rb"%%EOF[\s\x00]{0,64}(?=%PDF-\d)")
_PARTS = 100
# So many of the files that a file holds are named.
_NAMED = 5
# What pikepdf raises beside its own class, where an object is of another type than it should be.
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OSError,
    NotImplementedError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What pikepdf knows of a file: how many pages its tree holds, whatever it claims (None where it cannot
    be walked), which of them break off (from 1), whether a password or key is asked for, and what its pages
    do not show."""

    pages: int | None = None
    torn: tuple[int, ...] = ()
    locked: bool = False
    unshown: InputError | None = None


def survey(content: bytes, attempt: Attempt) -> Survey:
    """Return what pikepdf knows of a file."""
    if "pikepdf" in attempt.without:
        return Survey()
    attempt.step("pikepdf")
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            torn = (number for number, page in enumerate(file.pages, 1) if _is_torn(page.obj))
            few = len(file.pages) <= attempt.limits.pages
            return Survey(len(file.pages), tuple(torn) if few else (), unshown=_unshown(file))
    except pikepdf.PasswordError:
        return Survey(locked=True)
    except _BROKEN as error:
        _LOG.info("pikepdf: %s: %s", type(error).__name__, error)
        return Survey()


def _is_torn(page: pikepdf.Object) -> bool:
    """True when packed content of a page breaks off or is damaged; readers go on without a word."""
    content = page.get("/Contents")
    pieces = list(content) if isinstance(content, pikepdf.Array) else [content]
    return any(isinstance(piece, pikepdf.Stream) and not _is_whole(piece) for piece in pieces)


def _is_whole(stream: pikepdf.Stream) -> bool:
    """True unless the data of a packed stream cannot be unpacked to their end, as far as it is looked at.

    Many programs write a wrong check sum, which does no harm: it is not looked at.
    """
    if stream.get("/Filter") not in (pikepdf.Name.FlateDecode, [pikepdf.Name.FlateDecode]):
        return True
    packed = stream.read_raw_bytes()[_PACKING:]
    if not packed:
        return True
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for _ in range(_LOOKS):
            if not unpacking.decompress(packed, _LOOK) and not unpacking.eof:
                return False
            if unpacking.eof:
                return True
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return True


def _unshown(file: pikepdf.Pdf) -> InputError | None:
    """Return what is to be told of a file whose pages only stand in for what it holds."""
    if "/Collection" in file.Root and len(file.attachments):
        named = [one_line(name) for name in sorted(file.attachments)]
        told = ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED} more" if len(named) > _NAMED else "")
        sentence = f"holds other files ({told}), which are not read; save and import them"
        return InputError("attachments", sentence)
    if bool(file.Root.get("/NeedsRendering", False)):
        return InputError("form", "is a form that only some programs can fill in and show; print it to a PDF")
    return None


def rewritten(content: bytes, attempt: Attempt) -> bytes | None:
    """Return a new file with the pages that can be found, not encrypted; None where there are none.

    Streams are copied as they are, packed or broken. Of files put one behind the other, all are taken.
    """
    if "pikepdf" in attempt.without:
        return None
    attempt.step("pikepdf")
    target = io.BytesIO()
    with ExitStack() as stack:
        anew = stack.enter_context(pikepdf.new())
        for part in parts(content):
            try:
                # Pages are copied when the new file is saved, so all files stay open until then.
                file = stack.enter_context(pikepdf.open(io.BytesIO(part)))
                if len(anew.pages) + len(file.pages) > attempt.limits.pages:
                    return None
                anew.pages.extend(file.pages)
            except _BROKEN as error:
                _LOG.info("pikepdf: %s: %s", type(error).__name__, error)
        try:
            if not len(anew.pages):
                return None
            anew.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        except _BROKEN as error:
            _LOG.info("pikepdf: %s: %s", type(error).__name__, error)
            return None
    return target.getvalue()


def parts(content: bytes) -> list[bytes]:
    """Return the files that were put one behind the other in `content`, most often that one alone."""
    starts = [0, *(found.end() for found in _JOINT.finditer(content))]
    if not 1 < len(starts) <= _PARTS:
        return [content]
    return [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
