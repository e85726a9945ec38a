"""One of two that are joined by "or" is a choice in every language, however it is asked after."""

import pytest

from activities.understanding.drafting.marked_types import typed_as_marked
from activities.understanding.knowledge.inference import infer
from activities.understanding.marking.marks import MarkedField, Words
from models.fields import FieldType


def _typed(words: str, language: str, kind: str = "choice") -> tuple[FieldType, tuple[str, ...]]:
    told = MarkedField(Words(0, len(words), words), "kind", False, kind, "thing", "", 0.9)
    hint = typed_as_marked(infer("kind of it"), told, language)
    return hint.type, hint.choices


@pytest.mark.parametrize(
    ("words", "language", "choices"),
    [
        ("perro o gato", "es", ("perro", "gato")),
        ("si es nuevo o usado", "es", ("nuevo", "usado")),
        ("a la ida o a la vuelta", "es", ("a la ida", "a la vuelta")),
        ("se è dolce o salato", "it", ("dolce", "salato")),
        ("se é casa ou apartamento", "pt", ("casa", "apartamento")),
        ("si c'est neuf ou occasion", "fr", ("neuf", "occasion")),
        ("s'il est relié ou broché", "fr", ("relié", "broché")),
        ("of het rood of wit is", "nl", ("rood", "wit")),
        ("czy to kolacja lub obiad", "pl", ("kolacja", "obiad")),
        ("ob innen oder außen", "de", ("innen", "außen")),
        ("pagado con bizum o efectivo", "es", ("bizum", "efectivo")),
        ("antes o después de correr", "es", ("antes de correr", "después de correr")),
        ("vor oder nach dem Training", "de", ("vor dem Training", "nach dem Training")),
    ],
)
def test_two_are_a_choice(words: str, language: str, choices: tuple[str, ...]) -> None:
    assert _typed(words, language) == (FieldType.CHOICE, choices)


def test_which_of_two_it_is_is_no_yes_or_no() -> None:
    assert _typed("si es alquilado o comprado", "es", "yes_no")[1] == ("alquilado", "comprado")


@pytest.mark.parametrize(
    ("words", "language"),
    [("si pica o no", "es"), ("ob er schwimmt oder nicht", "de"), ("se morde o no", "it")],
)
def test_whether_or_not_stays_a_yes_or_no(words: str, language: str) -> None:
    assert _typed(words, language, "yes_no") == (FieldType.YES_NO, ())


def test_texts_are_no_choice() -> None:
    assert _typed("correo o teléfono", "es", "text") == (FieldType.TEXT, ())
