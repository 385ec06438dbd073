"""What is said of questions and their answers: `query`, `export`."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.query": (
        "Ställ en fråga i SQL; databasen kan bara läsas, inom gränser för tid och minne.",
        "Ask a question in SQL; read only, within limits of time and memory.",
    ),
    "help.query.sql": ("Frågan: en SELECT.", "The question: one SELECT."),
    "help.query.format": (
        "Svarets form; annars efter namnet i --out, eller en tabell.",
        "Form of the answer; otherwise by the name of --out, or a table.",
    ),
    "help.query.out": ("Fil för svaret i stället för utskrift.", "File for the answer instead of printing."),
    "help.query.excel": (
        "CSV så som Excel på svenska läser den: semikolon, decimalkomma, BOM.",
        "CSV as Excel with Swedish settings reads it: semicolons, decimal commas, BOM.",
    ),
    "help.query.limit": (
        "Högst så många rader, 0 för alla; annars 10 000 i tabeller och alla i övriga former.",
        "At most so many rows, 0 for all; otherwise 10,000 in tables and all in other forms.",
    ),
    "help.query.timeout": (
        "Så många sekunder får frågan ta, 0 för obegränsat.",
        "So many seconds the question may take, 0 for no limit.",
    ),
    "help.query.memory": (
        "Så mycket minne får frågan ta, i megabyte.",
        "So much memory the question may take, in megabytes.",
    ),
    "help.export.form": (
        "Filformat; datapackage är CSV med beskrivning enligt Frictionless Data Package.",
        "File format; datapackage is CSV described as a Frictionless Data Package.",
    ),
    "help.export.out": (
        "Mapp för filerna; den skapas vid behov. För datapackage också FIL.zip.",
        "Folder for the files; made when needed. For datapackage also FILE.zip.",
    ),
    "help.export.licence": (
        "Licens som står i paketet, till exempel CC0-1.0 (datapackage).",
        "Licence that stands in the package, for instance CC0-1.0 (datapackage).",
    ),
    "export.package": ("{count} tabeller i paketet {out}", "{count} tables in the package {out}"),
    "query.more": (
        "Bara de första {count} raderna; --limit 0 ger alla.",
        "Only the first {count} rows; --limit 0 gives all.",
    ),
    "query.cut": (
        "{count} texter är längre än en cell i Excel kan vara (32 767 tecken) och är avkortade; "
        "CSV och Parquet har dem hela.",
        "{count} texts are longer than a cell of Excel can be (32,767 letters) and are cut; "
        "CSV and Parquet have them whole.",
    ),
    "query.written": ("Svaret står i {out}.", "The answer is in {out}."),
    "error.bad_query": ("frågan går inte att ställa: {told}", ""),
    "error.query_none": ("det finns ingen fråga; skriv en SELECT", ""),
    "error.query_several": ("det är mer än en fråga; ställ en SELECT i taget", ""),
    "error.query_statement": (
        "bara SELECT kan ställas: databasen läses, ändras aldrig, och inställningarna ligger fast",
        "",
    ),
    "error.query_pivot": (
        "PIVOT behöver listan av sina kolumner här: PIVOT ... ON kolumn IN (värde, värde)",
        "",
    ),
    "error.query_function": (
        "{told} är stängt för frågor, som läser databasens tabeller och inget annat",
        "",
    ),
    "error.query_closed": ("en fråga läser databasens tabeller, inga filer och inget på nätet", ""),
    "error.query_time": (
        "frågan tar mer än {seconds} sekunder; begränsa den, eller ge den mer med --timeout",
        "",
    ),
    "error.query_memory": (
        "frågan tar mer än {memory} MB minne; begränsa den, eller ge den mer med --memory",
        "",
    ),
    "error.query_died": ("frågan fick den process som svarar att gå ned; ställ den på annat sätt", ""),
    "error.unprintable_form": ("{form} kan inte skrivas ut; ange en fil med --out", ""),
    "error.excel_form": ("--excel gäller CSV; ange --format csv, eller xlsx för en arbetsbok", ""),
    "error.own_file": ("{path}: är databasens egen fil; ange en annan med --out", ""),
    "error.answer_unwritable": ("{path}: kan inte skrivas ({told}); välj en annan plats med --out", ""),
}
