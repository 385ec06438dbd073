"""Whether minutes are signed by those who led the meeting and adjust its minutes, and as one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from protokollparser.checks.dossier import Dossier
from protokollparser.checks.persons import same_person
from protokollparser.checks.shapes import ShapeParams
from protokollparser.checks.verdicts import Proof, Verdict, proof
from protokollparser.core.records.meetings import Attendance, Meeting, Officer
from protokollparser.core.records.people import Signature


class Params(ShapeParams):
    """`signs`: the roles of those who sign the minutes, `must`: of those whose signature is asked for.

    A list of those present with fewer than `least` names does not tell who was there.
    """

    signs: tuple[str, ...]
    must: tuple[str, ...]
    least: int = 3


def examine(dossier: Dossier, params: Params) -> Iterator[Verdict]:
    """Yield a verdict for every electronic signature, for every one that lacks, and for the sums."""
    by_document: dict[str | None, list[Signature]] = defaultdict(list)
    for signature in dossier.of(Signature):
        if signature.signed and signature.name:
            by_document[signature.document_id].append(signature)
    for document_id, signed in by_document.items():
        yield from _sums(document_id, signed)
        meetings = [
            one for one in dossier.of(Meeting) if one.document_id == document_id and one.status == "held"
        ]
        if dossier.kind_of(document_id) != "minutes":
            yield Verdict("undecidable", document_id, reason="nothing tells who should sign")
        elif len(meetings) != 1:
            yield Verdict("undecidable", document_id, reason="several meetings, or none, may be signed for")
        else:
            yield from _signed(dossier, params, meetings[0], signed)


def _signed(
    dossier: Dossier, params: Params, meeting: Meeting, signed: Sequence[Signature]
) -> Iterator[Verdict]:
    told = [one for one in dossier.of(Officer) if one.meeting_id == meeting.id and one.role in params.signs]
    # An officer who is read from a signature tells nothing of who should sign.
    officers = [one for one in told if not any(one.span.overlaps(other.span) for other in signed)]
    present = [row for row in dossier.of(Attendance) if row.meeting_id == meeting.id]
    strangers = []
    for one in signed:
        if _among(one, officers):
            yield Verdict("exact", one.document_id)
        elif _among(one, present):
            yield Verdict("undecidable", one.document_id, reason="nothing tells who should sign")
        elif len(present) < params.least:
            yield Verdict("undecidable", one.document_id, reason="the list of those present may not be whole")
        else:
            strangers.append(one)
            yield _stranger(one, officers)
    # Who is named beside a stranger's signature is told there.
    missing = _missing(officers, signed, params)
    for officer in missing if len(missing) > len(strangers) else ():
        yield _unsigned(officer, signed)


def _among(signature: Signature, officers: Sequence[Officer | Attendance]) -> bool:
    return any(same_person(signature.name or "", one.name) for one in officers)


def _missing(officers: Sequence[Officer], signed: Sequence[Signature], params: Params) -> list[Officer]:
    """Return those who lead or adjust and have not signed, each once.

    A chair of some items may sign for all; of adjusters some may be elected to stand in.
    """
    unsigned: dict[tuple[str, str], Officer] = {}
    for role in params.must:
        held = [one for one in officers if one.role == role]
        names = {one.name for one in held if any(same_person(s.name or "", one.name) for s in signed)}
        if role == "chair" and names:
            continue
        for one in held:
            if one.name not in names and not (role == "adjuster" and len(names) > 1):
                unsigned.setdefault((role, one.name), one)
    return list(unsigned.values())


def _sums(document_id: str | None, signed: Sequence[Signature]) -> Iterator[Verdict]:
    """Yield the verdict on the sums of the document that the signatures name: one and the same."""
    summed = [one for one in signed if one.hash]
    if len(summed) < 2:
        return
    (usual, count), *others = Counter((one.hash or "").casefold() for one in summed).most_common()
    if not others:
        yield Verdict("exact", document_id)
        return
    first = next(one for one in summed if (one.hash or "").casefold() == usual)
    for one in summed:
        if (one.hash or "").casefold() != usual:
            fault = f"{one.name} har undertecknat ett dokument med en annan kontrollsumma än {count} andra"
            fault_en = f"{one.name} signed a document with another sum than {count} others"
            yield _violated(one, one.hash, first.hash, (fault, fault_en), (proof("contradicts", first),))


def _stranger(one: Signature, officers: Sequence[Officer]) -> Verdict:
    fault = f"{one.name} har undertecknat men är varken ordförande, justerare, sekreterare eller närvarande"
    fault_en = f"{one.name} has signed but is neither chair, adjuster, secretary nor present"
    proofs = tuple(proof("contradicts", officer) for officer in officers[:4])
    return _violated(one, one.name, None, (fault, fault_en), proofs)


def _unsigned(officer: Officer, signed: Sequence[Signature]) -> Verdict:
    role, role_en = _ROLES[officer.role]
    fault = f"{role} {officer.name} har inte undertecknat, som {_count(len(signed))} har"
    fault_en = f"the {role_en} {officer.name} has not signed, as {len(signed)} did"
    place = min(signed, key=lambda one: (one.span.page, one.span.start))
    proofs = (proof("contradicts", officer), *(proof("context", one) for one in signed))
    return _violated(place, officer.name, None, (fault, fault_en), proofs)


def _count(number: int) -> str:
    return "en annan" if number == 1 else f"{number} andra"


_ROLES = {"chair": ("ordföranden", "chair"), "adjuster": ("justeraren", "adjuster")}


def _violated(
    signature: Signature,
    stated: str | None,
    computed: str | None,
    fault: tuple[str, str],
    proofs: tuple[Proof, ...],
) -> Verdict:
    return Verdict(
        "violated",
        signature.document_id,
        span=signature.span,
        stated=stated,
        computed=computed,
        confidence=signature.confidence,
        words={"fault": fault[0][:1].upper() + fault[0][1:], "fault_en": fault[1][:1].upper() + fault[1][1:]},
        proofs=(proof("stated", signature), *proofs),
    )
