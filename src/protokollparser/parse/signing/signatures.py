"""Signatures: electronic ones with name, time and hash, and lines drawn for a signature that is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from protokollparser.core.dates import find_dates, find_times
from protokollparser.core.layout import Line
from protokollparser.core.outline import Part
from protokollparser.core.reading import Ledger
from protokollparser.core.records.people import Signature
from protokollparser.core.rules import Rules
from protokollparser.core.text import clean, fold
from protokollparser.parse.excerpts import Excerpt
from protokollparser.parse.form_fields import Labels
from protokollparser.parse.names import Names
from protokollparser.parse.people.attendance_entries import Entry, EntryReader
from protokollparser.parse.signing.sign_blocks import SignBlocks
from protokollparser.parse.signing.sign_elements import Element, Signer

_ALGORITHM = re.compile(r"\bSHA-?(1|256|384|512)\b", re.IGNORECASE)
_BY_LENGTH = {40: "SHA-1", 64: "SHA-256", 96: "SHA-384", 128: "SHA-512"}
# A name without a label counts when the time of its signature follows within so many printed lines.
_NEAR = 4
_MOST_STATED = 8


def read(ledger: Ledger, rules: Rules) -> None:
    """Enter the signatures of every part, electronic ones first."""
    electronic, drawn = _Electronic(ledger, rules), _Drawn(ledger, rules)
    stated = _Stated(ledger, rules)
    for part in ledger.outline.parts:
        if part.kind == "bundle":
            continue
        own = ledger.outline.own_lines(part.ordinal)
        lines = [ledger.layout.lines[index] for index in own if ledger.layout.lines[index].text]
        electronic.read(part, [line for line in lines if line.index not in ledger.layout.furniture_at])
        drawn.read(part, lines)
        stated.read(lines)


@dataclass
class _Signing:
    """One electronic signature while its lines are being read."""

    name: str | None = None
    when: datetime | None = None
    hash: str | None = None
    algorithm: str | None = None
    lines: list[Line] = field(default_factory=list)


class _Electronic:
    """Reads pages of electronic signatures: name, time and hash, each on its own line."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.names = Names.of(rules)
        self.name_rule = rules.phrase("signer_name")
        self.time_rule = rules.phrase("signing_time")
        self.hash_rule = rules.phrase("signature_hash")
        self.cue_rule = rules.phrase("signing_cue")

    def read(self, part: Part, lines: Sequence[Line]) -> None:
        """Enter the signatures of a part: a name and at least a time or a hash make one."""
        open_: _Signing | None = None
        algorithm: str | None = None
        for position, line in enumerate(lines):
            if self.cue_rule.search(line.text):
                found = _ALGORITHM.search(line.text)
                algorithm = f"SHA-{found[1]}" if found else algorithm
                if open_ is not None:
                    open_.algorithm = algorithm
            name = self._name(lines, position)
            if name is not None:
                self._close(open_)
                open_ = _Signing(name=name, lines=[line])
            if open_ is None:
                continue
            if self._add(open_, line, algorithm):
                open_.lines.append(line)
            elif line.index - open_.lines[-1].index > 2 * _NEAR:
                self._close(open_)
                open_ = None
        self._close(open_)

    def _name(self, lines: Sequence[Line], position: int) -> str | None:
        """Return the name on a line: after its label, or alone with the time of signing close below."""
        text = lines[position].text
        match = self.name_rule.search(text)
        if match and self.names.is_name(match["name"].strip()):
            near = lines[position : position + _NEAR + 1]
            return clean(match["name"]) if any(self._proof(line.text) for line in near) else None
        bare = re.sub(r"\s*\([A-ZÅÄÖ]{1,4}\)$", "", text)
        if self.names.is_name(bare):
            near = lines[position + 1 : position + 3]
            timed = [line for line in near if self.time_rule.search(line.text) and find_times(line.text)]
            return clean(bare) if timed else None
        return None

    def _proof(self, text: str) -> bool:
        timed = self.time_rule.search(text) and find_times(text)
        return bool(timed or self.hash_rule.search(text) or self._inline(text))

    @staticmethod
    def _inline(text: str) -> bool:
        return bool(find_dates(text) and find_times(text))

    def _add(self, signing: _Signing, line: Line, algorithm: str | None) -> bool:
        """Take the time or the hash of a line into the open signature; False when it holds neither."""
        taken = bool(self.cue_rule.search(line.text))
        timed = self.time_rule.search(line.text) or line is signing.lines[0]
        days = [found for found in find_dates(line.text) if found.day]
        if timed and days and signing.when is None:
            hours = find_times(line.text)
            if hours and days[0].day:
                signing.when, taken = datetime.combine(days[0].day, hours[0][2]), True
        match = self.hash_rule.search(line.text)
        if match and signing.hash is None:
            signing.hash = match["hash"]
            signing.algorithm, taken = algorithm or _BY_LENGTH[len(match["hash"])], True
        return taken

    def _close(self, signing: _Signing | None) -> None:
        if signing is None or (signing.when is None and signing.hash is None):
            return
        first, last = signing.lines[0].index, signing.lines[-1].index
        pieces = self.ledger.layout.cover(first, last)
        self.ledger.add(
            Signature(
                span=pieces[0],
                more=pieces[1:],
                rule_id=self.name_rule.id,
                name=signing.name,
                signed_at=signing.when,
                hash_algorithm=signing.algorithm if signing.hash else None,
                hash=signing.hash,
                signed=True,
            )
        )
        self.ledger.claim(first, last, self.name_rule.id)
        self._claim_cues(first)

    def _claim_cues(self, first: int) -> None:
        """Claim the lines that lead in a signature ("Följande parter har signerat detta dokument")."""
        layout = self.ledger.layout
        for line in reversed(layout.lines[max(0, first - 2 * _NEAR) : first]):
            if line.text and not self.cue_rule.search(line.text):
                heading = self.ledger.outline.heading_at.get(line.index)
                if heading is None or heading.name != "signing":
                    return
            if line.text:
                self.ledger.claim(line.index, line.index, self.cue_rule.id)


class _Stated:
    """Reads the names below a line that says that those named have signed, without time or hash."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.entries = EntryReader.of(rules)
        self.cue = rules.phrase("stated_signing")

    def read(self, lines: Sequence[Line]) -> None:
        """Enter a signature for each name below such a line."""
        for position, line in enumerate(lines):
            if not self.cue.match(line.text):
                continue
            for later in lines[position + 1 : position + 1 + _MOST_STATED]:
                people = self.entries.entries(later.text)
                if not people or len(people) > 1 or later.text.endswith("."):
                    break
                self._enter(later, people[0])
            self.ledger.claim(line.index, line.index, self.cue.id)

    def _enter(self, line: Line, entry: Entry) -> None:
        place = self.ledger.layout.span(line)
        own = self.ledger.document_id(place)
        known = [
            record for record in self.ledger.of(Signature) if record.signed and record.document_id == own
        ]
        if any(fold(record.name or "") == fold(entry.person.name) for record in known):
            return
        self.ledger.add(
            Signature(
                span=place,
                rule_id=self.cue.id,
                confidence=0.9,
                name=entry.person.name,
                role=entry.office or entry.words,
                signed=True,
            )
        )
        self.ledger.claim(line.index, line.index, self.cue.id)


class _Drawn:
    """Reads lines drawn to sign on: `<hr/>` in a labelled cell, dots with names and roles around them."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self.ledger = ledger
        self.blocks = SignBlocks.of(rules)
        self.labels = Labels.of(rules)

    def read(self, part: Part, lines: Sequence[Line]) -> None:
        """Enter the empty signature lines of a part, in tables and in running lines."""
        layout = self.ledger.layout
        seen: set[int] = set()
        for line in lines:
            grid = layout.grid_at.get(line.index)
            if grid is not None and grid.first not in seen:
                seen.add(grid.first)
                for signer in self.blocks.of_grid(layout, grid):
                    self._enter_cell(signer)
        for run in self.blocks.ruled_runs(layout, lines):
            self._read_run(run)

    def _enter_cell(self, signer: Signer) -> None:
        """Enter a line drawn in a cell; its place is the cell of the name, else of the role."""
        placed = signer.name or signer.role
        if placed is not None:
            cell = placed.cell or placed.excerpt
            self._enter(cell, cell, signer.role.excerpt if signer.role else None, signer.name)
            self.ledger.claim(min(signer.indexes), max(signer.indexes), "signatures:drawn-line")

    def _read_run(self, run: Sequence[Element]) -> None:
        signers = self.blocks.signers(run)
        first, last = run[0].excerpt.index, run[-1].excerpt.index
        if not signers:
            return
        if all(signer.name is None for signer in signers):
            # "Diarienummer: ......" is a form to fill in; only a role tells that someone is to sign.
            if not any(self.blocks.signs(signer) for signer in signers):
                return
            self._enter_unnamed(run, signers)
        for signer in signers:
            if signer.name is not None:
                low = min(signer.indexes)
                high = max(signer.indexes)
                layout = self.ledger.layout
                start = Excerpt.of_line(layout, layout.lines[low])
                end = Excerpt.of_line(layout, layout.lines[high])
                self._enter(start, end, signer.role.excerpt if signer.role else None, signer.name)
        self.ledger.claim(first, last, "signatures:drawn-line")

    def _enter_unnamed(self, run: Sequence[Element], signers: Sequence[Signer]) -> None:
        """Enter a block without names as one: which line is whose cannot be told (002 lines 558-564)."""
        layout = self.ledger.layout
        roles = [clean(signer.role.excerpt.text).rstrip(": ") for signer in signers if signer.role]
        pieces = layout.cover(run[0].excerpt.index, run[-1].excerpt.index)
        self.ledger.add(
            Signature(
                span=pieces[0],
                more=pieces[1:],
                rule_id="signatures:drawn-line",
                role=", ".join(roles) or None,
                signed=False,
            )
        )

    def _enter(self, start: Excerpt, end: Excerpt, role: Excerpt | None, name: Element | None) -> None:
        pieces = self.ledger.layout.cover(start.index, end.index) if start is not end else (start.span(),)
        self.ledger.add(
            Signature(
                span=pieces[0],
                more=pieces[1:],
                rule_id="signatures:drawn-line",
                name=name.person.name if name and name.person else None,
                role=clean(role.text).rstrip(": ") if role else None,
                signed=False,
            )
        )
