"""Who could vote at which §, read from made-up minutes by all stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokollparser import pipeline
from protokollparser.core.rules import load
from protokollparser.store import open_store

_MINUTES = """Umeå kommun
Byggnadsnämnden
Sammanträdesprotokoll 2022-09-20

Plats: Stadshuset samt på distans
Tid: kl. 09.00-11.45

Beslutande
Anna Berg (S), ordförande
Per Lindqvist (M), 1:e vice ordförande
{serving}

{lists}

"""
_ITEM = """§ {number} Ärende nummer {number}

Beslut
Byggnadsnämnden godkänner redovisningen.

{more}
"""


def voters(folder: Path, serving: str, lists: str = "", **more: str) -> dict[str, str]:
    """Return for each person the §§ with `+` (could vote), `-` (not) or `?` (not told)."""
    text = _MINUTES.format(serving=serving, lists=lists)
    text += "\n".join(_ITEM.format(number=n, more=more.get(f"at{n}", "")) for n in range(81, 85))
    (folder / "minutes.txt").write_text(text, encoding="utf-8")
    with open_store(folder / "x.duckdb") as store:
        pipeline.ingest([folder / "minutes.txt"], store, load())
        rows = store.query(
            "SELECT name, string_agg(paragraph || CASE WHEN may_vote THEN '+' WHEN may_vote IS NULL THEN '?' "
            "ELSE '-' END, ' ' ORDER BY paragraph) FROM v_voters GROUP BY name ORDER BY name"
        ).rows
        return {str(name): str(told) for name, told in rows}


ALL = "81+ 82+ 83+ 84+"


@pytest.mark.parametrize(
    ("serving", "told"),
    [
        ("Ulf Ek (V), §§ 81-82, § 84", "81+ 82+ 84+"),
        ("Ulf Ek (V) kl. 09.10-10.30", "81? 82? 83? 84?"),
        ("Ulf Ek (V) kl. 09.00-11.45", ALL),
        ("Ulf Ek (V), lämnade mötet kl. 10.15, efter § 82", "81+ 82+"),
        ("Ulf Ek (V), anlände kl. 09.40, fr.o.m. § 83", "83+ 84+"),
        ("Ulf Ek (V), ej § 83", "81+ 82+ 84+"),
        ("Ulf Ek (V), utom §§ 83-84", "81+ 82+"),
        ("Ulf Ek (V), jäv § 82", "81+ 83+ 84+"),
        ("Ulf Ek (V), deltar på distans via Teams", ALL),
        ("Ulf Ek (V), på distans §§ 81-82", ALL),
        ("Ulf Ek (V), 2:e vice ordförande, ordförande §§ 82-83", ALL),
        ("Ulf Ek (V), 2:e vice ordförande, tjänstgörande ordförande § 83", ALL),
    ],
)
def test_presence_for_a_part_of_the_sitting(tmp_path: Path, serving: str, told: str) -> None:
    found = voters(tmp_path, serving)
    assert (found["Ulf Ek"], found["Anna Berg"], found["Per Lindqvist"]) == (told, ALL, ALL)


@pytest.mark.parametrize(
    ("serving", "member", "substitute"),
    [
        ("Ulf Ek (V) §§ 81-82\nSiv Dal (V) ersätter Ulf Ek (V) §§ 83-84", "81+ 82+", "83+ 84+"),
        ("Ulf Ek (V)\nSiv Dal (V) ersätter Ulf Ek (V) § 83", "81+ 82+ 83- 84+", "83+"),
        ("Ulf Ek (V)\nSiv Dal (V) ersätter Ulf Ek (V) p.g.a. jäv § 83", "81+ 82+ 83- 84+", "83+"),
        ("Ulf Ek (V), ersätts av Siv Dal (V) § 83", "81+ 82+ 84+", "83+"),
        ("Ulf Ek (V) §§ 81-82, ersatt av Siv Dal (V) §§ 83-84", "81+ 82+", "83+ 84+"),
        ("Siv Dal (V) tjänstgörande ersättare för Ulf Ek (V)", None, ALL),
        ("Ulf Ek (V), ersätts av Siv Dal (V)", None, ALL),
    ],
)
def test_a_substitute_who_steps_in_votes_in_place_of_the_member(
    tmp_path: Path, serving: str, member: str | None, substitute: str
) -> None:
    found = voters(tmp_path, serving)
    assert (found.get("Ulf Ek"), found["Siv Dal"]) == (member, substitute)


def test_substitutes_who_do_not_serve_never_vote(tmp_path: Path) -> None:
    lists = "Ej tjänstgörande ersättare\nStig Orre (S)\nIna Vik (L), deltar digitalt §§ 81-82"
    assert set(voters(tmp_path, "Ulf Ek (V)", lists)) == {"Anna Berg", "Per Lindqvist", "Ulf Ek"}


def test_who_is_disqualified_does_not_vote_and_who_steps_in_does(tmp_path: Path) -> None:
    told = "Ulf Ek (V) anmäler jäv och deltar inte i handläggningen. Stig Orre (S) tjänstgör i hans ställe."
    found = voters(tmp_path, "Ulf Ek (V)", "Ej tjänstgörande ersättare\nStig Orre (S)", at82=told)
    assert (found["Ulf Ek"], found["Stig Orre"]) == ("81+ 82- 83+ 84+", "82+")


def test_a_chair_who_is_disqualified_is_led_for_and_does_not_vote(tmp_path: Path) -> None:
    told = "Anna Berg (S) deltar inte i beslutet på grund av jäv. Per Lindqvist (M) leder ärendet."
    found = voters(tmp_path, "Ulf Ek (V)", at83=told)
    assert (found["Anna Berg"], found["Per Lindqvist"]) == ("81+ 82+ 83- 84+", ALL)
