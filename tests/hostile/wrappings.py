"""Files that are another kind than they seem, hold others, or have something before or behind them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

import pikepdf

from tests.hostile.files import plain, put_together, stream


def garbage_before(length: int) -> bytes:
    """Return a sound file with so many bytes before it, as mail and web programs leave them."""
    return (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" * length)[:length] + plain(2)


def garbage_behind(length: int) -> bytes:
    """Return a sound file with so many bytes behind it."""
    return plain(2) + (b"<!-- hej -->\n" * length)[:length]


def two_in_one() -> bytes:
    """Return two files one behind the other."""
    return plain(1) + plain(3)


def attached(pages: int) -> bytes:
    """Return a file with another one attached, and so many pages of its own."""
    target = io.BytesIO()
    with pikepdf.new() if not pages else pikepdf.open(io.BytesIO(plain(pages))) as file:
        if not pages:
            file.add_blank_page()
        file.attachments["protokoll.pdf"] = pikepdf.AttachedFileSpec(file, plain(3), filename="protokoll.pdf")
        file.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.T)
        file.save(target)
    return target.getvalue()


def forms_only() -> bytes:
    """Return a form of the kind XFA, whose page says that another program is needed."""
    template = "<template><field><value><text>Nämnden</text></value></field></template>".encode()
    return put_together(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA [(template) 4 0 R] /Fields [] >> "
            b"/NeedsRendering true >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            4: stream(template),
        }
    )


def locked(revision: int, password: str) -> bytes:
    """Return a file locked in one of the ways there are."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as file:
        lock = pikepdf.Encryption(
            owner="owner", user=password, R=revision, aes=revision > 3, metadata=revision > 3
        )
        file.save(target, encryption=lock)
    return target.getvalue()


def locked_by_certificate() -> bytes:
    """Return a file that only the owner of a key can open."""
    lock = b"/Encrypt << /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /Recipients [<00>] >>"
    return plain().replace(b"trailer\n<<", b"trailer\n<< /ID [<00> <00>] " + lock)


def broken_lock() -> bytes:
    """Return a file locked with words that are no lock."""
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P 0 >> /ID [<00> <00>]"
    return plain().replace(b"trailer\n<<", b"trailer\n<< " + lock)


def packed_as(kind: str) -> bytes:
    """Return a sound file in an archive that is called a PDF."""
    if kind == "gzip":
        return gzip.compress(plain(), mtime=0)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("protokoll.pdf"), plain())
    return target.getvalue()


WRAPPINGS: dict[str, Callable[[], bytes]] = {
    "garbage-before-some.pdf": lambda: garbage_before(500),
    "garbage-before-much.pdf": lambda: garbage_before(5_000),
    "garbage-behind-some.pdf": lambda: garbage_behind(500),
    "garbage-behind-much.pdf": lambda: garbage_behind(50_000),
    "mark-before.pdf": lambda: b"\xef\xbb\xbf" + plain(),
    "nul-behind.pdf": lambda: plain() + bytes(70_000),
    "two-in-one.pdf": two_in_one,
    "attachment-only.pdf": lambda: attached(0),
    "attachment-beside.pdf": lambda: attached(2),
    "forms-only.pdf": forms_only,
    "locked-40-bits.pdf": lambda: locked(2, "hemligt"),
    "unlocked-40-bits.pdf": lambda: locked(2, ""),
    "unlocked-128-bits.pdf": lambda: locked(4, ""),
    "locked-256-bits.pdf": lambda: locked(6, "hemligt"),
    "locked-by-certificate.pdf": locked_by_certificate,
    "broken-lock.pdf": broken_lock,
    "gzip.pdf": lambda: packed_as("gzip"),
    "zip.pdf": lambda: packed_as("zip"),
    "pdf-without-suffix": plain,
    "pdf-as-picture.tif": plain,
    "pdf-as-letter.docx": plain,
    "postscript.pdf": lambda: (
        b"%!PS-Adobe-3.0\n/Helvetica findfont 12 scalefont setfont (hej) show showpage\n"
    ),
    "form-data.pdf": lambda: (
        b"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    ),
    "page-of-the-web.pdf": lambda: b"<html><body>Filen %PDF-1.4 saknas</body></html>",
    "nothing.pdf": lambda: b"",
}
