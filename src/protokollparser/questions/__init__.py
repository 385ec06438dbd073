"""Saved questions: what people often ask of the store, as data with a name, parameters and SQL.

found = load_questions()
asked = bind(find(found, "beslut-om"), {"ord": "e-learning"})
store.query(asked.sql, asked.values)
"""

from __future__ import annotations

from protokollparser.questions.binding import Asked, bind
from protokollparser.questions.rules import Parameter, Question, find, load_questions

__all__ = ["Asked", "Parameter", "Question", "bind", "find", "load_questions"]
