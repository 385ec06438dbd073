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
    "questions.param": ("    --param {name}=...  {what} ({default})", "    --param {name}=...  {what} ({default})"),
    "questions.required": ("måste anges", "required"),
    "questions.all": ("tomt: alla", "empty: all"),
    "questions.else": ("annars {value}", "else {value}"),
    "error.no_questions": (
        "{path}: det finns ingen sådan mapp med frågor",
        "{path}: there is no such folder of questions",
    ),
    "error.no_question": (
        "det finns ingen sparad fråga {name}; liknande är {near}, och query --list visar alla",
        "there is no saved question {name}; near are {near}, and query --list names all",
    ),
    "error.question_or_sql": (
        "ange antingen en fråga i SQL eller --saved NAMN; query --list visar de sparade",
        "give either a question in SQL or --saved NAME; query --list names the saved ones",
    ),
    "error.param_form": (
        "{word}: skriv en parameter som namn=värde",
        "{word}: write a parameter as name=value",
    ),
    "error.param_twice": (
        "parametern {name} är angiven två gånger",
        "the parameter {name} is given twice",
    ),
    "error.no_param": (
        "{question} har ingen parameter {name}; den har {known}",
        "{question} has no parameter {name}; it has {known}",
    ),
    "error.param_missing": (
        "{question} behöver --param {name}={example}",
        "{question} needs --param {name}={example}",
    ),
    "error.bad_param": (
        "{question}: {name}={value} är fel slags värde; det ska vara {type}",
        "{question}: {name}={value} is a value of the wrong kind; it should be {type}",
    ),
}
