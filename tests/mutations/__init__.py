"""Faults planted in texts that are right: what the checks must find, and nothing else.

A kind is a function in one of these modules under `@kind(checks...)` that yields the changes it can make in a
text: one at a time, each a fault that a reader would call one. `bench/mutations.py` measures them.
"""

from tests.mutations import (
    allocations,
    citations,
    claims,
    columns,
    completeness,
    figures,
    formalities,
    law,
    linked,
    over_time,
    parts,
    people,
    presence,
    series,
    structure,
    votes,
)
from tests.mutations.originals import Change, Original, originals
from tests.mutations.registry import KINDS, Kind

__all__ = [
    "KINDS",
    "Change",
    "Kind",
    "Original",
    "allocations",
    "citations",
    "claims",
    "columns",
    "completeness",
    "figures",
    "formalities",
    "law",
    "linked",
    "originals",
    "over_time",
    "parts",
    "people",
    "presence",
    "series",
    "structure",
    "votes",
]
