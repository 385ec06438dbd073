"""People, organisations and municipalities mentioned in text."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from protokollparser.core.errors import UsageError
from protokollparser.core.records.people import Mention
from protokollparser.core.trained import find_model
from protokollparser.parse.prose import mentions
from tests.parse.sources import ledger, rules


def found(marked: str, entity_type: str) -> list[str]:
    book = ledger(marked, kind="report")
    mentions.read(book, rules())
    return [mention.name for mention in book.of(Mention) if mention.entity_type == entity_type]


def test_a_name_before_a_party_is_a_person() -> None:
    assert found("Motionen lämnades av Karin Ekström (S) och Per Åberg (MP).", "person") == [
        "Karin Ekström",
        "Per Åberg",
    ]


def test_the_party_behind_a_name_is_kept() -> None:
    book = ledger("Motion av Karin Ekström (S) och Per Åberg.\n\nPer Åberg\nutredare", kind="report")
    mentions.read(book, rules())
    assert [(m.name, m.party) for m in book.of(Mention)][:2] == [("Karin Ekström", "S"), ("Per Åberg", None)]


def test_a_title_is_no_part_of_a_name() -> None:
    assert found("Ordföranden Karin Ekström (S) öppnar mötet.", "person") == ["Karin Ekström"]


def test_a_name_over_its_title_is_a_person_wherever_it_stands() -> None:
    assert found("Vi tackar Karin Ekström för arbetet.\n\nKarin Ekström\nIT-chef", "person") == [
        "Karin Ekström",
        "Karin Ekström",
    ]


def test_capitalised_words_alone_are_nobody() -> None:
    assert found("Systemen Procapita Lifecare och Public Åtta används.", "person") == []


def test_municipalities_are_named_in_the_genitive_too() -> None:
    assert found("Luleå kommuns lokaler, Bollnäs och Sandvikens kommuner.", "municipality") == [
        "Luleå",
        "Bollnäs",
        "Sandviken",
    ]


def test_a_common_word_is_a_municipality_only_where_something_tells() -> None:
    assert found("Vara eller inte vara. Mark och vatten. Arbetet sker i Mora.", "municipality") == ["Mora"]


def test_bodies_companies_and_authorities_are_organisations() -> None:
    assert found(
        "Kommunstyrelsen och miljö- och byggnadsnämnden hörde Ekby Energi AB och Skatteverket.",
        "organisation",
    ) == ["Kommunstyrelsen", "miljö- och byggnadsnämnden", "Ekby Energi AB", "Skatteverket"]


def test_a_name_broken_over_lines_is_one_mention() -> None:
    book = ledger("Bolaget ägs av Ekby\nStadshus AB sedan länge.", kind="report")
    mentions.read(book, rules())
    (mention,) = [m for m in book.of(Mention) if m.entity_type == "organisation"]
    assert (mention.name, mention.span.line_start, mention.span.line_end) == ("Ekby Stadshus AB", 1, 2)


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a pipeline that stands in for a trained one: it knows one name."""
    folder = tmp_path_factory.mktemp("models") / "sv_stand_in"
    nlp = spacy.blank("sv", meta={"name": "stand_in", "version": "1.0"})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PRS", "pattern": "Vera Kullberg"}])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return folder


def test_a_trained_pipeline_adds_names_that_the_rules_leave(stand_in: Path) -> None:
    text = "Ärendet föredras av Vera Kullberg inför mötet.\nMotion av Karin Ekström (S)."
    trained = rules().with_model(find_model(str(stand_in)))
    book = ledger(text, kind="report")
    mentions.read(book, trained)
    people = [(m.name, m.rule_id, m.confidence) for m in book.of(Mention) if m.entity_type == "person"]
    assert people == [
        ("Vera Kullberg", "mentions:stand_in", 0.6),
        ("Karin Ekström", "mentions:name-and-party", 1.0),
    ]
    assert "Vera Kullberg" not in found(text, "person")


def test_rules_with_a_trained_pipeline_are_other_rules(stand_in: Path) -> None:
    model = find_model(str(stand_in))
    assert rules().with_model(model).hash == rules().with_model(model).hash != rules().hash


def test_a_pipeline_that_is_not_there_is_asked_for() -> None:
    with pytest.raises(UsageError) as refused:
        find_model("sv_core_news_none")
    assert refused.value.code == "no_model"


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "english")
    with pytest.raises(UsageError) as refused:
        find_model(str(tmp_path / "english"))
    assert refused.value.code == "model_language"
