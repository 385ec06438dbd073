"""Pages of glyphs with false characters are told from pages of text, whatever they are about."""

from __future__ import annotations

import random

import pytest

from protokollparser.ingest.legibility import is_legible

SWEDISH = """Kommunstyrelsen beslutar att godkänna delårsrapporten och överlämnar den till fullmäktige.
Ärendet har beretts av arbetsutskottet, som föreslår att medborgarförslaget om belysning vid badplatsen
avslås. Ordföranden frågar om förslaget kan antas och finner att så sker. Paragrafen förklaras omedelbart
justerad. Redovisningen visar ett underskott som nämnden ska täcka under kommande år."""
ENGLISH = """The board resolves to approve the annual report and submits it to the council. The matter was
prepared by the committee, which proposes that the citizens' motion on lighting at the beach be rejected.
The chair asks whether the proposal can be adopted and finds that it is. The accounts show a deficit that
the committee is to cover during the coming years, and the auditors have nothing to add to their report."""
TABLE = """Verksamhet Budget Utfall Avvikelse Förskola Grundskola Gymnasieskola Vuxenutbildning Kulturskola
Fritidsgårdar Hemtjänst Särskilt boende Individomsorg Försörjningsstöd Räddningstjänst Gatuhållning Parker
Fastigheter Måltidsservice Vatten och avlopp Renhållning Näringsliv Bibliotek Föreningsstöd Simhall Idrott
Summa intäkter Personalkostnader Lokalhyror Avskrivningar Kapitalkostnader Övriga kostnader Nettokostnad"""
NAMES = """Anna Berg Per-Olof Lindqvist Karin Åström Jonas Ek Fatima Hassan Rolf Ahl Lena Falk Stig Nord Eva
Lind Mats Holm Sofia Gran Bo Ström Hillevi Strand Fredrik Lindgren Samira Haddad Jonny von Braun Wiktor
Palm Alva Sund Ola Trygg Jan Rydström Britt Sund Petter Ehn Tore Skog Anita Lund Gunilla Öberg Ali Demir
Åke Sjögren Märta Quist Zoran Petrovic Xenia Wallin Ulla-Britt Gyllensten Håkan Björklund Yngve Cederqvist"""
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def exchanged(text: str, order: str) -> str:
    """Return a text with its letters exchanged, capitals too."""
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), order + order.upper()))


@pytest.mark.parametrize("text", [SWEDISH, ENGLISH, TABLE, NAMES, SWEDISH.upper(), "Länk till sida\n" * 60])
def test_text_is_legible(text: str) -> None:
    assert is_legible(text)


@pytest.mark.parametrize("text", ["", "§ 12", "1 275 tkr " * 200, "Xzq wrtp", "Пленум " * 90])
def test_what_has_too_few_letters_is_not_judged(text: str) -> None:
    assert is_legible(text)


@pytest.mark.parametrize("text", [SWEDISH, ENGLISH, TABLE, NAMES])
@pytest.mark.parametrize("step", [1, 3, 13, 28])
def test_letters_moved_along_the_alphabet_are_not(text: str, step: int) -> None:
    assert not is_legible(exchanged(text, LETTERS[step:] + LETTERS[:step]))


@pytest.mark.parametrize("seed", range(12))
def test_letters_exchanged_at_random_are_not(seed: int) -> None:
    order = list(LETTERS)
    random.Random(seed).shuffle(order)
    assert not is_legible(exchanged(SWEDISH, "".join(order)))


def test_glyphs_without_characters_are_not() -> None:
    assert not is_legible("\ue012\ue013\ufffd\x81 " * 20)
