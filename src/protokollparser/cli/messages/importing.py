"""What is said of imports: how far they have come, their receipts, and how they stand."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.ingest.receipt": (
        "Skriv kvittot även till denna fil (.csv eller .html); det sparas alltid bredvid det inlästa.",
        "Write the receipt to this file too (.csv or .html); it is always kept beside database or shards.",
    ),
    "help.ingest.quiet": (
        "Visa bara vad som inte lästes in.",
        "Tell only what was not imported.",
    ),
    "help.status": (
        "Visa de senaste inläsningarna, vad som blev av filerna och vad som väntar.",
        "Show the last imports, what became of the files, and what waits.",
    ),
    "progress.rate": ("{rate} filer/s", "{rate} files/s"),
    "progress.slow": ("{rate} filer/min", "{rate} files/min"),
    "progress.point": (",", "."),
    "progress.left": ("{time} kvar", "{time} left"),
    "progress.failed": ("{count} ej lästa ({codes})", "{count} not read ({codes})"),
    "progress.looking": ("söker filer", "looking for files"),
    "progress.storing": ("lagrar", "storing"),
    "progress.line": ("{number}/{count} {told}", "{number}/{count} {told}"),
    "receipt.unwritten": (
        "{path}: kvittot kunde inte skrivas ({told}); det inlästa är lagrat",
        "{path}: the receipt could not be written ({told}); what was imported is stored",
    ),
    "error.receipt_form": ("{path}: kvittot skrivs som .csv eller .html; ange en sådan fil", ""),
    "error.receipt_place": ("{path}: dit kan kvittot inte skrivas; ange en fil i en mapp som finns", ""),
    # How imports stand
    "status.runs": ("Senaste inläsningarna:", "Last imports:"),
    "status.run": ("  {begun}  {took}  {told}", "  {begun}  {took}  {told}"),
    "status.many.new": ("inlästa", "imported"),
    "status.many.replaced": ("ersatta", "replaced"),
    "status.many.alias": ("dubbletter", "duplicates"),
    "status.many.archive": ("arkivfiler", "archives"),
    "status.many.unchanged": ("oförändrade", "unchanged"),
    "status.many.quarantined": ("ej inlästa", "not imported"),
    "status.many.missing": ("finns inte", "do not exist"),
    "status.running": ("pågår", "running"),
    "status.interrupted": ("avbruten", "interrupted"),
    "status.files": ("Filer: {count}", "Files: {count}"),
    "status.outcome": (
        "  {files} {name} ({contents} olika innehåll)",
        "  {files} {name} ({contents} different contents)",
    ),
    "status.of.parsed": ("lästa", "read"),
    "status.of.partial": ("delvis lästa", "partly read"),
    "status.of.quarantined": ("ej lästa", "not read"),
    "status.of.unread": ("utan läsbart innehåll", "whose bytes cannot be had"),
    "status.of.archive": ("arkivfiler", "archives"),
    "status.of.waiting": ("väntar på att läsas", "waiting to be read"),
    "status.codes": ("Ej eller bara delvis lästa, efter skäl:", "Not or only partly read, by reason:"),
    "status.code": ("  {files} {code}, till exempel {path}", "  {files} {code}, for instance {path}"),
    "status.waits": (
        "{count} filer väntar; kör ingest igen så läses de",
        "{count} files wait; run ingest again to read them",
    ),
    "status.unsettled": (
        "Dokumenten är inte sammanförda sedan de lästes in; kör ingest igen eller `db settle`",
        "Documents are not brought together since they were loaded; run ingest again, or `db settle`",
    ),
    "db.erased": (
        "Ett borttagande bröts: det borttagna finns kvar i lediga delar av {path}; kör ingest, "
        "så skrivs filen om",
        "A removal was broken off: what it erased is still in unused parts of {path}; run ingest, "
        "and the file is written anew",
    ),
    "status.unchecked": (
        "källor som inte är granskade: {count}; kör check",
        "sources that are not checked: {count}; run check",
    ),
}
