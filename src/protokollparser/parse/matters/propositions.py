"""What is proposed at the sitting and put by the chair, and what becomes of it there."""

from __future__ import annotations

import re

from protokollparser.core.passages import Passage
from protokollparser.core.records.decisions import Proposal
from protokollparser.core.text import clean, fold
from protokollparser.parse.matters.motions import is_member
from protokollparser.parse.matters.proposal_reader import Found, Reader, told

# What bodies and offices propose elsewhere was prepared before the sitting.
_SITTINGS = frozenset({"sitting", "procedure", "motions"})


def at_sitting(reader: Reader, passage: Passage, start: int, sentence: str, section: str) -> Found | None:
    """Return what is proposed or put to the vote at the sitting (002 lines 133 and 220).

    What a member proposes below a heading of motions is a motion: "Förslag till beslut på sammanträdet" has
    taken the place of "Yrkanden" in many municipalities.
    """
    proposed = reader.find("proposes_at_sitting", sentence)
    match = proposed or reader.find("puts_proposal", sentence)
    if match is None or (not proposed and _has_motions(reader, passage)):
        return None
    name = "proposes_at_sitting" if proposed else "puts_proposal"
    maker = clean(match["by"] or match["chair"]) if not proposed else clean(match["by"])
    if not proposed and match["by"]:
        maker = maker.removesuffix("s")
    text = match["proposal"].rstrip(" .")
    if proposed and section not in _SITTINGS and not is_member(reader, maker):
        return None
    place = start + match.start("proposal")
    return told(
        passage,
        place,
        text,
        "motion" if proposed and section == "motions" and is_member(reader, maker) else "sitting",
        reader.rules.phrase(name).id,
        maker=maker,
        kind=reader.kinds.main(text.partition(" föreslår ")[2])[0],
        adopted=_fate(reader, passage, start, sentence),
    )


def _has_motions(reader: Reader, passage: Passage) -> bool:
    """True where members have moved something: then the chair puts their motions, and proposes nothing."""
    item_id = reader.places.item_id(passage.first)
    return any(known.stage == "motion" and known.item_id == item_id for known in reader.ledger.of(Proposal))


def _fate(reader: Reader, passage: Passage, start: int, sentence: str) -> bool | None:
    """Return whether the chair finds the proposal adopted, in its sentence or the next one.

    None when nothing is found, or when a division is called for afterwards.
    """
    sentences = passage.sentences
    position = next(i for i, (low, _) in enumerate(sentences) if low == start)
    after = [passage.text[low:high].replace("\n", " ") for low, high in sentences[position + 1 :]]
    if any(reader.find("vote_called", text) for text in after):
        return None
    for text in (sentence, *after[:1]):
        owner = reader.find("adopts_owned", text) if text is not sentence else None
        if owner and (owner["owner"] or owner["owner2"]):
            # "... ställer förslagen mot varandra och finner ... enligt räddningschefens förslag."
            return False if re.search(r"\bmot varandra\b", text) and not _is_makers(owner, sentence) else None
        if reader.find("finds_adopted", text):
            return True
        if reader.find("finds_rejected", text):
            return False
    return None


def _is_makers(owner: re.Match[str], sentence: str) -> bool:
    """True when the owner of the proposal that was adopted is named in the sentence of the proposal."""
    name = fold(owner["owner"] or owner["owner2"]).removesuffix("s")
    return name in fold(sentence)
