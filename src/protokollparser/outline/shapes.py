"""What a line looks like from outside: name, post, body, contact, date, list mark, title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from protokollparser.core.dates import find_dates
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean

_CAPITAL = r"[A-ZÅÄÖÉÜØÆ][\w'’.-]{0,30}"
_NAME = re.compile(
    rf"(?:{_CAPITAL})(?: (?:{_CAPITAL}|von|af|de|van|der|ben|al)){{1,4}}(?: \([A-ZÅÄÖa-zåäö]{{1,4}}\))?"
)
_LIST = re.compile(r"[-–—•●▪■◦*·+○]|o\s|(?:\(?\d{1,2}[.)]|\(?[a-zåäö]\)|[a-zåäöA-ZÅÄÖ][.)])\s+\S")
_MAIL = r"[\w.+-]{1,60}@[\w.-]{3,60}"
_TELEPHONE = r"(?<!\d)0\d{1,3}[-/ ]\s?\d{2,3}[ -]?\d{2}(?:[ -]?\d{2,3})?(?!\d)"
_HASH = r"sha-?\s?(?:1|256|512)|\b[0-9a-f]{32,128}\b"
# A line that breaks off behind an abbreviation goes on ("torsdagen den 27 april kl.").
_ENDS_SENTENCE = re.compile(r"(?:(?<!\bkl)(?<!\bnr)(?<!\bs\.k)(?<!\bbl\.a)(?<!\bt\.ex)\.|[!;:,])[”\"')\]]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(
    r"\d(?:[\d .,]*\d)?\s?(?:%|kr\b|tkr\b|mkr\b|mnkr\b|st\b|sek\b|procent\b|kronor\b)", re.IGNORECASE
)
# "Uppdrogs åt ordföranden att ...", "Bestämdes att ...": old minutes begin so with any verb.
_PASSIVE = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]{2,14}(?:ades\s[a-zåäö]|"
    r"(?:des|gs|ks|ogos|åtos|evos|(?<!e)ts)(?:,|\s(?:att|åt|till|av|med|för|sedan|därefter|på|å)\b))"
)
_LEADER = re.compile(r"[.…_]{4,}")
_CLAUSE_FROM = 42
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÅÄÖ] ){3,40}[A-ZÅÄÖ](?!\S)")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, the longer first; nothing matches where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


class Shapes:
    """Tells lines apart by the words of `rules/vocabulary`."""

    def __init__(self, rules: Rules) -> None:
        bodies = rules.vocabulary.get("bodies", {})
        offices = rules.vocabulary.get("offices", {})
        self._words: dict[str, Any] = rules.vocabulary.get("outline_words", {})
        self._among: dict[tuple[str, ...], re.Pattern[str]] = {}
        spelled = [word for words in offices.get("offices", {}).values() for word in words]
        self._posts = tuple(dict.fromkeys([*offices.get("title_endings", ()), *spelled]))
        self._before_posts = frozenset([*offices.get("before", ()), "vice", "v", "v.", "biträdande"])
        self._boards = _definite(bodies.get("stems", ()))
        places = ("kommun", "stad", "kommuner", "region", "landsting", "bolag", "förbund")
        self._units = _definite((*bodies.get("offices", ()), *places))
        self._not_names = frozenset(rules.vocabulary.get("not_names", {}).get("words", ()))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of `rules/vocabulary/outline_words.yml`."""
        return tuple(self._words.get(name, ()))

    def among(self, name: str, *more: str) -> re.Pattern[str]:
        """Return a pattern for one of the words of a list, or of `more`, as they are written there."""
        if (name, *more) not in self._among:
            self._among[name, *more] = re.compile(any_of((*more, *self.words(name))))
        return self._among[name, *more]

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a list of `rules/vocabulary/outline_words.yml` that is told in groups."""
        return {group: tuple(words) for group, words in self._words.get(name, {}).items()}

    @cached_property
    def _contact(self) -> re.Pattern[str]:
        begins = any_of(self.words("contact_labels"))
        numbered = any_of(self.words("number_labels"))
        called = any_of(self.words("telephone_labels"))
        return re.compile(
            rf"{_MAIL}|{_TELEPHONE}|\b(?:{called})\b[.:]?\s?[+\d]|^(?:{begins})\b|^(?:{numbered})\b.{{0,60}}$",
            re.IGNORECASE,
        )

    @cached_property
    def _signed(self) -> re.Pattern[str]:
        labels, named = any_of(self.words("signature_labels")), any_of(self.words("signature_words"))
        return re.compile(rf"^(?:{labels})\s?:|{_HASH}|\b(?:{named})\b", re.IGNORECASE)

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{any_of(self.words('clause_verbs'))})\b", re.IGNORECASE)

    def is_name(self, text: str) -> bool:
        """True for a line that is one person's name, a party behind it or not."""
        if not _NAME.fullmatch(text):
            return False
        words = text.casefold().split()
        return not any(word in self._not_names or self._is_institution(word) for word in words)

    def is_post(self, text: str) -> bool:
        """True for a line that is the title of a post ("IT-chef", "Vice ordförande")."""
        words = text.casefold().rstrip(".,").split()
        if not words or len(words) > 6 or not _WORD.search(text) or any(sign.isdigit() for sign in text):
            return False
        if words[0].endswith(self._posts):
            return True
        return len(words) <= 3 and words[0] in self._before_posts and words[-1].endswith(self._posts)

    def is_body(self, text: str) -> bool:
        """True for a line that is the name of a body, office or municipality and no more."""
        words = text.casefold().rstrip(":").split()
        if not words or len(words) > 7 or not text[0].isupper() or _ENDS_SENTENCE.search(text):
            return False
        return words[0].endswith(self._units) or words[-1].endswith(self._units) or self.is_board(text)

    def is_board(self, text: str) -> bool:
        """True for a line that is the name of a body that meets and no more ("Nämnden för teknik")."""
        words = text.casefold().rstrip(":").split()
        if not words or len(words) > 7 or not (text[0].isupper() or text[1:2] == "-"):
            return False
        return words[-1].endswith(self._boards) or (words[0].endswith(self._boards) and "för" in words[1:2])

    def _is_institution(self, word: str) -> bool:
        return len(word) > 4 and word.endswith(self._boards + self._units + self._posts)

    def is_contact(self, text: str) -> bool:
        """True for a line with a telephone, an address, a handling officer or a diary number."""
        return len(text) < 160 and self._contact.search(text) is not None

    def is_signed(self, text: str) -> bool:
        """True for a line of a page of digital signatures: a label, a hash, a service."""
        return len(text) < 200 and self._signed.search(text) is not None

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        names = (
            "signature_labels",
            "contact_labels",
            "number_labels",
            "telephone_labels",
            "meeting_form",
            "calling",
        )
        known = any_of(label.rstrip(":") for name in names for label in self.words(name))
        return re.compile(rf"^(?:{known})\s?:\s", re.IGNORECASE)

    def is_labeled(self, text: str) -> bool:
        """True for a line of a form: a label, a colon, a value."""
        return self._labels.match(text) is not None

    def is_clause(self, text: str) -> bool:
        """True for a longer line with a verb: a sentence that lost its full stop."""
        return len(text) > _CLAUSE_FROM and not text.endswith("?") and self._verbs.search(text) is not None

    @cached_property
    def _told(self) -> re.Pattern[str]:
        words = (*self.words("clause_verbs"), *self.words("deciding"), *self.words("telling"))
        return re.compile(rf"\b(?:{any_of(words)})\b", re.IGNORECASE)

    def tells(self, text: str) -> bool:
        """True for a line with a verb that tells what was done or is so; titles of items have none."""
        return self._told.search(text) is not None or _PASSIVE.match(text) is not None

    def is_titled(self, text: str) -> bool:
        """True for a line that may be a title: short, of words, capitalised, no sentence, list or figure."""
        if not 3 <= len(text) <= 160 or is_listed(text) or ends_sentence(text) or "\t" in text:
            return False
        first = next((sign for sign in text if sign.isalnum()), "")
        if not (first.isupper() or first.isdigit()) and text[1:2] != "-":
            return False
        if text[0] in "”\"'([<|" or _FIGURE.search(text) or _LEADER.search(text) or is_date(text):
            return False
        if self.is_contact(text) or self.is_labeled(text):
            return False
        return _WORD.search(text) is not None and len(text.split()) <= 22


def _definite(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words with their definite and genitive forms."""
    ends = ("", "en", "n", "et", "t", "ens", "ets", "s")
    return tuple(word + end for word in words for end in ends)


def unspaced(text: str) -> str:
    """Return words printed in spaced capitals closed up ("B E S L U T"); other text as it is."""
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text) if " " in text[1:4] else text


def is_listed(text: str) -> bool:
    """True for a line that begins with a list mark."""
    return _LIST.match(text) is not None


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


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a title, so that endings do not matter."""
    return frozenset(word[:5] for word in key(text).split())


def key(text: str) -> str:
    """Return a title for comparing: letters and digits only, cleaned, case-folded."""
    return " ".join(re.findall(r"[^\W_]+", clean(text).casefold()))
