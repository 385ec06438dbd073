"""How well a word with characters beyond ASCII reads as Swedish."""

from __future__ import annotations

from functools import lru_cache

from protokollparser.core.errors import RuleError
from protokollparser.core.rules import default_root, read_yaml

_SWEDISH = frozenset("åäöÅÄÖ")
_GUESTS = frozenset("éüÉÜèàáæøÆØñçëïíóúôêâîûßšž")
_QUOTES = frozenset("“”„‘’‚»«›‹")
_FRACTIONS = frozenset("½¼¾")
_RAISED = frozenset("°²³¹ºª")
_MONEY = frozenset("€£")
# Names from this length on are known as parts of words too (genitives, compounds).
_LONG_NAME = 5
# What a sign in its usual surroundings speaks for its character set, and out of them against it.
_FITS, _MISFITS, _BROKEN = 1.0, -1.5, -10.0


@lru_cache(maxsize=1)
def vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the common words and word parts of Swedish, the names of municipalities among them."""
    folder = default_root() / "vocabulary"
    path = folder / "swedish_words.yml"
    content = read_yaml(path)
    if not isinstance(content, dict) or not {"words", "stems"} <= content.keys():
        raise RuleError(path, "needs the keys words and stems")
    names = _names(read_yaml(folder / "municipalities.yml"))
    parts = [*content["stems"], *(name for name in names if len(name) >= _LONG_NAME)]
    return frozenset(content["words"].split()) | frozenset(names), tuple(parts)


def _names(places: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    """Return the words of the municipalities' names that hold a letter beyond ASCII."""
    names = (name for county in places["counties"] for name in county["municipalities"].values())
    return [word for name in names for word in name.casefold().split() if not word.isascii()]


@lru_cache(maxsize=65536)
def familiarity(word: str) -> float:
    """Return 4 for a common word, 2 for a word with a common part, else 0."""
    words, stems = vocabulary()
    folded = word.casefold()
    if folded in words:
        return 4.0
    return 2.0 if any(stem in folded for stem in stems) else 0.0


def score(before: str, word: str, after: str) -> float:
    """Return how much a run of letters and signs beyond ASCII speaks for the set it was decoded with.

    `before` and `after` are the characters on either side, empty at the edges of the text.
    """
    padded = (before[-1:] or " ") + word + (after[:1] or " ")
    total = familiarity(word)
    for at in range(1, len(padded) - 1):
        if not padded[at].isascii():
            total += _sign(padded[at - 1], padded[at], padded[at + 1])
    return total


def _sign(left: str, sign: str, right: str) -> float:
    if sign.isalpha() and sign not in "ªº":
        return _letter(left, sign, right)
    if sign == "\ufffd" or "\x80" <= sign <= "\x9f":
        return _BROKEN
    if sign in "´`¨¤":
        return -0.5
    if sign in "\xa0\u202f":
        return 2.0 if left.isdigit() or right.isdigit() else _FITS / 2
    if _in_place(left, sign, right):
        return _FITS
    return 2 * _MISFITS if left.isalpha() and right.isalpha() else _MISFITS


def _letter(left: str, letter: str, right: str) -> float:
    if letter.isupper() and left.islower():
        return -3.0
    if letter.islower() and right.isupper() and right not in _SWEDISH:
        return -2.0
    joined = left.isalpha() or right.isalpha()
    if letter in _SWEDISH:
        return 2.0 if joined else 0.0
    if letter in _GUESTS:
        return 0.5 if joined else _MISFITS
    return -1.0 if joined and letter.isascii() is False and letter < "\u0180" else 2 * _MISFITS


def _in_place(left: str, sign: str, right: str) -> bool:
    """True when a sign stands where writers put it."""
    if sign in _QUOTES:
        opening = not left.isalnum() and not right.isspace()
        closing = not left.isspace() and not right.isalnum()
        return opening or closing or (sign == "’" and left.isalpha() and right.isalpha())
    if sign in "–—":
        return not (left.isalpha() and right.isalpha())
    if sign in "§¶":
        return not right.isalpha() and not left.isalpha()
    if sign == "…":
        return not (left.isalnum() and right.isalnum())
    if sign in "•·▪■●":
        return not right.isalnum()
    if sign in _FRACTIONS:
        return not left.isalpha() and not right.isalpha()
    if sign in _RAISED:
        return left.isalnum() or right.isalpha()
    if sign in _MONEY:
        return left.isdigit() or right.isdigit() or (left == " " and not right.isalpha())
    if sign in "±×÷−":
        return right.isdigit() or right == " "
    if sign == "\xad":
        return left.isalpha()
    return "\u2500" <= sign <= "\u257f" and not (left.isalnum() or right.isalnum())
