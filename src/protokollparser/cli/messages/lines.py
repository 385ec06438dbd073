"""What the commands on names over the years say: for each key the Swedish and the English sentence."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.identities": (
        "Vilka namn som är samma rad eller samma organ genom åren: en tabell att ändra i.",
        "Which names are one line or one organisation over the years: a table to edit.",
    ),
    "help.identities.export": (
        "Skriv vilka namn som räknas som samma, och vilka som kanske är det.",
        "Write which names are taken for one, and which may be.",
    ),
    "help.identities.import": (
        "Läs det som en människa har fyllt i; det gäller också efter nya inläsningar.",
        "Take what a person filled in; it holds after new imports too.",
    ),
    "help.identities.out": ("Fil att skriva tabellen till.", "File to write the table to."),
    "help.identities.table": (
        "Tabellen, med ja, nej eller öppen i kolumnen samma.",
        "The table, with ja, nej or öppen in the column samma.",
    ),
    "identities.written": ("{count} namnpar skrivna till {out}", "{count} pairs of names written to {out}"),
    "identities.read": ("{count} nya besked om namn", "{count} new answers about names"),
    "help.population": (
        "Läs in folkmängd från en tabell med kommun, år, invånare och källa.",
        "Take inhabitants from a table with kommun, år, invånare and källa.",
    ),
    "help.population.table": ("Tabell i UTF-8, med semikolon eller komma.", "Table in UTF-8, with ; or ,."),
    "population.read": ("{count} uppgifter om folkmängd", "{count} figures of inhabitants"),
    "error.identities_file": (
        "{path}: är ingen identitetstabell i UTF-8; `identities export` skriver en",
        "",
    ),
    "error.identities_row": (
        "{path}, rad {line}: vad är rad eller organ, samma är ja, nej eller öppen, med båda namnen",
        "",
    ),
    "error.population_file": (
        "{path}: är ingen tabell i UTF-8 med kolumnerna kommun, år och invånare",
        "",
    ),
    "error.population_row": (
        "{path}, rad {line}: året och antalet invånare måste vara heltal",
        "",
    ),
}
