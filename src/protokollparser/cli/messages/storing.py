"""What is said of the database: what is wrong with it, and what is done to it."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # The database as a file
    "help.db": (
        "Databasen som fil: uppgradera, kopiera, kontrollera.",
        "The database as a file: upgrade it, copy it, look through it.",
    ),
    "help.db.upgrade": (
        "Uppgradera tabellerna från ett äldre program; en kopia av den gamla databasen sparas bredvid.",
        "Bring the tables of an older program up to date; a copy of the old database is kept beside it.",
    ),
    "help.db.backup": (
        "Kopiera databasen som den är i ett ögonblick, även medan den skrivs.",
        "Copy the database as it is at one moment, also while it is written.",
    ),
    "help.db.backup.out": ("Kopian; den får inte finnas redan.", "The copy; it must not be there yet."),
    "help.db.verify": (
        "Kontrollera alla rader: nycklar, källor, platser, tryckta ord. Slutar med kod 1 vid fel.",
        "Look through all rows: keys, sources, places, printed words. Exits with 1 when anything is wrong.",
    ),
    "help.db.settle": (
        "För samman vad dokumenten säger om varandra, när en körning slutade innan den hann det.",
        "Bring together what documents say of each other, where a run ended before it did.",
    ),
    "db.settled": ("{path}: dokumenten är sammanförda", "{path}: the documents are brought together"),
    "db.settled_already": (
        "{path}: dokumenten är redan sammanförda",
        "{path}: the documents are brought together already",
    ),
    "db.current": ("{path} har redan version {version}", "{path} has version {version} already"),
    "db.upgraded": (
        "{path} är uppgraderad från version {before} till {after}; den gamla finns i {backup}",
        "{path} is upgraded from version {before} to {after}; the old one is in {backup}",
    ),
    "db.copied": ("{path} kopierad till {out} ({size} MB)", "{path} copied to {out} ({size} MB)"),
    "db.sound": ("{path} är felfri", "{path} is sound"),
    "db.unsound": (
        "{path} har fel; återställ en kopia, eller läs in filerna i en ny databas",
        "{path} is not sound; restore a copy, or import the files into a new one",
    ),
    "db.fault.keys": (
        "{table}: {count} nycklar finns flera gånger: {found}",
        "{table}: {count} keys twice: {found}",
    ),
    "db.fault.sources": (
        "{table}: {count} poster ur källor som inte finns: {found}",
        "{table}: {count} records of sources that are not there: {found}",
    ),
    "db.fault.references": (
        "{table}: {count} poster hänvisar till poster som inte finns: {found}",
        "{table}: {count} records refer to records that are not there: {found}",
    ),
    "db.fault.spans": (
        "{table}: {count} poster står inte på sin sida: {found}",
        "{table}: {count} records do not stand on their page: {found}",
    ),
    "db.fault.printed": (
        "{table}: {count} posters tryckta ord är inte sidans: {found}",
        "{table}: {count} records print other words than their page: {found}",
    ),
    "db.fault.evidence": (
        "{table}: {count} bevis för fynd som inte finns: {found}",
        "{table}: {count} proofs of findings that are not there: {found}",
    ),
    "db.fault.shards": (
        "{table}: {count} källor saknar sidor: {found}",
        "{table}: {count} sources lack pages: {found}",
    ),
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
    "error.older": (
        "{path}: har version {found}, programmet läser {version}; kör `protokollparser db upgrade`",
        "",
    ),
    "error.newer": (
        "{path}: har version {found}, programmet läser {version}; installera ett nyare program",
        "",
    ),
    "error.copy_exists": ("{path}: finns redan; flytta den eller ange en annan fil", ""),
    "error.copy_failed": (
        "{path}: kopian kan inte skrivas ({told}); gör plats eller välj en annan plats",
        "",
    ),
    "error.unwritable": ("{path}: databasen kan inte skrivas här; välj en annan plats med --db", ""),
    "error.disk": ("{path}: disken är full eller trasig; inget halvskrivet sparades", ""),
    "error.shard_damaged": (
        "{path}: är inte som den skrevs; radera den och läs dess filer på nytt med `extract`",
        "",
    ),
    "error.shard_format": ("{path}: är av ett annat format; läs filerna på nytt med `extract`", ""),
    "error.foreign": ("{path}: databasen innehåller annat; ange en annan fil med --db", ""),
    "error.read_only": ("{path}: databasen är bara öppnad för läsning", ""),
    "error.no_memory": (
        "{path}: databasen behöver mer minne än som finns; inget halvskrivet sparades",
        "",
    ),
    "error.database": ("{path}: databasen meddelar ett fel: {told}", ""),
    "error.no_export": ("{path}: kan inte skrivas; välj en annan mapp", ""),
}
