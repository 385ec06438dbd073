"""What is said of reading again and of watching: `ingest --force`, `retry`, `watch`."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.ingest.force": (
        "Läs också det som redan är läst av detta program med dessa regler.",
        "Read also what this program has read already by these rules.",
    ),
    "help.retry": (
        "Läs på nytt de filer som inte, eller bara delvis, blev inlästa.",
        "Read again the files that were not, or only partly, imported.",
    ),
    "help.retry.failed": ("Bara de som inte blev inlästa alls.", "Only those of which nothing was imported."),
    "retry.nothing": ("Inget att läsa på nytt i {db}.", "Nothing to be read again in {db}."),
    "help.watch": (
        "Bevaka en mapp och läs in filer när de slutat ändras; Ctrl-C avslutar.",
        "Watch a folder and import files once they have stopped changing; Ctrl-C ends it.",
    ),
    "help.watch.folder": ("Mappen, med allt i den.", "The folder, with all that is in it."),
    "help.watch.settle": (
        "Så många sekunder ska en fil ha varit oförändrad.",
        "So many seconds a file must have been unchanged.",
    ),
    "help.watch.poll": (
        "Se efter regelbundet i stället för att vänta på systemet (för mappar på nätet).",
        "Look regularly instead of waiting for the system (for folders on a network).",
    ),
    "watch.begun": ("Bevakar {folder}; Ctrl-C avslutar.", "Watching {folder}; Ctrl-C ends it."),
    "watch.waits": (
        "{db}: databasen är öppen i ett annat program; väntar",
        "{db}: another program has the database open; waiting",
    ),
    "watch.ended": ("Bevakningen är avslutad.", "The watch has ended."),
    "error.no_watched_folder": ("{path}: ingen sådan mapp; ange en mapp att bevaka", ""),
}
