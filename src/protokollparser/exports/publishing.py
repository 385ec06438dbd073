"""All tables as files, written aside and put in place when all of them are whole."""

from __future__ import annotations

from pathlib import Path

from protokollparser.core.errors import StoreError, UsageError
from protokollparser.exports.contents import contents
from protokollparser.exports.forms import write
from protokollparser.store import Store

FORMS = ("csv", "json", "parquet")


def export(store: Store, form: str, out: Path, *, unmasked: bool = False) -> list[Path]:
    """Write every table to `out/<table>.<form>` and return the files; the same store gives the same bytes.

    Personal identity numbers are masked unless `unmasked`. Files appear when all of them are whole.
    """
    if form not in FORMS:
        raise UsageError(f"{form} is no export format; choose {', '.join(FORMS)}", "no_form", form=form)
    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, sql in contents():
            part = out / f".{name}.{form}.part"
            written.append((part, out / f"{name}.{form}"))
            write(store.answer(sql), form, part, unmasked=unmasked)
        for part, final in written:
            part.replace(final)
    except OSError as error:
        told = error.strerror or str(error)
        raise StoreError(
            f"{out}: cannot be written ({told}); choose another folder", "no_export", path=out
        ) from error
    finally:
        for part, _ in written:
            part.unlink(missing_ok=True)
    return [final for _, final in written]
