"""People of several documents brought together, whatever came first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import Store, open_store

MINUTES = """{place} kommun
{body}
Sammanträdesprotokoll {day}

Plats och tid: Kommunhuset, kl. 13.00-14.30

Beslutande
{members}

§ {number} Budgetuppföljning

{body}s beslut
{body} beslutar att godkänna uppföljningen.
"""


def minutes(
    day: str, *members: str, place: str = "Luleå", body: str = "Kulturnämnden", number: int = 1
) -> str:
    listed = "\n".join(["Anna Ek (S), ordförande", "Bo Alm (M)", "Cia Öst (C)", *members])
    return MINUTES.format(day=day, members=listed, place=place, body=body, number=number)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "x.duckdb")


def put(store: Store, folder: Path, *texts: str) -> None:
    """Import texts one after the other, each in a run of its own."""
    for number, text in enumerate(texts):
        path = folder / f"{hash(text) & 0xFFFFFF:x}{number}.txt"
        path.write_text(text, encoding="utf-8")
        pipeline.ingest([path], store, load())


def people(store: Store, like: str) -> list[tuple[object, ...]]:
    sql = (
        "SELECT p.name, p.party, list_sort(list(DISTINCT a.name)) FROM person AS p "
        "JOIN attendance AS a ON a.person_id = p.person_id WHERE a.name LIKE $like "
        "GROUP BY p.person_id, 1, 2 ORDER BY ALL"
    )
    return list(store.query(sql, {"like": like}).rows)


def doubtful(store: Store) -> list[tuple[object, ...]]:
    sql = (
        "SELECT list_sort([p.name || ' ' || p.party, q.name || ' ' || q.party]), c.reason "
        "FROM identity_candidate AS c JOIN person AS p ON p.person_id = c.entity_id "
        "JOIN person AS q ON q.person_id = c.other_id ORDER BY ALL"
    )
    return list(store.query(sql).rows)


def test_a_slip_in_another_document_is_an_alias(store: Store, tmp_path: Path) -> None:
    days = ("2023-02-06", "2023-03-06")
    put(store, tmp_path, *(minutes(day, "Lars Forsgren (S)") for day in days))
    put(store, tmp_path, minutes("2023-04-03", "Lars Forssgren (S)"))
    assert people(store, "Lars%") == [("Lars Forsgren", "S", ["Lars Forsgren", "Lars Forssgren"])]
    rows = store.query("SELECT name, confidence, reason FROM alias WHERE name LIKE 'Lars%' ORDER BY ALL").rows
    assert list(rows) == [("Lars Forsgren", 1.0, "name"), ("Lars Forssgren", 0.9, "doubled")]


def test_hyphens_and_capitals_make_no_other_person(store: Store, tmp_path: Path) -> None:
    put(
        store,
        tmp_path,
        minutes("2023-02-06", "Ann-Christin Berg (C)"),
        minutes("2023-03-06", "Ann Christin BERG (C)"),
    )
    (person,) = people(store, "Ann_Christin%")
    assert person[0] == "Ann-Christin Berg"


def test_two_names_that_differ_by_a_letter_are_candidates(store: Store, tmp_path: Path) -> None:
    put(
        store,
        tmp_path,
        minutes("2023-02-06", "Maria Nilsson (S)"),
        minutes("2023-03-06", "Marie Nilsson (S)"),
    )
    assert len(people(store, "Mari%")) == 2
    assert doubtful(store) == [(["Maria Nilsson S", "Marie Nilsson S"], "letter")]


def test_those_who_were_listed_together_are_two(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("2023-02-06", "Lars Forsgren (S)", "Lars Forssgren (S)"))
    put(store, tmp_path, minutes("2023-03-06", "Lars Forsgren (S)"))
    assert len(people(store, "Lars%")) == 2
    assert doubtful(store) == []


def test_namesakes_of_two_municipalities_are_two(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("2023-02-06"), minutes("2023-02-06", place="Boden"))
    assert len(people(store, "Anna Ek")) == 2


def test_leaving_a_party_and_keeping_the_seat_is_one_person(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("2023-02-06", "Per Dahl (SD)"), minutes("2023-03-06", "Per Dahl (-)"))
    assert [(name, party) for name, party, _ in people(store, "Per%")] == [("Per Dahl", "-")]


def test_another_party_in_another_body_is_a_candidate(store: Store, tmp_path: Path) -> None:
    put(
        store, tmp_path,
        minutes("2023-02-06", "Per Dahl (SD)"),
        minutes("2023-03-06", "Per Dahl (M)", body="Fritidsnämnden"),
    )  # fmt: skip
    assert len(people(store, "Per%")) == 2
    assert doubtful(store) == [(["Per Dahl M", "Per Dahl SD"], "other_party")]


def test_another_party_after_an_election_is_a_candidate(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("2022-12-06", "Per Dahl (SD)"), minutes("2023-02-06", "Per Dahl (M)"))
    assert len(people(store, "Per%")) == 2


def test_a_party_that_changed_its_name_changes_no_person(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, minutes("2015-02-06", "Per Dahl (FP)"), minutes("2016-03-06", "Per Dahl (L)"))
    assert [(name, party) for name, party, _ in people(store, "Per%")] == [("Per Dahl", "L")]


TEXTS = (
    minutes("2023-02-06", "Lars Forsgren (S)", "Per Dahl (SD)"),
    minutes("2023-03-06", "Lars Forsgren (S)", "Per Dahl (-)"),
    minutes("2023-04-03", "Lars Forssgren (S)", "Maria Nilsson (M)"),
    minutes("2023-05-08", "Marie Nilsson (M)", place="Norrhult"),
)


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    asked = ("person", "alias", "identity_candidate", "sighting", "attendance", "mention")
    return [list(store.query(f"SELECT * FROM {table} ORDER BY ALL").rows) for table in asked]


def test_the_order_of_imports_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate([*permutations(range(4))][::5]):
        with open_store(tmp_path / f"{number}.duckdb") as store:
            folder = tmp_path / str(number)
            folder.mkdir()
            put(store, folder, *(TEXTS[place] for place in order))
            found.append(dump(store))
    assert all(one == found[0] for one in found)


def test_removing_a_source_takes_its_forms_away(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, *TEXTS[:2])
    before = dump(store)
    (tmp_path / "slip.txt").write_text(TEXTS[2], encoding="utf-8")
    pipeline.ingest([tmp_path / "slip.txt"], store, load())
    assert dump(store) != before
    store.remove(store.source_named("slip.txt"))
    assert dump(store) == before


def test_sources_that_list_the_same_members_are_of_one_unknown_municipality(
    store: Store, tmp_path: Path
) -> None:
    place = "Sockenstyrelsens"
    texts = [
        minutes(day, place=place).replace(f"{place} kommun\n", "") for day in ("2023-02-06", "2023-03-06")
    ]
    put(store, tmp_path, *texts, minutes("2023-02-06", "Per Dahl (S)", place=place, body="Vägnämnden"))
    assert len(people(store, "Anna Ek")) == 2


def test_all_given_names_in_a_signature_mean_the_member_of_the_same_body(
    store: Store, tmp_path: Path
) -> None:
    signed = minutes("2023-03-06", "Lars Forsgren (S)").replace("Lars Forsgren (S)\n", "")
    page = "\n\nSignatursida\n\nKnut Assar Lars Forsgren\nUndertecknad 2023-03-09 12:03:11 (CET)\n"
    put(store, tmp_path, minutes("2023-02-06", "Lars Forsgren (S)"), signed + page)
    rows = store.query("SELECT DISTINCT p.name FROM signature AS s JOIN person AS p USING (person_id)").rows
    assert list(rows) == [("Lars Forsgren",)]
