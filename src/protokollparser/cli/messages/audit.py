"""What the audit's commands say: for each key the Swedish and the English sentence."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.check.format": (
        "Rapportens form: text, json, sarif, junit, csv, xlsx eller html.",
        "Form of the report: text, json, sarif, junit, csv, xlsx or html.",
    ),
    "help.check.out": ("Fil att skriva rapporten till.", "File to write the report to."),
    "help.check.only": (
        "Bara dessa kontroller, eller grupper av dem.",
        "Only these checks, or groups of them.",
    ),
    "help.check.ignore": ("Inte dessa kontroller eller grupper.", "Not these checks or groups."),
    "help.check.baseline": (
        "Fil med kända fynd (findings baseline), som inte berättas igen.",
        "File of known findings (findings baseline), which are not told again.",
    ),
    "help.check.jobs": (
        "Så många processer granskar samtidigt, när handlingarna är många (annars en för varje kärna).",
        "So many processes check at a time when documents are many (else one for each core).",
    ),
    "help.check.verbose": (
        "Visa också handlingar, poster och vad som granskades.",
        "Show documents, records and what was checked too.",
    ),
    "check.written": (
        "Rapport med {count} fynd skriven till {out}",
        "Report of {count} findings written to {out}",
    ),
    "help.findings": ("Fynden, och vad som sägs om dem.", "The findings, and what people say of them."),
    "help.findings.list": ("Visa fynden, ett på varje rad.", "Show the findings, one on each line."),
    "help.findings.show": (
        "Visa ett fynd med uträkning och källor.",
        "Show a finding with calculation and sources.",
    ),
    "help.findings.accept": (
        "Godta fynd; de berättas inte igen, inte heller när handlingen läses in på nytt.",
        "Accept findings; they are told no more, not when the document is imported again either.",
    ),
    "help.findings.reopen": ("Öppna godtagna fynd igen.", "Open accepted findings again."),
    "help.findings.baseline": ("Skriv alla öppna fynd till en fil.", "Write all open findings to a file."),
    "help.findings.id": (
        "Fyndets id, eller minst sex tecken av början.",
        "Id of the finding, or six signs of it.",
    ),
    "help.findings.ids": (
        "Fyndens id, eller minst sex tecken av början.",
        "Ids of findings, or six signs of each.",
    ),
    "help.findings.reviewer": ("Vem som har granskat.", "Who reviewed."),
    "help.findings.note": ("Varför.", "Why."),
    "help.findings.status": (
        "Vilka fynd: open, accepted, fixed eller all.",
        "Which: open, accepted, fixed or all.",
    ),
    "help.findings.out": ("Fil att skriva till.", "File to write to."),
    "findings.count": ("{count} fynd", "{count} findings"),
    "findings.accepted": ("{count} fynd godtagna", "{count} findings accepted"),
    "findings.open": ("{count} fynd öppnade igen", "{count} findings opened again"),
    "findings.kept": ("{count} fynd skrivna till {out}", "{count} findings written to {out}"),
    "report.quiet": (
        "{checks} kontroller prövade {examined} samband; {undecidable} gick inte att avgöra (se --verbose).",
        "{checks} checks examined {examined} relations; {undecidable} were undecidable (see --verbose).",
    ),
    "report.known": ("{count} kända fynd visas inte.", "{count} known findings are not shown."),
    "explain.calculation": ("Uträkning", "Calculation"),
    "calc.read": ("läses som {value} {unit}", "reads as {value} {unit}"),
    "calc.interval": (
        "står för allt från {low} till {high} {unit}",
        "stands for all from {low} to {high} {unit}",
    ),
    "calc.sum": ("{terms} = {total}", "{terms} = {total}"),
    "calc.level.violated": (
        "gräns: avrundning kan ge högst {most} {unit}; skillnaden är större",
        "limit: rounding can make {most} {unit} at most; the difference is more",
    ),
    "calc.level.rounding": (
        "gräns: avrundning brukar ge högst {usual} {unit} och kan ge högst {most}",
        "limit: rounding usually makes {usual} {unit} at most and can make {most}",
    ),
    "calc.apart": (
        "{low} till {high} och {other_low} till {other_high} har inget tal gemensamt",
        "{low} to {high} and {other_low} to {other_high} have no figure in common",
    ),
    "calc.day.stated": ("angiven dag", "stated day"),
    "calc.day.computed": ("rätt dag eller gräns", "right day or limit"),
    "calc.day.computed_from": ("räknat från", "counted from"),
    "calc.rests": ("ingen arbetsdag; nästa är {day}", "no working day; the next is {day}"),
    "calc.step": ("{begin} {sign} {count} {unit} = {limit}", "{begin} {sign} {count} {unit} = {limit}"),
    "calc.days": ("dagar", "days"),
    "calc.weeks": ("veckor", "weeks"),
    "calc.moved": (
        "{limit} är ingen arbetsdag: tiden går ut {moved} (lag 1930:173)",
        "{limit} is no working day: the time runs out on {moved} (lag 1930:173)",
    ),
    "calc.holds": ("det stämmer med: {value}", "it holds with: {value}"),
    "calc.weekdays": (
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "error.no_check": ("{name}: ingen kontroll heter så; docs/checks.md räknar upp dem", ""),
    "error.bad_baseline": (
        "{path}: är ingen lista över kända fynd; skriv en med findings baseline --out",
        "",
    ),
    "error.workbook_unnamed": ("en arbetsbok kan inte skrivas ut; ange en fil med --out", ""),
    "error.report_unwritable": ("{path}: kan inte skrivas ({told}); välj en annan fil med --out", ""),
    "error.no_finding": ("{id}: är inget ensamt fynd; findings list visar deras id", ""),
    "error.bad_settings": (
        "{path}: går inte att läsa som TOML ({told}); rätta filen eller flytta undan den",
        "",
    ),
    "error.settings_command": ("{path}: kommandot {name} finns inte; se protokollparser --help", ""),
    "error.settings_option": (
        "{path}: {name} har ingen flagga --{option}; se protokollparser {name} --help",
        "",
    ),
}
