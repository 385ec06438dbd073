"""Where the words of a headed proposal end without a heading."""

from __future__ import annotations

import pytest

from protokollparser.parse.matters.at_table import proposal_end
from protokollparser.parse.matters.content import under
from tests.parse.sources import ledger, rules

_POINTS = "1. Nämnden antar taxan.\n2. Taxan gäller från årsskiftet."


def proposed(text: str) -> str:
    outline = ledger(f"[item] § 1 Taxa\n[proposal] Förslag\n{text}").outline
    content = under(outline, outline.headings[-1])
    assert content is not None
    return content.text[: proposal_end(content, rules())].strip()


@pytest.mark.parametrize(
    "told",
    [
        "Claes Orm (M) yrkar avslag.",
        "\nHerr Åberg yrkar bifall till hemställan.",
        "\nEva Ek (C) reserverar sig mot beslutet.",
        "\nOmröstning begärs och skall verkställas.",
        "\nFörvaltningen redogör för ärendet.",
    ],
)
def test_what_happened_at_the_sitting_is_not_proposed(told: str) -> None:
    assert proposed(f"{_POINTS}\n{told}") == _POINTS


@pytest.mark.parametrize(
    "text",
    [
        _POINTS,
        f"{_POINTS}\n\n3. Nämnden uppdrar åt förvaltningen att se över taxan.",
        "att aktierna försäljes, samt\n\natt likviden fonderas.",
        "Förvaltningen föreslår nämnden besluta\natt anta taxan.",
    ],
)
def test_points_and_clauses_are_all_proposed(text: str) -> None:
    assert proposed(text) == text
