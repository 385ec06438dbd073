"""Broken PDF files written anew by pikepdf, whose own idea of a file's pages is asked for too."""

from __future__ import annotations

import io
import logging

import pikepdf

from protokollparser.core.limits import Attempt

_LOG = logging.getLogger(__name__)
# qpdf warns of each odd object; what matters is told by the status.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
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


def count_pages(content: bytes, attempt: Attempt) -> int | None:
    """Return how many pages the tree holds, whatever it claims; None where it cannot be walked."""
    if "pikepdf" in attempt.without:
        return None
    attempt.step("pikepdf")
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            return len(file.pages)
    except _BROKEN as error:
        _LOG.info("pikepdf: %s: %s", type(error).__name__, error)
        return None


def rewritten(content: bytes, attempt: Attempt) -> bytes | None:
    """Return a new file with the pages that can be found, not encrypted; None where there are none.

    Streams are copied as they are, packed or broken.
    """
    if "pikepdf" in attempt.without:
        return None
    attempt.step("pikepdf")
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as file, pikepdf.new() as anew:
            if not 0 < len(file.pages) <= attempt.limits.pages:
                return None
            anew.pages.extend(file.pages)
            anew.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except _BROKEN as error:
        _LOG.info("pikepdf: %s: %s", type(error).__name__, error)
        return None
    return target.getvalue()
