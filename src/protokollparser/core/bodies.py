"""Names of councils, boards and committees made comparable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from protokollparser.core.text import fold

# The word for a body without the definite form and the genitive: "nämndens", "styrelsen", "utskottet".
_STEMS = (
    "nämnd",
    "styrelse",
    "fullmäktige",
    "utskott",
    "beredning",
    "delegation",
    "direktion",
    "råd",
    "kommitté",
    "stämma",
    "förbund",
    "förvaltning",
    "kontor",
    "bolag",
)
_ENDING = re.compile(rf"({'|'.join(_STEMS)})(?:en|et|n)?s?(?![\w-])")
# "Socialnämnden i Mörbylunda kommun", "Socialnämnden, Mörbylunda kommun".
_OF_PLACE = re.compile(r"(?:,| i)\s+[\wåäöé -]{2,40}?\s(?:kommuns?|stads?)$")
# "Luleå kommuns socialnämnd", "Region Skånes hälso- och sjukvårdsnämnd".
_PLACE_FIRST = re.compile(r"^[\wåäöé -]{2,40}?\s(?:kommuns|stads)\s(?=\S)")


@lru_cache(1 << 12)
def body_key(name: str) -> str:
    """Return the name of a body for comparing: without definite forms, genitives and its municipality.

    "KOMMUNSTYRELSENS ARBETSUTSKOTT" and "Kommunstyrelsens arbetsutskott" both give
    "kommunstyrelse arbetsutskott".
    """
    folded = fold(name).strip(" .:,")
    folded = _PLACE_FIRST.sub("", _OF_PLACE.sub("", folded))
    return _ENDING.sub(r"\1", folded)


def body_keys(name: str, letters: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the bodies that a name or its letters may mean, as they are compared.

    `letters` are those of `vocabulary/bodies.yml`: "KS" is the board, "SN" may be one of two.
    """
    meant = letters.get(name.strip().upper()) if len(name.strip()) <= 5 else None
    return tuple(map(body_key, meant)) if meant else (body_key(name),)


def letter_forms(letters: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ways in which the letters of bodies are written: "KSAU", "Ksau", "KSau"; never "ks"."""
    forms = {form for one in letters for form in (one, one.capitalize())}
    return sorted(forms | {one[:-2] + one[-2:].lower() for one in letters if len(one) > 3})
