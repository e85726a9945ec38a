"""Tests of what changes say of things of two lists that belong together."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.relations import relations_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, RelationKind

_HORSES = (
    "I keep horses: name, colour, born on, trainer. And stables with name and place. "
    "And people with name and phone."
)
_ONE, _MANY = RelationKind.MANY_TO_ONE, RelationKind.MANY_TO_MANY


@pytest.fixture(scope="module")
def horses() -> ApplicationSpecification:
    return write_specification(analyse(_HORSES), {})


def _links(before: ApplicationSpecification, said: str) -> list[tuple[str, str, str, RelationKind]]:
    """Return the relations that are new after a change."""
    model = modify(before, said, live=False).specification.data_model
    fresh = [one for one in model.relations if one not in before.data_model.relations]
    return [(one.source, one.target, one.label, one.kind) for one in fresh]


@pytest.mark.parametrize(
    ("said", "links"),
    [
        (
            "each horse has a sire and a dam, which are also horses",
            [("horse", "horse", "Sire", _ONE), ("horse", "horse", "Dam", _ONE)],
        ),
        ("the trainer should be one of the people", [("horse", "person", "Trainer", _ONE)]),
        ("which people visited which stable", [("stable", "person", "People", _MANY)]),
        ("people should be able to give several labels to a horse",
         [("horse", "label", "Labels", _MANY)]),
    ],
)  # fmt: skip
def test_things_refer_to_each_other(
    horses: ApplicationSpecification, said: str, links: list[tuple[str, str, str, RelationKind]]
) -> None:
    assert _links(horses, said) == links


def test_what_was_typed_in_is_chosen(horses: ApplicationSpecification) -> None:
    after = modify(horses, "the trainer is a person", live=False).specification
    (horse,) = [one for one in after.data_model.entities if one.name == "horse"]
    assert "Trainer" not in [field.label for field in horse.fields]


@pytest.mark.parametrize(
    "said", ["each horse has a saddle and a bridle", "each horse has a vet, which is also kind"]
)
def test_fields_are_no_relations(horses: ApplicationSpecification, said: str) -> None:
    assert _links(horses, said) == []


@pytest.mark.parametrize(
    "said", ["we can add several photos to a horse", "the colour is a person who paints"]
)
def test_other_words_relate_nothing(horses: ApplicationSpecification, said: str) -> None:
    with pytest.raises(RequestRefused):
        modify(horses, said, live=False)


@pytest.mark.parametrize(
    ("request_text", "said", "expected"),
    [
        (
            "Je gère un club : membres avec nom et téléphone, et ateliers avec titre et date.",
            "chaque membre a un parrain, qui est aussi un membre",
            [("member", "member", "Parrain", _ONE)],
        ),
        (
            "Ik wil een lijst van leden met naam en telefoon, en een lijst van boten met naam.",
            "elke boot hoort bij een lid",
            [("boat", "member", "Lid", _ONE)],
        ),
        (
            "Quero uma lista de alunos com nome e telefone e uma lista de aulas com título e hora.",
            "um aluno pode ir a várias aulas",
            [("student", "lesson", "Aulas", _MANY)],
        ),
    ],
)
def test_relations_in_other_languages(
    request_text: str, said: str, expected: list[tuple[str, str, str, RelationKind]]
) -> None:
    assert _links(write_specification(analyse(request_text), {}), said) == expected


def test_what_many_go_to_is_of_many() -> None:
    """Both ends are of several then, and not only the one that was told."""
    before = write_specification(
        analyse("Pupils with name. Clubs with title and day. Every club has one pupil."), {}
    )
    assert [one.kind for one in before.data_model.relations] == [_ONE]
    model = modify(before, "a pupil can go to several clubs", live=False).specification.data_model
    assert [one.kind for one in model.relations] == [_MANY]


@pytest.mark.parametrize(
    ("said", "source", "target", "kind"),
    [
        ("Jeder Hund gehört einem Halter", "Hund", "Halter", "one"),
        ("Ein Kind kann mehrere Kurse besuchen", "Kind", "Kurse", "attend"),
        ("I want to note which horses live in which stable", "horses", "stable", "one"),
        ("cada barco pertenece a un socio", "barco", "socio", "one"),
        ("ogni barca appartiene a un socio", "barca", "socio", "one"),
    ],
)
def test_how_relations_are_told(said: str, source: str, target: str, kind: str) -> None:
    told = [(one.source, one.target, one.kind) for one in relations_in(said)]
    assert (source, target, kind) in told


@pytest.mark.parametrize("said", ["which horses are the fastest?", "a " * 4_000, "which a " * 30])
def test_other_sentences_tell_of_no_relation(said: str) -> None:
    assert list(relations_in(said)) == []
