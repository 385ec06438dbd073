"""Headings that no rule lists, known by their words: of lists of those present, and misread ones."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from protokollparser.core.rules import Rules, SectionRule
from protokollparser.core.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 7
# Decisions that are no body's of these minutes.
_OTHERS_DECISIONS = frozenset(
    {"förslag", "delegations", "tidigare", "delegaters", "länsstyrelsens", "domstolens"}
)
# Shorter words differ from each other by less than a scanner's slip.
_LONG, _ALIKE = 7, 85
_LONG_HEADING, _ALIKE_HEADING = 9, 90


class HeadingWords:
    """Tells what an unlisted heading heads, by their words and the rules' examples."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, rules: Rules) -> HeadingWords:
        """Return the one for these rules."""
        return cls(rules)

    def __init__(self, rules: Rules) -> None:
        listed: dict[str, list[str]] = rules.vocabulary["attendance_words"]
        self._says: dict[str, str] = {
            word: said for said, words in listed.items() for word in words if word[0] != "-"
        }
        self._ends = [(word[1:], said) for said, words in listed.items() for word in words if word[0] == "-"]
        self._made = {
            name: (frozenset(words["core"]), frozenset((*words["core"], *words["filler"])))
            for name, words in rules.vocabulary["heading_words"].items()
        }
        self._filler = frozenset(word for _, known in self._made.values() for word in known)
        self._bodies = tuple(
            f"{stem}{ending}"
            for stem in rules.vocabulary["bodies"]["stems"]
            for ending in ("s", "ns", "ens", "ets")
        )
        self._long = [word for word in self._says if len(word) >= _LONG]
        self.rules: dict[str, SectionRule] = {rule.name: rule for rule in rules.sections}
        self._examples = {
            fold(example).rstrip(" :"): rule
            for rule in rules.sections
            for example in rule.examples.match
            if len(example) >= _LONG_HEADING
        }
        self._near: dict[tuple[str, int], list[str]] = {}
        for example in self._examples:
            self._near.setdefault((example[0], len(example.split())), []).append(example)
        self._own = {word for example in self._examples for word in _WORD.findall(example)}
        self.attendance = lru_cache(1 << 12)(self._attendance)
        self.section = lru_cache(1 << 12)(self._section)
        self.misread = lru_cache(1 << 12)(self._misread)

    def _attendance(self, text: str) -> str | None:
        """Return the name of the list of those present that the words head, None where they head none."""
        words = _WORD.findall(fold(text))
        if not 0 < len(words) <= _MOST_WORDS or any(sign.isdigit() for sign in text):
            return None
        said = [self._said(word) for word in words]
        if None in said or said[-1] == "not" or not text.lstrip("*# ")[:1].isupper():
            return None
        several = said.count("staff") > 1
        return _listed({word for word in said if word and word != "filler"}, several)

    def _said(self, word: str) -> str | None:
        if word in self._says:
            return self._says[word]
        for ending, said in self._ends:
            if word.endswith(ending) and len(word) > len(ending):
                return said
        near = process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self._says[near[0]] if near and len(word) >= _LONG else None

    def _section(self, text: str) -> SectionRule | None:
        """Return the rule of the section of an item all of whose heading's words are known, else None."""
        words = _WORD.findall(fold(text))
        if not 0 < len(words) <= _MOST_WORDS or any(sign.isdigit() for sign in text):
            return None
        own = words[1:] if words[0].endswith(self._bodies) else words
        for name, (core, known) in self._made.items():
            # "Regionfullmäktiges beslut skickas till"
            if any(known.issuperset(one) and not core.isdisjoint(one) for one in (words, own)):
                return self.rules.get(name)
        if own and self._filler.issuperset(own):
            first = next((name for name, (core, _) in self._made.items() if own[0] in core), None)
            if first is not None:
                return self.rules.get(first)
        if len(words) < 2:
            return None
        # "Sjukhusstyrelse Österns beslut", whatever the body is called.
        owned = words[-1] == "beslut" and words[-2].endswith("s") and text.strip()[:1].isupper()
        return self.rules.get("decision") if owned and _OTHERS_DECISIONS.isdisjoint(words) else None

    def _misread(self, text: str) -> SectionRule | None:
        """Return the rule one of whose examples the text is but for the slips of a scanner, else None.

        The first letter is taken for read; a word that some example holds is no slip.
        """
        plain = fold(text).rstrip(" :")
        listed = self._near.get((plain[:1], len(plain.split())), ())
        if (
            not listed
            or len(plain) < _LONG_HEADING
            or all(word in self._own for word in _WORD.findall(plain))
        ):
            return None
        near = process.extractOne(plain, listed, scorer=fuzz.ratio, score_cutoff=_ALIKE_HEADING)
        slips = zip(plain.split(), near[0].split(), strict=True) if near else ()
        alike = all(_is_slip(one, other) for one, other in slips)
        return self._examples[near[0]] if near and alike else None


def _is_slip(read: str, printed: str) -> bool:
    """True for the same word, a letter or two misread; another form of the word is none."""
    if read == printed:
        return True
    bent = read.startswith(printed) or printed.startswith(read)
    return not bent and abs(len(read) - len(printed)) <= 1 and fuzz.ratio(read, printed) >= _ALIKE


def _listed(said: set[str], several: bool) -> str | None:
    """Return the list that the meanings of a heading's words make; `several`: staff is named twice."""
    status = said & {"present", "serving", "absent"}
    if said & {"staff", "others"} and not said & {"member", "substitute"}:
        return "attendance_others" if status or several or {"staff", "others"} <= said else None
    if "substitute" in said and "member" not in said:
        if "absent" in said:
            return "attendance_substitutes_absent"
        serving = "serving" in said and "not" not in said
        return "attendance_substitutes_serving" if serving else "attendance_substitutes_present"
    if {"not", "serving"} <= said and "member" not in said:
        return "attendance_substitutes_present"
    if "absent" in said or ("not" in said and status):
        return "attendance_absent"
    if "member" in said or "serving" in said:
        return "attendance_serving"
    return "attendance" if "present" in said else None
