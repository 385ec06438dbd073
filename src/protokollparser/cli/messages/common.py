"""What all commands say: help, the import, explanations, wrong calls and broken files."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # Help
    "help.program": (
        "Läser kommunala protokoll och rapporter till DuckDB och granskar dem.",
        "Reads municipal minutes and reports into DuckDB and audits them.",
    ),
    "help.lang": ("Språk för meddelanden: sv eller en.", "Language of messages: sv or en."),
    "help.version": ("Visa version och sluta.", "Show the version and stop."),
    "help.database": ("Databasfil.", "Database file."),
    "help.format": ("Utskriftens form.", "Form of the output."),
    "help.unmasked": ("Visa personnummer i klartext.", "Show personal identity numbers."),
    "help.ingest": (
        "Läs in filer, och alla filer i mappar, i databasen.",
        "Import files, and all files in folders, into the database.",
    ),
    "help.ingest.paths": ("Filer och mappar.", "Files and folders."),
    "help.ingest.metadata": (
        "CSV-fil med kolumnerna file, municipality, body, date, kind (eller fil, kommun, nämnd, datum, typ).",
        "CSV file with the columns file, municipality, body, date, kind.",
    ),
    "help.ingest.jobs": (
        "Så många processer läser filer samtidigt (0: ingen egen process, utan gränser; för felsökning).",
        "So many processes read files at once (0: none of its own, without limits; for debugging).",
    ),
    "help.ingest.ocr": (
        "Tolka bilder av text: sidor utan läsbar text (auto), alla sidor (always) eller inga (never).",
        "Recognise pictures of text: pages without usable text (auto), all pages (always) or none (never).",
    ),
    "help.ingest.ocr_cache": (
        "Mapp där tolkade sidor sparas (annars användarens cache).",
        "Folder in which recognised pages are kept (else the user's cache).",
    ),
    "help.ingest.nlp_model": (
        "Tränad svensk spaCy-modell (namn eller mapp) som hittar namn som reglerna lämnar.",
        "Trained Swedish spaCy pipeline (name or folder) that finds names which the rules leave.",
    ),
    "help.check": (
        "Granska det inlästa och skriv ut rapporten.",
        "Check what is imported and print the report.",
    ),
    "help.check.fail_on": (
        "Sluta med kod 1 när något fynd är minst så allvarligt.",
        "Exit with code 1 when a finding is at least this grave.",
    ),
    "help.explain": (
        "Förklara en post eller ett fynd: sida, rad, tryckta ord, regel och hur värdet kom till.",
        "Explain a record or finding: page, line, printed words, rule, and how the value came about.",
    ),
    "help.explain.id": ("Postens id, eller början av det.", "Id of the record, or the beginning of it."),
    "help.export": ("Skriv alla tabeller till filer.", "Write all tables to files."),
    "help.remove": (
        "Gallra eller radera en källa och allt som kom ur den; borttagningen loggas utan innehåll.",
        "Erase a source and everything that came from it; logged without content.",
    ),
    "help.remove.source": (
        "Källans id (eller början av det), sökväg eller filnamn.",
        "Id of the source (or the beginning of it), path or file name.",
    ),
    "help.remove.reason": ("Skälet, till loggen.", "The reason, for the log."),
    "help.infer-aggregations": (
        "Hitta vilka celler i tabeller som är summor, andelar, förändringar eller medelvärden av andra.",
        "Find which cells of tables are sums, shares, changes or averages of others.",
    ),
    "help.infer-aggregations.tables": (
        'En tabell per rad: {{"cells": [["Summa", "12"], ...]}}.',
        'A table a line: {{"cells": [["Total", "12"], ...]}}.',
    ),
    "help.infer-aggregations.out": (
        "Fil för svaren, ett per rad i samma ordning.",
        "File for the answers, one a line in the same order.",
    ),
    "infer-aggregations.done": ("{count} tabeller, svaren i {out}", "{count} tables, answers in {out}"),
    "help.score": (
        "Jämför läsningen av en korpus med dess facit.",
        "Compare the reading of a corpus with its truth.",
    ),
    "help.score.corpus": ("Mappen med korpus.", "The folder of the corpus."),
    "help.score.misses": ("Visa varje avvikelse.", "Show every difference."),
    "help.score.ratchet": (
        "Fil med de bästa värdena: lägre värden ger felkod 1.",
        "A file with the best figures: lower ones exit with 1.",
    ),
    "help.score.update": ("Skriv de nya värdena i filen.", "Write the new figures to the file."),
    "help.score.note": ("Varför ett värde får sjunka.", "Why a figure may fall."),
    "help.debug": (
        "Rita ord, rader, tabeller, celler och sidhuvuden över en sida i en PDF-fil.",
        "Draw words, lines, tables, cells and furniture over a page of a PDF file.",
    ),
    "help.debug.file": ("PDF-filen.", "The PDF file."),
    "help.debug.page": ("Sidans nummer i filen, från 1.", "The number of the page in the file, from 1."),
    "help.debug.out": (
        "Bilden (PNG); annars FIL-SIDA.png i den aktuella mappen.",
        "The picture (PNG); else FILE-PAGE.png in the current folder.",
    ),
    "help.rules": ("Regelfilerna.", "The rule files."),
    "help.rules.check": (
        "Kontrollera att alla regelfiler går att läsa och klarar sina egna exempel.",
        "Check that all rule files can be read and pass their own examples.",
    ),
    "help.rules.suggest": (
        "Visa en fils rubriker som ingen regel känner, som YAML att klistra in i den regel de mest liknar.",
        "Show the headings of a file that no rule knows, as YAML to paste into the rule they most resemble.",
    ),
    "help.rules.file": ("Filen: ett protokoll eller en kallelse.", "The file: minutes or a summons."),
    "help.rules.folder": (
        "Mapp med regler, i stället för de medföljande.",
        "Folder of rules, instead of the shipped ones.",
    ),
    # Picture of a page
    "debug.done": ("{out}: {told}", "{out}: {told}"),
    "debug.word": ("{count} ord (grå)", "{count} words (grey)"),
    "debug.line": ("{count} rader (blå)", "{count} lines (blue)"),
    "debug.furniture": (
        "{count} rader i sidhuvud, sidfot och marginal (gula)",
        "{count} lines of furniture (yellow)",
    ),
    "debug.cell": ("{count} celler (gröna)", "{count} cells (green)"),
    "debug.table": ("{count} tabeller (röda)", "{count} tables (red)"),
    # Import
    "ingest.line": ("{number}/{count} {path}: {status}", "{number}/{count} {path}: {status}"),
    "ingest.done": (
        "{files} filer: {new} nya, {replaced} ersatta, {unchanged} oförändrade, "
        "{alias} dubbletter, {failed} ej lästa, i {db}",
        "{files} files: {new} new, {replaced} replaced, {unchanged} unchanged, "
        "{alias} duplicates, {failed} not read, in {db}",
    ),
    "ingest.failed": ("Ej inläst: {told}", "Not imported: {told}"),
    "ingest.partial": ("Delvis inläst: {told}", "Partly imported: {told}"),
    "ingest.reason": ("  {count} {code}", "  {count} {code}"),
    "ingest.unknown": (
        "{list}: {name} hör inte till någon fil som lästes in",
        "{list}: {name} belongs to no file that was imported",
    ),
    "ingest.review": (
        "Granskningen {id} av {table} {record} har inte längre någon post",
        "Review {id} of {table} {record} no longer has a record",
    ),
    "ingest.nothing": ("Inga filer hittades.", "No files were found."),
    "status.new": ("inläst", "imported"),
    "status.replaced": ("ersatt", "replaced"),
    "status.read": ("läst", "read"),
    "status.alias": ("dubblett", "duplicate"),
    "status.archive": ("arkivfil", "archive"),
    "status.unchanged": ("oförändrad", "unchanged"),
    "status.quarantined": ("ej inläst", "not imported"),
    "status.missing": ("finns inte", "does not exist"),
    # Report
    "report.documents": ("Handlingar ({count})", "Documents ({count})"),
    "report.records": ("Poster", "Records"),
    "report.not_whole": (
        "Ej eller bara delvis inlästa filer ({count})",
        "Files not or only partly imported ({count})",
    ),
    "report.findings": (
        "Fynd: {error} fel, {warning} varningar, {info} upplysningar",
        "Findings: {error} errors, {warning} warnings, {info} notes",
    ),
    "report.none": ("Inga fynd.", "No findings."),
    "report.settled": (
        "{count} godtagna eller åtgärdade fynd visas inte.",
        "{count} accepted or fixed findings are not shown.",
    ),
    "report.error": ("FEL ({count})", "ERRORS ({count})"),
    "report.warning": ("VARNINGAR ({count})", "WARNINGS ({count})"),
    "report.info": ("UPPLYSNINGAR ({count})", "NOTES ({count})"),
    "report.place": ("{path}:{line}{page}", "{path}:{line}{page}"),
    "report.page": (" (sida {page})", " (page {page})"),
    "report.stated": ("anges {value}", "stated {value}"),
    "report.computed": ("beräknat {value}", "computed {value}"),
    "report.difference": ("skillnad {value}", "difference {value}"),
    "report.hypothesis": ("möjlig rättelse: {value}", "possible repair: {value}"),
    "report.law": ("stöd: {value}", "source: {value}"),
    "report.checks": (
        "Kontrollerat: {checks} kontroller, {examined} samband: {exact} stämmer, {rounding} avrundade, "
        "{violated} avviker, {undecidable} kan inte avgöras",
        "Checked: {checks} checks, {examined} relations: {exact} hold, {rounding} rounded, {violated} do not "
        "hold, {undecidable} cannot be decided",
    ),
    "report.head.check": ("kontroll", "check"),
    "report.head.exact": ("stämmer", "hold"),
    "report.head.rounding": ("avrundade", "rounded"),
    "report.head.violated": ("avviker", "violated"),
    "report.head.undecidable": ("oavgjorda", "undecided"),
    "report.unchecked": (
        "Inget att pröva i dessa handlingar: {checks}",
        "Nothing to examine in these documents: {checks}",
    ),
    "report.undecided": ("{check} kan inte avgöras: {reason}", "{check} cannot be decided: {reason}"),
    # Explanations
    "explain.place": ("Plats", "Place"),
    "explain.printed": ("Tryckt", "Printed"),
    "explain.values": ("Värden", "Values"),
    "explain.rule": ("Regel", "Rule"),
    "explain.procedure": ("förfarandet {id}", "the procedure {id}"),
    "explain.why": ("Varför", "Why"),
    "explain.steps": ("Hur värdet kom till", "How the value came about"),
    "explain.within": ("Hör till", "Belongs to"),
    "explain.evidence": ("Bevis", "Evidence"),
    "explain.confidence": ("Säkerhet", "Confidence"),
    "explain.candidates": ("Andra läsningar", "Other readings"),
    "explain.line": ("{path}, sida {page}, rad {lines}", "{path}, page {page}, line {lines}"),
    "explain.blank": ("(tomt)", "(blank)"),
    "explain.more": ("… ({count} rader till)", "… ({count} more lines)"),
    "step.stated": ("anges: {value} {unit}", "stated: {value} {unit}"),
    "step.computed": ("beräknat: {value} {unit}", "computed: {value} {unit}"),
    "step.difference": ("skillnad: {value} {unit}", "difference: {value} {unit}"),
    "step.hypothesis": ("allt stämmer om: {value}", "everything holds if: {value}"),
    "step.legal_source": ("stöd: {value}", "source: {value}"),
    "step.cell": (
        "cell i ”{title}”, rad ”{row}”, kolumn ”{column}” ({role})",
        "cell in “{title}”, row “{row}”, column “{column}” ({role})",
    ),
    "step.value": ("”{printed}” läses som {value}", "“{printed}” reads as {value}"),
    "step.missing": (
        "tomt märke ”{mark}” i stället för en siffra; inte noll",
        "mark “{mark}” instead of a figure; not zero",
    ),
    "step.unit": ("enhet {unit} {printed} (från: {origin})", "unit {unit} {printed} (from: {origin})"),
    "step.kronor": ("i kronor: {kronor}", "in kronor: {kronor}"),
    "step.interval": (
        "den tryckta noggrannheten rymmer {low} till {high}",
        "the printed precision spans {low} to {high}",
    ),
    "step.term": ("{sign} {printed} (rad {line})", "{sign} {printed} (line {line})"),
    "step.metadata": ("{field} kommer från {origin}", "{field} comes from {origin}"),
    "step.message": ("{code}: {message}", "{code}: {message}"),
    # Other commands
    "export.done": ("{count} filer skrivna i {out}", "{count} files written to {out}"),
    "remove.done": (
        "{file} är borttagen: {count} rader raderade, loggat som {id}",
        "{file} is removed: {count} rows erased, logged as {id}",
    ),
    "rules.alike": (
        '{rule}: {share} lik "{example}"; rad {lines}',
        '{rule}: {share} like "{example}"; line {lines}',
    ),
    "rules.unknown": ("{count} okända rubriker", "{count} unknown headings"),
    "remove.pages": (
        "{count} avlästa sidor raderade ur mappen för avlästa sidor",
        "{count} recognised pages erased from the folder of recognised pages",
    ),
    "rules.fine": ("{count} regler är i ordning ({hash})", "{count} rules are in order ({hash})"),
    # Usage
    "usage.option": (
        "Flaggan {name} finns inte; se protokollparser {command}--help",
        "There is no option {name}; see protokollparser {command}--help",
    ),
    "usage.command": (
        "Kommandot {name} finns inte; se protokollparser {command}--help",
        "There is no command {name}; see protokollparser {command}--help",
    ),
    "usage.missing": (
        "{name} saknas; se protokollparser {command}--help",
        "{name} is missing; see protokollparser {command}--help",
    ),
    "usage.argument": (
        "{name} behöver ett värde; se protokollparser {command}--help",
        "{name} needs a value; see protokollparser {command}--help",
    ),
    "usage.value": ("{name}: värdet passar inte ({told})", "{name}: the value does not fit ({told})"),
    "usage.other": (
        "Fel i anropet ({told}); se protokollparser {command}--help",
        "Wrong call ({told}); see protokollparser {command}--help",
    ),
    "fault": (
        "Fel i programmet ({told}); sätt PROTOKOLLPARSER_DEBUG=1 för att se var och anmäl det",
        "Fault in the program ({told}); set PROTOKOLLPARSER_DEBUG=1 to see where and report it",
    ),
    "interrupted": (
        "Avbrutet; det som hann läsas in är sparat.",
        "Interrupted; what was imported until now is kept.",
    ),
    # What is wrong with a file
    "error.missing": ("{file}: finns inte; kontrollera sökvägen", ""),
    "error.unreadable": (
        "{file}: kan inte läsas; kontrollera att det är en vanlig fil och att du får läsa den",
        "",
    ),
    "error.empty": ("{file}: är tom (0 byte); hämta filen på nytt", ""),
    "error.not_text": ("{file}: innehåller binära data, inte text; kontrollera vilket slags fil det är", ""),
    "error.no_text": ("{file}: innehåller ingen text; hämta filen på nytt eller tolka bilderna", ""),
    "error.unsupported_type": ("{file}: filtypen läses inte; spara den som PDF eller ren text", ""),
    "error.not_a_pdf": ("{file}: heter .pdf men är ingen PDF; kontrollera vilket slags fil det är", ""),
    "error.encrypted": ("{file}: är skyddad med lösenord; spara den utan", ""),
    "error.truncated": ("{file}: slutet av filen saknas; hämta filen på nytt", ""),
    "error.damaged": ("{file}: filen är skadad; hämta den på nytt", ""),
    "error.attachments": ("{file}: innehåller andra filer, som inte läses; spara dem och läs in dem", ""),
    "error.form": ("{file}: är ett formulär som bara vissa program kan visa; skriv ut det till PDF", ""),
    "error.partial_attachments": (
        "{file}: innehåller också andra filer, som inte läses; spara dem och läs in dem",
        "",
    ),
    "error.partial_form": (
        "{file}: är ett formulär som bara vissa program kan visa helt; skriv ut det till PDF",
        "",
    ),
    "error.no_pages": ("{file}: har inga sidor; hämta filen på nytt", ""),
    "error.partial_truncated": ("{file}: slutet av filen saknas; sidor kan fattas, hämta filen på nytt", ""),
    "error.partial_damaged": ("{file}: filen är skadad men gick delvis att läsa; jämför med originalet", ""),
    "error.partial_no_text": ("{file}: en del sidor är bara bilder; låt tolka dem (OCR)", ""),
    "error.size_limit": ("{file}: är för stor; dela filen", ""),
    "error.archive_limit": (
        "{file}: mer än vad som packas upp ur en arkivfil; packa upp den och läs in filerna",
        "",
    ),
    "error.page_limit": ("{file}: har för många sidor; dela filen", ""),
    "error.time_limit": ("{file}: tar för lång tid att läsa; dela filen eller spara den på nytt", ""),
    "error.memory_limit": ("{file}: kräver för mycket minne; dela filen eller spara den på nytt", ""),
    "error.crashed": ("{file}: får läsaren att krascha; spara den på nytt med ett annat program", ""),
    "error.partial_size_limit": ("{file}: är för stor; bara början lästes in, dela filen", ""),
    "error.partial_page_limit": ("{file}: har sidor som är för tunga att läsa; jämför med originalet", ""),
    "error.ocr_missing": (
        "{file}: är bilder av text; installera tesseract-ocr och tesseract-ocr-swe",
        "",
    ),
    "error.illegible": ("{file}: bilderna är för dåliga att tolka; skanna på nytt", ""),
    "error.partial_ocr_missing": (
        "{file}: en del sidor är bilder av text; installera tesseract-ocr och tesseract-ocr-swe",
        "",
    ),
    "error.partial_illegible": ("{file}: en del sidor är för dåliga att tolka; skanna dem på nytt", ""),
    "error.changed": ("{file}: ändrades medan den lästes; läs in den igen", ""),
    "error.internal": ("{file}: fel i programmet vid läsningen; anmäl det med filen", ""),
    # What is wrong with a call
    "error.bad_line": (
        '{file}: rad {line} innehåller ingen tabell; rätta den: {{"cells": [["Summa", "12"], ...]}}',
        "",
    ),
    "error.answers_unwritable": ("{path}: kan inte skrivas; välj en annan plats med --out", ""),
    "error.no_model": ("{model}: ingen sådan spaCy-modell finns; installera den eller ange dess mapp", ""),
    "error.model_language": ("{model}: är ingen spaCy-modell för svenska; välj en annan", ""),
    "error.not_drawn": ("{path}: är ingen PDF; bara sidor i PDF-filer kan ritas", ""),
    "error.no_page": ("{path}: har {count} sidor; ange en av dem med --page", ""),
    "error.picture_unwritable": ("{path}: kan inte skrivas; välj en annan plats med --out", ""),
    "error.model_unfit": ("{model}: modellen passar inte denna spaCy; installera en av rätt version", ""),
    "error.ambiguous_id": ("{id}: flera poster börjar så ({found}); ange mer av id", ""),
    "error.no_record": ("{id}: ingen post har detta id; id står i rapporter och tabeller", ""),
    "error.no_source": ("{source}: ingen sådan källa finns i databasen", ""),
    "error.ambiguous_source": ("{source}: flera källor heter så ({found}); ange id", ""),
    "error.no_form": ("{form}: okänt filformat; välj csv, json eller parquet", ""),
    "error.list_unreadable": ("{path}: importlistan kan inte läsas som UTF-8", ""),
    "error.list_no_file": ("{path}: importlistan måste ha en kolumn file (eller fil)", ""),
    "error.list_kind": ("{path}:{line}: {kind} är inget slags handling; välj bland {kinds}", ""),
    "error.list_date": ("{path}:{line}: {date} är inget datum; skriv det som 2023-05-08", ""),
}
