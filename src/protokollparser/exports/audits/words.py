"""The words of report files in both languages, and the groups of checks."""

from __future__ import annotations

GROUPS: dict[str, dict[str, str]] = {
    "A": {"sv": "Räkning i tabeller", "en": "Arithmetic in tables"},
    "T": {"sv": "Mellan tabeller", "en": "Between tables"},
    "X": {"sv": "Text mot tabell", "en": "Text against table"},
    "D": {"sv": "Datum och formalia", "en": "Dates and formalities"},
    "Q": {"sv": "Närvaro och röster", "en": "Attendance and votes"},
    "S": {"sv": "Struktur och fullständighet", "en": "Structure and completeness"},
    "C": {"sv": "Mellan handlingar", "en": "Between documents"},
    "N": {"sv": "Namn och identitet", "en": "Names and identity"},
}
SEVERITIES: dict[str, dict[str, str]] = {
    "error": {"sv": "fel", "en": "error"},
    "warning": {"sv": "varning", "en": "warning"},
    "info": {"sv": "upplysning", "en": "note"},
}
STATUS: dict[str, dict[str, str]] = {
    "open": {"sv": "öppen", "en": "open"},
    "accepted": {"sv": "godtagen", "en": "accepted"},
    "fixed": {"sv": "åtgärdad", "en": "fixed"},
}
HEADS: dict[str, tuple[str, ...]] = {
    "sv": (
        *("Kontroll", "Allvar", "Läge", "Vad som är fel", "Fil", "Sida", "Rad", "Tryckt", "Angivet"),
        *("Beräknat", "Skillnad", "Enhet", "Möjlig rättelse", "Lag", "Säkerhet", "Fynd"),
    ),
    "en": (
        *("Check", "Severity", "Status", "What is wrong", "File", "Page", "Line", "Printed", "Stated"),
        *("Computed", "Difference", "Unit", "Possible repair", "Law", "Confidence", "Finding"),
    ),
}
WORDS: dict[str, dict[str, str]] = {
    "sv": {
        "title": "Granskning",
        "open": "öppna fynd",
        "files": "handlingar",
        "none": "Inga fynd.",
        "checked": "Vad som granskades",
        "check": "Kontroll",
        "examined": "prövade",
        "exact": "exakt",
        "rounding": "avrundning",
        "violated": "brott",
        "undecidable": "oavgjort",
        "unread": "Filer som inte är helt lästa",
        "evidence": "Bevis",
        "page": "sida",
        "line": "rad",
        "filter": "Sök bland fynden: fil, kontroll, ord",
        "undrawn": "%d fynd visas utan bild, eftersom de är många.",
        "undecided": "Vad som inte gick att avgöra, och varför",
        "stated": "anges",
        "computed_from": "beräknat av",
        "contradicts": "motsägs av",
        "context": "sammanhang",
    },
    "en": {
        "title": "Audit",
        "open": "open findings",
        "files": "documents",
        "none": "No findings.",
        "checked": "What was checked",
        "check": "Check",
        "examined": "examined",
        "exact": "exact",
        "rounding": "rounding",
        "violated": "violated",
        "undecidable": "undecided",
        "unread": "Files that were not wholly read",
        "evidence": "Evidence",
        "page": "page",
        "line": "line",
        "filter": "Search the findings: file, check, words",
        "undrawn": "%d findings are shown without pictures because they are many.",
        "undecided": "What could not be decided, and why",
        "stated": "stated",
        "computed_from": "computed from",
        "contradicts": "contradicts",
        "context": "context",
    },
}


def group_of(check_id: str) -> str:
    """Return the group of a check: the letter before its number."""
    return check_id[:1]
