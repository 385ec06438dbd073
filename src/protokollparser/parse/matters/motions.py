"""Motions at the sitting: what members move, and whether the decision follows it."""

from __future__ import annotations

import re

from protokollparser.core.passages import Passage
from protokollparser.core.text import clean, fold
from protokollparser.parse.matters.proposal_reader import Found, Reader, told

_CHAIRS = frozenset({"ordföranden", "ordf", "ordf.", "vice ordföranden", "v. ordföranden", "v. ordf."})
# What may stand behind the name of a proposal without being a second one.
_BESIDE = re.compile(r"(?: (?:den|av den|daterat) [\w .:-]{4,30}| i (?:ärendet|sin helhet))?")


def moved(reader: Reader, passage: Passage, start: int, sentence: str, section: str) -> Found | None:
    """Return what a member moves: "X (S) yrkar bifall till förslaget"."""
    phrases = ("moves", "moves_after_colon", *(("words_of_motion",) if section == "motions" else ()))
    hits = ((phrase, reader.find(phrase, sentence)) for phrase in phrases)
    phrase, match = next(((phrase, hit) for phrase, hit in hits if hit is not None), ("", None))
    moves = phrase == "moves"
    if match is None or not is_member(reader, match["by"] or match.groupdict().get("by2") or ""):
        return None
    by, what = (
        (match["by"] or match["by2"], match["what"] or match["what2"])
        if moves
        else (match["by"], match["what"])
    )
    return told(
        passage,
        start,
        sentence,
        "motion",
        reader.rules.phrase(phrase).id,
        maker=clean(by),
        kind=_motion_kind(reader, what),
        adopted=_is_followed(reader, passage, what),
    )


def is_member(reader: Reader, words: str) -> bool:
    """True for members by name or by their parties; "det egna yrkandet" has no such subject."""
    named = any(True for _ in reader.names.find(words)) or bool(reader.names.addressed(words))
    return named or bool(reader.find("party_group", words)) or fold(words) in _CHAIRS


def _is_followed(reader: Reader, passage: Passage, what: str) -> bool | None:
    """Return True when the decision says that it follows all that a motion supports, else None.

    "yrkar bifall till kommunstyrelsens förslag" is followed by a decision "Enligt kommunstyrelsens
    förslag:". Whoever wants an addition as well ("... och tilläggsyrkande från M") may have lost that part.
    """
    item_id = reader.places.item_id(passage.first)
    supported = re.match(
        r"(?:att )?bifall till (?P<source>.{4,160}?)(?: och avslag på (?:övriga|alla|samtliga)\b.*)?[.]?$",
        what,
    )
    if supported is None or item_id is None:
        return None
    followed = reader.rules.phrase("follows_proposal").pattern()
    for decision in reader.decisions:
        if decision.item_id == item_id and decision.kind not in ("postpone", "refer_back"):
            sources = [m["lead"] or m["backs"] for m in followed.finditer(decision.text)]
            if any(_is_source(supported["source"], source) for source in sources):
                return True
    return None


def _is_source(supported: str, followed: str) -> bool:
    one, other = fold(supported), fold(followed)
    rest = one.removeprefix(other) if len(other) > 12 and one.startswith(other) else None
    return one == other or (rest is not None and _BESIDE.fullmatch(rest) is not None)


def _motion_kind(reader: Reader, what: str) -> str | None:
    """Return what a motion asks for, by its first such word; else by its verb."""
    found: list[tuple[int, str]] = []
    for kind, words in reader.motions.items():
        match = re.search(rf"\b(?:{'|'.join(words)})\b", what, re.IGNORECASE)
        if match:
            found.append((match.start(), kind))
    return min(found)[1] if found else reader.kinds.main(what.removeprefix("att "))[0]
