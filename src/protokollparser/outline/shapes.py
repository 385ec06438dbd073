"""What a line looks like from outside: name, post, body, contact, date, list mark, sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from protokollparser.core.dates import find_dates
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean

_CAPITAL = r"[A-ZÅÄÖÉÜØÆ][\w'’.-]{0,30}"
_NAME = re.compile(
    rf"(?:{_CAPITAL})(?: (?:{_CAPITAL}|von|af|de|van|der|ben|al)){{1,4}}(?: \([A-ZÅÄÖa-zåäö]{{1,4}}\))?"
)
_LIST = re.compile(r"(?:[-–—•●▪■◦*·+○]|o(?= )|\(?\d{1,2}[.)]|\(?[a-zåäöA-ZÅÄÖ][.)])\s+\S")
_BULLET = re.compile(r"[-–—•●▪■◦*·+○]|o\s")
_CONTACT = re.compile(
    r"[\w.+-]{1,60}@[\w.-]{3,60}|(?<!\d)0\d{1,3}[-/ ]\s?\d{2,3}[ -]?\d{2}(?:[ -]?\d{2,3})?(?!\d)|\b(?:tfn|tel|telefon)\b"
    r"|^(?:handläggare|vår handläggare|handläggs av|vår referens|er referens|vår beteckning|kontaktperson)\b"
    r"|^(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr|ärende nr|dokumentnummer|vårt dnr|er beteckning|datum)\b.{0,60}$",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!;:,][”\"')\]]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(
    r"\d(?:[\d .,]*\d)?\s?(?:%|kr\b|tkr\b|mkr\b|mnkr\b|st\b|sek\b|procent\b|kronor\b)", re.IGNORECASE
)
_LEADER = re.compile(r"[.…_]{4,}")


@dataclass(frozen=True)
class Shapes:
    """The words by which lines are told apart, from `rules/vocabulary`."""

    post_endings: tuple[str, ...]
    body_endings: tuple[str, ...]
    unit_endings: tuple[str, ...]
    not_names: frozenset[str]

    def is_name(self, text: str) -> bool:
        """True for a line that is one person's name, a party behind it or not."""
        if not _NAME.fullmatch(text):
            return False
        words = text.casefold().split()
        return not any(word in self.not_names or self._is_institution(word) for word in words)

    def is_post(self, text: str) -> bool:
        """True for a line that is the title of a post ("IT-chef", "Avdelningschef Social välfärd")."""
        words = text.casefold().rstrip(".,").split()
        if not words or len(words) > 6 or not _WORD.search(text) or any(ch.isdigit() for ch in text):
            return False
        return words[0].endswith(self.post_endings) or (
            len(words) <= 3 and words[-1].endswith(self.post_endings)
        )

    def is_body(self, text: str) -> bool:
        """True for a line that is the name of a body, office or municipality and no more."""
        words = text.casefold().rstrip(":").split()
        if not words or len(words) > 7 or not text[0].isupper() or _ENDS_SENTENCE.search(text):
            return False
        return (
            words[0].endswith(self.unit_endings)
            or words[-1].endswith(self.unit_endings)
            or self.is_board(text)
        )

    def is_board(self, text: str) -> bool:
        """True for a line that is the name of a body that meets and no more ("Nämnden för teknik")."""
        words = text.casefold().rstrip(":").split()
        if not words or len(words) > 7 or not (text[0].isupper() or text[1:2] == "-"):
            return False
        return words[-1].endswith(self.body_endings) or (
            words[0].endswith(self.body_endings) and "för" in words[1:2]
        )

    def _is_institution(self, word: str) -> bool:
        return len(word) > 4 and word.endswith(self.body_endings + self.unit_endings + self.post_endings)


@lru_cache(maxsize=4)
def _shapes(
    posts: tuple[str, ...], stems: tuple[str, ...], offices: tuple[str, ...], other: frozenset[str]
) -> Shapes:
    bodies = _definite(stems)
    units = _definite((*offices, "kommun", "stad", "kommuner", "region", "landsting", "bolag", "förbund"))
    return Shapes(posts, bodies, units, other)


def shapes(rules: Rules) -> Shapes:
    """Return the shapes that the vocabulary tells apart."""
    bodies = rules.vocabulary.get("bodies", {})
    offices = rules.vocabulary.get("offices", {})
    spelled = [word for words in offices.get("offices", {}).values() for word in words]
    posts = tuple(dict.fromkeys([*offices.get("title_endings", ()), *spelled]))
    other = frozenset(rules.vocabulary.get("not_names", {}).get("words", ()))
    return _shapes(posts, tuple(bodies.get("stems", ())), tuple(bodies.get("offices", ())), other)


def _definite(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with their definite and genitive forms."""
    ends = ("", "en", "n", "et", "t", "ens", "ets", "s")
    return tuple(word + end for word in words for end in ends)


def is_contact(text: str) -> bool:
    """True for a line with a telephone, an address, a handling officer or a diary number."""
    return len(text) < 160 and _CONTACT.search(text) is not None


def is_listed(text: str) -> bool:
    """True for a line that begins with a list mark."""
    return _LIST.match(text) is not None or _BULLET.match(text) is not None


def ends_sentence(text: str) -> bool:
    """True for a line that closes with the punctuation of running text, a colon included."""
    return _ENDS_SENTENCE.search(text) is not None


def is_date(text: str) -> bool:
    """True for a line that is a day or month and no more."""
    if not any(sign.isdigit() for sign in text) or len(text) > 40:
        return False
    found = find_dates(text)
    if len(found) != 1 or found[0].precision not in ("day", "month"):
        return False
    rest = text[: found[0].start] + text[found[0].end :]
    return len(_WORD.findall(rest)) <= 1 and not any(sign.isdigit() for sign in rest)


def is_titled(text: str) -> bool:
    """True for a line that may be a title: short, of words, capitalised, no sentence, list or figure."""
    if (
        not 3 <= len(text) <= 160
        or is_listed(text)
        or ends_sentence(text)
        or is_contact(text)
        or "\t" in text
    ):
        return False
    first = next((sign for sign in text if sign.isalnum()), "")
    if not (first.isupper() or first.isdigit()) and text[1:2] != "-":
        return False
    if text[0] in "”\"'([<|" or _FIGURE.search(text) or _LEADER.search(text) or is_date(text):
        return False
    return len(_WORD.findall(text)) >= 1 and len(text.split()) <= 22


def key(text: str) -> str:
    """Return a title for comparing: letters and digits only, cleaned, case-folded."""
    return " ".join(re.findall(r"[^\W_]+", clean(text).casefold()))
