"""What is said of saved questions."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.query.saved": (
        "Ställ en sparad fråga (se --list och docs/sql.md).",
        "Ask a saved question (see --list and docs/sql.md).",
    ),
    "help.query.param": (
        "Ett värde till den sparade frågan, namn=värde; kan anges flera gånger.",
        "A value for the saved question, name=value; may be given several times.",
    ),
    "help.query.list": (
        "Visa alla sparade frågor med deras parametrar.",
        "Show all saved questions with their parameters.",
    ),
    "help.query.questions": (
        "En mapp med egna frågor (.yml), utöver dem som följer med.",
        "A folder of questions of your own (.yml), beside those that come along.",
    ),
    "questions.param": (
        "    --param {name}=...  {what} ({default})",
        "    --param {name}=...  {what} ({default})",
    ),
    "questions.yes": ("ja", "yes"),
    "questions.no": ("nej", "no"),
    "questions.required": ("måste anges", "required"),
    "questions.all": ("tomt: alla", "empty: all"),
    "questions.else": ("annars {value}", "else {value}"),
    "error.no_questions": (
        "{path}: det finns ingen sådan mapp med frågor",
        "",
    ),
    "error.no_question": (
        "det finns ingen sparad fråga {name}; liknande är {near}, och query --list visar alla",
        "",
    ),
    "error.question_or_sql": (
        "ange antingen en fråga i SQL eller --saved NAMN; query --list visar de sparade",
        "",
    ),
    "error.param_form": (
        "{word}: skriv en parameter som namn=värde",
        "",
    ),
    "error.param_twice": (
        "parametern {name} är angiven två gånger",
        "",
    ),
    "error.no_param": (
        "{question} har ingen parameter {name}; den har {known}",
        "",
    ),
    "error.param_missing": (
        "{question} behöver --param {name}={example}",
        "",
    ),
    "error.bad_param": (
        "{question}: {name}={value} är fel slags värde; skriv det så som {name}={example}",
        "",
    ),
}
