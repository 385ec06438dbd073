"""What is said of the database: what is wrong with it, and what is done to it."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # Reading while another process writes
    "snapshot.read": (
        "{path} skrivs av en annan process; svaret är ur ögonblicksbilden från {time}",
        "{path} is being written by another process; the answer is from the snapshot of {time}",
    ),
    # What is wrong with the database
    "error.no_database": ("{path}: här finns ingen databas; läs in handlingar med ingest först", ""),
    "error.not_a_database": ("{path}: är ingen DuckDB-databas; ange en annan fil med --db", ""),
    "error.no_folder": ("{path}: mappen finns inte; skapa den först", ""),
    "error.locked": (
        "{path}: en annan process{which} har databasen öppen; vänta tills den är klar och försök igen",
        "",
    ),
    "error.version": ("{path}: databasen är gjord av en annan version; läs in i en ny fil", ""),
    "error.unwritable": ("{path}: databasen kan inte skrivas här; välj en annan plats med --db", ""),
    "error.disk": ("{path}: disken är full eller trasig; inget halvskrivet sparades", ""),
    "error.shard_damaged": ("{path}: är inte som den skrevs; läs dess filer på nytt med `extract`", ""),
    "error.shard_format": ("{path}: är av ett annat format; läs filerna på nytt med `extract`", ""),
    "error.foreign": ("{path}: databasen innehåller annat; ange en annan fil med --db", ""),
    "error.read_only": ("{path}: databasen är bara öppnad för läsning", ""),
    "error.database": ("{path}: databasen meddelar ett fel: {told}", ""),
    "error.no_export": ("{path}: kan inte skrivas; välj en annan mapp", ""),
}
