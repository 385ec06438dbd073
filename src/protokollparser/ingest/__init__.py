"""Files into documents: `read(path)` gives pages of text, with the place of every word where it has one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from protokollparser.core.document import Document
from protokollparser.core.limits import Attempt
from protokollparser.ingest import media_types, pdf, pictures, text
from protokollparser.ingest.content import load


def read(path: Path, attempt: Attempt | None = None) -> Document:
    """Return the document that a file holds, read as what its content is, whatever its extension says.

    Raises InputError with one of the codes of `docs/errors.md`.
    """
    attempt = attempt or Attempt()
    content = load(path, attempt.limits)
    recognition = replace(attempt.recognition, source_id=content.source_id)
    attempt = replace(attempt, recognition=recognition)
    kind = media_types.recognise(content.start, path.name)
    if kind == media_types.PDF:
        return pdf.read_pdf(content.whole(attempt.limits), path.name, content.source_id, attempt)
    if kind in media_types.PICTURES:
        whole = content.whole(attempt.limits)
        return pictures.read_picture(whole, path.name, content.source_id, kind, attempt)
    return text.read_text(content, path.name, attempt)
