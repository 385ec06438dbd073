"""What is settled of what changed is what is settled of everything."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from sqlalchemy import Connection

from protokollparser.columns import Columns, columns
from protokollparser.core.limits import Attempt
from protokollparser.core.records.documents import Source
from protokollparser.core.rules import Rules, load
from protokollparser.stages import read_source
from protokollparser.store import Store, database, open_store, settling
from protokollparser.store.information import WORDS

_MINUTES = """{place}
Kulturnämnden
Sammanträdesprotokoll {day}
{mark}
Plats och tid: Kommunhuset, kl. 13.00-14.30

Beslutande
{members}

§ 1 Budgetuppföljning för april

Kulturnämndens beslut
Kulturnämnden beslutar att godkänna uppföljningen för april med ett utfall om {sum} tkr.

Sammanfattning
Förvaltningen har gjort en uppföljning av budgeten till och med april. Utfallet är lägre än budgeten, eftersom
två tjänster på biblioteket är obesatta. Prognosen för helåret pekar mot ett överskott för nämnden.
{more}"""
_MORE = """
§ 2 Öppettider på biblioteket

Kulturnämndens beslut
Kulturnämnden beslutar att biblioteket ska hålla öppet klockan 9-18 på vardagar.

Driftredovisning, tkr
                      Budget     Utfall     Avvikelse
Personalkostnader       1 200      1 100        100
Lokalkostnader            300        310        -10
Summa                   1 500      1 410         90
"""
_BOARD = ("Anna Ek (S), ordförande", "Bo Alm (M)", "Cia Öst (C)")
_TABLES = {
    "person": "person",
    "alias": "alias",
    "identity_candidate": "identity_candidate",
    "organisation": "organisation",
    "municipality": "municipality",
    "budget_line": "budget_line",
    "document": "(SELECT document_id, same_as, supersedes, extract_of FROM document)",
    "sighting": "(SELECT sighting_id, entity_id FROM sighting)",
    "attendance": "(SELECT attendance_id, person_id FROM attendance)",
    "officer": "(SELECT officer_id, person_id FROM officer)",
    "mention": "(SELECT mention_id, entity_id FROM mention)",
}


def minutes(
    day: str,
    *members: str,
    place: str = "Ekbacka kommun",
    mark: str = "",
    sum: str = "4 512",
    more: str = _MORE,
) -> str:
    listed = "\n".join([*_BOARD, *members])
    return _MINUTES.format(day=day, members=listed, place=place, mark=mark, sum=sum, more=more)


# Two readings of each content: as it was read first, and by later rules.
TEXTS = [
    (minutes("2023-02-06", "Lars Forsgren (S)"), minutes("2023-02-06", "Lars Forsgren (M)")),
    (minutes("2023-03-06", "Lars Forsgren (S)"), minutes("2023-03-06")),
    (minutes("2023-04-03", "Lars Forssgren (S)"), minutes("2023-04-03", "Lars Forssgren (S)", mark="UTKAST")),
    (minutes("2023-04-03", "Lars Forssgren (S)", mark="UTKAST"), minutes("2023-04-03", "Eva Forssgren (S)")),
    (minutes("2023-04-03", "Lars Forssgren (S)", more=""), minutes("2023-05-08", "Lars Ek (S)", more="")),
    (minutes("2023-05-08", "Eva Forssgren (S)", place="Torpa kommun"), minutes("2023-05-08", place="")),
    (minutes("2023-06-12", "Pia Forssgren (C)", place=""), minutes("2023-06-12", place="Torpa kommun")),
    (minutes("2023-06-12", "Pia Forssgren (C)", "Lars Ek (-)", place=""), minutes("2023-09-04", place="")),
    (
        minutes("2023-09-04", "LARS FORSGREN (S)", sum="4 598"),
        minutes("2023-09-04", "Bo Alm (-)", more=_MORE.replace("310", "320")),
    ),
]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Columns, Columns]]:
    """What the texts say; both readings of a content under its one name."""
    folder, rules = tmp_path_factory.mktemp("texts"), load()

    def said(number: int, text: str) -> Columns:
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        found = columns(read_source(path, rules, Attempt()))
        return replace(found, tables={kind: _of(number, table) for kind, table in found.tables.items()})

    return [(said(number, one), said(number, other)) for number, (one, other) in enumerate(TEXTS)]


def _of(number: int, table: pa.Table) -> pa.Table:
    """Return rows as those of a content of this number."""
    if "source_id" not in table.column_names:
        return table
    at = table.column_names.index("source_id")
    return table.set_column(at, "source_id", pa.array([f"{number:064}"] * len(table)))


def put(store: Store, said: Columns | None, source_id: str) -> None:
    source = Source(
        source_id=source_id, file_name="a.txt", media_type="text/plain", byte_count=1, page_count=1,
        text_origin="text", encoding="utf-8", status="parsed" if said else "quarantined",
        parser_version="0", imported_at=datetime(2024, 1, 1), made_by={},
    )  # fmt: skip
    store.save(said, source)


def settled(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all that settling writes."""
    return {
        name: list(store.query(f"SELECT * FROM {sql} ORDER BY ALL").rows) for name, sql in _TABLES.items()
    }


def walk(store: Store, readings: Sequence[tuple[Columns, Columns]], steps: int, seed: int) -> None:
    """Store, replace and take away what texts say, and settle each time what changed, and then everything."""
    chance, rules = random.Random(seed), load()
    for step in range(steps):
        for _ in range(chance.choice((1, 1, 2, 3))):
            number = chance.randrange(len(readings))
            first, second = readings[number]
            said = chance.choice((first, first, second, None))
            put(store, said, f"{number:064}")
        store.settle(rules)
        changed = settled(store)
        store.settle(rules, anew=True)
        assert changed == settled(store), step


def test_settling_what_changed_is_settling_everything(
    tmp_path: Path, readings: list[tuple[Columns, Columns]]
) -> None:
    with open_store(tmp_path / "x.duckdb") as store:
        walk(store, readings, steps=6, seed=7)


def test_other_rules_settle_everything_again(tmp_path: Path, readings: list[tuple[Columns, Columns]]) -> None:
    rules = load()
    words = {
        **rules.vocabulary,
        "person_names": {"given": ["Forssgren"], "surnames": ["Forsgren", "Forssgren"]},
    }
    with open_store(tmp_path / "x.duckdb") as store:
        for number in (0, 1, 2):
            put(store, readings[number][0], f"{number:064}")
        assert store.settle(rules)
        before = settled(store)
        assert not store.settle(rules)
        assert store.settle(replace(rules, vocabulary=words))
        assert settled(store) != before
        assert store.settle(rules)
        assert settled(store) == before


def test_only_words_that_are_in_the_hash_are_read(
    tmp_path: Path, readings: list[tuple[Columns, Columns]]
) -> None:
    rules = load()
    words = {name: rules.vocabulary[name] for name in WORDS}
    with open_store(tmp_path / "x.duckdb") as store:
        put(store, readings[0][0], f"{0:064}")
        assert store.settle(replace(rules, kinds=(), sections=(), patterns=(), tables=(), vocabulary=words))


@pytest.mark.parametrize("place", range(len(settling.steps())))
def test_settling_that_is_broken_off_makes_nothing_unsound_and_is_done_again(
    tmp_path: Path, readings: list[tuple[Columns, Columns]], monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    def broken_off(connection: Connection, rules: Rules, *, anew: bool) -> None:
        settling.steps()[place](connection, rules, anew=anew)
        raise KeyboardInterrupt

    whole = settling.steps()
    with open_store(tmp_path / "x.duckdb") as store:
        for number, (said, _) in enumerate(readings[:-2]):
            put(store, said, f"{number:064}")
        store.settle(load())
        for number, (_, said) in enumerate(readings):
            put(store, said, f"{number:064}")
        # What was stored by itself leaves names of people who are gone, until people are settled.
        before = store.verify()
        monkeypatch.setattr(database, "steps", lambda: (*whole[:place], broken_off))
        with pytest.raises(KeyboardInterrupt):
            store.settle(load())
        assert store.is_due
        assert all(one in before for one in store.verify())
        monkeypatch.undo()
        assert store.settle(load())
        after = settled(store)
        assert store.settle(load(), anew=True)
        assert settled(store) == after


def test_what_does_not_fit_is_settled_with_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[object] = []

    def settle_with_much(connection: Connection, rules: Rules, *, anew: bool) -> None:
        limits.append(connection.exec_driver_sql("SELECT current_setting('memory_limit')").scalar())
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")

    monkeypatch.setattr(database, "steps", lambda: (settle_with_much,))
    with open_store(tmp_path / "x.duckdb") as store:
        assert store.settle(load(), anew=True)
        after = next(iter(store.query("SELECT current_setting('memory_limit')").rows))[0]
    assert limits == [after, "953.6 MiB"]
