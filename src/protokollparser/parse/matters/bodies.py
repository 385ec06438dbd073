"""The body that decides, as named by a heading, a sentence or the document."""

from __future__ import annotations

import re

from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold

_DEFINITE = re.compile(r"(?<=nämnd)en$|(?<=styrelse)n$|(?<=utskott)et$|(?<=beredning)en$|(?<=[dr]ium)et$")

# A longer name that ends on a body is a sentence or a title about it.
_MORE_WORDS = 3


def nominative(genitive: str) -> str:
    """Return "Kommunstyrelsens" as "Kommunstyrelsen"."""
    return clean(genitive).removesuffix("s")


def same_body(first: str, second: str) -> bool:
    """True when one name may stand for the other: "nämnden" for "Norrbottens e-nämnd"."""
    one, other = (_DEFINITE.sub("", fold(name)) for name in (first, second))
    if abs(len(one.split()) - len(other.split())) > _MORE_WORDS:
        return False
    return one == other or one.endswith(other) or other.endswith(one)


def named_body(text: str, rules: Rules, heading: bool = False) -> str | None:
    """Return the body that `text` names before its verb, in a heading also before "beslut" or "förslag".

    Outside headings "Länsstyrelsens beslut antecknas" names another's decision.
    """
    match = rules.phrase("names_decider").match(" ".join(text.split()))
    if match is None or (match["genitive"] and not heading):
        return None
    return nominative(match["genitive"]) if match["genitive"] else clean(match["body"])


def settle(printed: str | None, document: str | None) -> str | None:
    """Return the name of the document's body when the printed name may mean it, else the printed name."""
    if printed is None:
        return document
    return document if document and same_body(printed, document) else printed
