"""Breaks in a sitting: their hours, or how long they lasted."""

from __future__ import annotations

import re
from datetime import datetime, time

from protokollparser.core.dates import find_times
from protokollparser.core.layout import Line
from protokollparser.core.reading import Ledger
from protokollparser.core.records.meetings import Adjournment
from protokollparser.core.rules import Rules
from protokollparser.core.text import fold
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.people.attendance_presences import moment
from protokollparser.parse.places import MINUTES, Places

_STOP = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ]|\s*$)")
_PARTED = 3


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the breaks that the front page or an item of minutes tells."""
    reader = _Adjournments(ledger, rules)
    layout = ledger.layout
    for line in layout.lines:
        if line.text and line.index not in layout.furniture_at and reader.cue.search(line.text):
            reader.read(line)


class _Adjournments:
    """The breaks of one source."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.cue = rules.phrase("adjournment_told")
        self.places = Places(ledger)
        words: dict[str, int] = rules.vocabulary["units"]["number_words"]
        self.words = {fold(word): count for word, count in words.items()}
        spelled = "|".join(map(re.escape, sorted(self.words, key=lambda word: (-len(word), word))))
        self.length = re.compile(
            rf"\b(?:(?P<figure>\d{{1,3}})|(?P<word>{spelled})|"
            r"(?P<quarter>en kvart)|(?P<half>en halvtimme)|(?P<hour>en timme))"
            r"(?(figure)\s?min(?:uter|\.)?|(?(word)\sminuter))(?!\w)",
            re.IGNORECASE,
        )

    def read(self, line: Line) -> None:
        """Enter the breaks of one line, one for each pair of hours behind the word."""
        if self.places.kind(line.index) not in MINUTES:
            return
        meeting = self.places.meeting(line.index)
        excerpt = self._whole(line)
        text = excerpt.text.replace("\n", " ")
        match = self.cue.search(text)
        if meeting is None or match is None:
            return
        item_id = self.places.item_id(line.index)
        low, high = match.span("rest")
        stop = _STOP.search(text, low)
        high = min(high, stop.start()) if stop else high
        # "kl." before the hour is what the phrase says of it.
        hours = [hit for hit in find_times(text) if low <= hit[0] < high]
        length = self.length.search(text, low, high)
        entered: list[tuple[time | None, time | None, int | None]] = [
            (first[2], last[2] if last else None, None)
            for first, last in zip(hours[::2], [*hours[1::2], None], strict=False)
        ] or [(None, None, self._minutes(length) if length else None)]
        if not hours and length is None and item_id is None:
            return
        opens = match.end() - len(match.group().lstrip(" (\t"))
        last = max(hours[-1][1] if hours else length.end() if length else low, opens + 1)
        span = excerpt.span(opens, last)
        seen: set[tuple[datetime | None, datetime | None]] = {
            (known.time_from, known.time_to)
            for known in self.ledger.of(Adjournment)
            if known.meeting_id == meeting.id
        }
        for opening, closing, minutes in entered:
            from_, to = moment(meeting, opening), moment(meeting, closing)
            if from_ and (from_, to) in seen:
                continue
            self.ledger.add(
                Adjournment(
                    span=span,
                    rule_id=self.cue.id,
                    confidence=1.0 if from_ and to else 0.8,
                    meeting_id=meeting.id,
                    item_id=item_id,
                    time_from=from_,
                    time_to=to,
                    minutes=minutes,
                )
            )
        if item_id is None and match.start() <= _PARTED:
            self.ledger.claim(line.index, excerpt.index + excerpt.text.count("\n"), self.cue.id)

    def _whole(self, line: Line) -> Excerpt:
        """Return a line, with the next one where its sentence or bracket goes on there."""
        layout = self.ledger.layout
        excerpt = Excerpt.of_line(layout, line)
        below = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
        open_ = excerpt.text.count("(") > excerpt.text.count(")") or excerpt.text.endswith(
            (",", "och", "kl.", "kl")
        )
        bare = not any(sign.isdigit() for sign in excerpt.text) and not excerpt.text.endswith((".", ")"))
        if below is None or not below.text or below.page != line.page or not (open_ or bare):
            return excerpt
        lower = Excerpt.of_line(layout, below)
        return Excerpt(layout, excerpt.index, excerpt.page, excerpt.start, lower.end)

    def _minutes(self, length: re.Match[str]) -> int:
        if length["figure"]:
            return int(length["figure"])
        if length["word"]:
            return self.words[fold(length["word"])]
        return 15 if length["quarter"] else 30 if length["half"] else 60
