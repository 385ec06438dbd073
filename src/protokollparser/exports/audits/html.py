"""The report as one HTML page for people: a chart, then each finding with the words it is about."""

from __future__ import annotations

import base64
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from protokollparser.exports.audits.pictures import PagePlace, Picture
from protokollparser.exports.audits.words import GROUPS, HEADS, SEVERITIES, STATUS, WORDS, group_of
from protokollparser.exports.report import SEVERITIES as ORDER
from protokollparser.exports.report import FindingLine, Report
from protokollparser.exports.values import plain, swedish

# So many findings of each check, the gravest first, have the picture of their place: a page of thousands of
# pictures opens in no browser.
_PICTURES = 25
# A check with more findings than this is shown folded.
_UNFOLDED = 10
# The chart, in its own units: where bars begin, the longest of them, and from one to the next.
_LEFT, _BAR, _STEP = 240, 420, 26


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: the name of a group, the bar's top, where it ends, and how much it counts.

    `pieces` are (severity, count, left edge, width).
    """

    name: str
    top: int
    end: float
    count: int
    pieces: tuple[tuple[str, int, float, float], ...]


@dataclass(frozen=True)
class Shown:
    """One finding as the page shows it: the line with its words marked, and the picture of its place."""

    finding: FindingLine
    message: str
    quoted: Markup
    facts: tuple[tuple[str, str], ...]
    picture: str | None


@dataclass(frozen=True)
class Chapter:
    """The findings of one check; `undrawn` of them have no picture because they are many."""

    check_id: str
    name: str
    counts: tuple[tuple[str, int], ...]
    findings: tuple[Shown, ...]
    undrawn: int

    @property
    def is_open(self) -> bool:
        """True where the findings are few enough to be shown at once."""
        return len(self.findings) <= _UNFOLDED


def write(report: Report, language: str, picture: Picture | None = None) -> bytes:
    """Return the report as a page that needs nothing beside it."""
    environment = Environment(
        loader=PackageLoader("protokollparser.exports.audits", "."),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    bars = list(_bars(report, language))
    page = environment.get_template("page.html.j2").render(
        report=report,
        language=language,
        bars=bars,
        height=len(bars) * _STEP,
        severities=[(name, SEVERITIES[name][language]) for name in ORDER],
        groups=[
            (names[language], list(_chapters(report, group, language, picture)))
            for group, names in GROUPS.items()
        ],
        status={name: words[language] for name, words in STATUS.items()},
        words=WORDS[language],
        undecided=list(_undecided(report)),
        name=lambda check: check.name if language == "sv" else check.name_en,
    )
    return page.encode()


def _bars(report: Report, language: str) -> Iterator[Bar]:
    """Yield a bar for every group that has open findings."""
    counts = Counter(
        (group_of(one.check_id), one.severity) for one in report.findings if one.status == "open"
    )
    sums = {group: sum(counts[group, severity] for severity in ORDER) for group in GROUPS}
    longest = max(sums.values(), default=0)
    for at, group in enumerate(group for group in GROUPS if sums[group]):
        left, pieces = float(_LEFT), []
        for severity in ORDER:
            count = counts[group, severity]
            width = round(_BAR * count / longest, 1)
            pieces.append((severity, count, round(left, 1), width))
            left += width
        top = at * _STEP + _STEP // 4
        yield Bar(GROUPS[group][language], top, round(left, 1), sums[group], tuple(pieces))


def _chapters(report: Report, group: str, language: str, picture: Picture | None) -> Iterator[Chapter]:
    """Yield the checks of a group that have findings."""
    names = {check.check_id: check.name if language == "sv" else check.name_en for check in report.checks}
    by_check: dict[str, list[FindingLine]] = defaultdict(list)
    for finding in report.findings:
        if group_of(finding.check_id) == group:
            by_check[finding.check_id].append(finding)
    for check_id, found in sorted(by_check.items()):
        counts = Counter(one.severity for one in found if one.status == "open")
        shown = [_shown(one, language, picture if at < _PICTURES else None) for at, one in enumerate(found)]
        undrawn = sum(one.box is not None for one in found[_PICTURES:]) if picture else 0
        told = tuple((severity, counts[severity]) for severity in ORDER if counts[severity])
        yield Chapter(check_id, names.get(check_id, ""), told, tuple(shown), undrawn)


def _shown(finding: FindingLine, language: str, picture: Picture | None) -> Shown:
    return Shown(
        finding,
        finding.message if language == "sv" else finding.message_en,
        _marked(finding.quoted or finding.printed, finding.printed),
        tuple(_facts(finding, language)),
        _drawn(finding, picture),
    )


def _undecided(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Yield every reason for which something could not be decided, with the checks that gave it."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for check in report.checks:
        if check.undecidable:
            for reason in check.reasons:
                by_reason[reason].append(check.check_id)
    yield from sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[0]))


def _marked(line: str, words: str) -> Markup:
    """Return a quoted line with the words that it is quoted for marked."""
    at = line.find(words)
    if at < 0 or not words.strip():
        return escape(line)
    end = at + len(words)
    return Markup("{}<mark>{}</mark>{}").format(line[:at], line[at:end], line[end:])


def _facts(finding: FindingLine, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a finding states, with the heads of the table."""
    heads = dict(zip(("stated", "computed", "difference"), HEADS[language][8:11], strict=True))
    for name, head in heads.items():
        value = getattr(finding, name)
        if value is not None:
            told = plain(value)
            yield head, f"{swedish(told)} {finding.unit}" if finding.unit else told
    if finding.hypothesis:
        yield HEADS[language][12], finding.hypothesis
    if finding.legal_source:
        yield HEADS[language][13], finding.legal_source
    if finding.confidence < 1:
        yield HEADS[language][14], f"{finding.confidence:.2f}"


def _drawn(finding: FindingLine, picture: Picture | None) -> str | None:
    """Return the picture of a finding's place as the address of an image."""
    if picture is None or finding.box is None:
        return None
    others = tuple(
        one.box
        for one in finding.evidence
        if one.box is not None and (one.path, one.page) == (finding.path, finding.page)
    )
    drawn = picture(PagePlace(finding.path, finding.source_id, finding.page, finding.box, others))
    return None if drawn is None else "data:image/png;base64," + base64.b64encode(drawn).decode()
