"""What is said where the store is asked from Python and in plots."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.plot": (
        "Rita vad som är lagrat: en HTML-sida som inget hämtar, eller en bild (.svg, .png).",
        "Draw what is stored: an HTML page that fetches nothing, or a picture (.svg, .png).",
    ),
    "help.plot.name": ("Diagrammets namn; --list räknar upp dem.", "Name of the plot; --list tells them."),
    "help.plot.out": (
        "Fil att skriva, med ändelsen .html, .svg eller .png (annars NAME.html).",
        "File to write, ending in .html, .svg or .png (else NAME.html).",
    ),
    "help.plot.body": (
        "Bara detta organ (kan ges flera gånger).",
        "Only this body (may be given several times).",
    ),
    "help.plot.year": ("Bara detta år.", "Only this year."),
    "help.plot.municipality": (
        "Bara denna kommun: organets, eller den som kostnaden fördelas på.",
        "Only this municipality: that of the body, or that to which a cost is allocated.",
    ),
    "help.plot.label": (
        "Bara denna rad i tabeller, eller ändamål som innehåller orden.",
        "Only this line of tables, or purposes that hold these words.",
    ),
    "help.plot.list": ("Räkna upp diagrammen.", "List the plots."),
    "plot.written": ("{title}: skrivet till {out}", "{title}: written to {out}"),
    "error.no_plot": ("{name}: det finns inget sådant diagram; det finns {names}", ""),
    "error.plot_filter": ("diagrammet {name} har inget filter {filter}; det har {filters}", ""),
    "error.plot_empty": ("det finns inget lagrat som diagrammet {name} kan visa för detta urval", ""),
    "error.plot_form": ("{out}: diagram skrivs som .html, .svg eller .png; låt namnet sluta så", ""),
    "error.closed": ("Databasen är stängd; öppna den igen.", ""),
    "error.no_key": ("Raden har ingen kolumn som nämner en post; ange ett id.", ""),
    "error.no_place": ("{id}: rader i {table} står ingenstans; fråga efter det som de kommer av.", ""),
    "error.no_view": ("{name}: det finns ingen sådan tabell eller vy; docs/schema.md räknar upp dem.", ""),
}
