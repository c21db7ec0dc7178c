"""Which language a text is in."""

from __future__ import annotations

import pytest

from heldout.written.answer import words
from heldout.written.integrity import language
from tests.written.integrity.conftest import HONEST

FOREIGN = {
    "German": (
        "wir haben die daten nach der zeit geteilt und nicht nach dem zufall weil sonst die zukunft"
    ),
    "French": (
        "nous avons coupé les données par semaine et non au hasard parce que le modèle ne doit pas"
    ),
    "Spanish": (
        "cortamos los datos por semana y no al azar porque el modelo no debe ver el futuro de la"
    ),
    "Portuguese": (
        "nós separamos os dados por semana e não ao acaso porque o modelo não pode ver uma"
    ),
    "Italian": (
        "abbiamo diviso i dati per settimana e non a caso perché il modello non deve vedere della"
    ),
    "Dutch": (
        "we hebben de gegevens per week gesplitst en niet willekeurig omdat het model de"
        " toekomst van"
    ),
    "Polish": (
        "dzielimy dane na tygodnie a nie losowo bo model nie może widzieć tego co jest w"
        " przyszłości"
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_named(name: str):
    """Their function words give them away."""
    found = language.foreign(words(FOREIGN[name] * 3))
    assert found is not None
    assert found.name == name


def test_another_script_is_named():
    """Letters that English is not written in need no dictionary."""
    found = language.foreign(words("мы делим данные по неделям и месяцам " * 8))
    assert found is not None
    assert found.name == "Cyrillic script"


def test_english_is_not_foreign():
    """Neither English nor terms without grammar are taken for another language."""
    assert language.foreign(words(HONEST)) is None
    assert language.foreign(words("gradient boosting recall precision drift " * 10)) is None


def test_a_foreign_sentence_in_english_is_fine():
    """Somebody may quote what a customer said."""
    assert language.foreign(words(HONEST + FOREIGN["German"])) is None


def test_a_few_words_tell_nothing():
    """Too short a text is not judged."""
    assert language.foreign(["die", "der", "und"]) is None
