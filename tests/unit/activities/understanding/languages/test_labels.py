"""Whatever is added to what a person said is labelled in their language."""

import pytest

from activities.design.fitting.adding import with_room_for
from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.answers import apply_answers
from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import choices_in, is_slip, say_in, with_small_i
from activities.understanding.languages.vocabulary import LANGUAGES, vocabulary
from activities.understanding.modification import modify
from activities.understanding.questions import questions_for
from activities.understanding.text.cleaning import split_items
from models.specification import DataModel, Entity, FieldSpecification, FieldType, View


def _usual_labels() -> set[str]:
    """Return the labels of all things that are known, and of their fields."""
    things = load().things.values()
    words = [item for thing in things for item in split_items(f"{thing.fields}, {thing.extras}")]
    return {infer(item).label.lower() for item in words} | {one.label.lower() for one in things}


def _labels_for_views() -> set[str]:
    """Return the labels of the fields that any view needs."""
    field = FieldSpecification(name="words", label="Words", type=FieldType.TEXT)
    entity = Entity(
        name="thing", label="Thing", plural_label="Things", fields=(field,), title_field="words"
    )
    kept = DataModel(entities=(entity,))
    models = (with_room_for({view}, kept) for view in View)
    return {made.label.lower() for one in models for made in one.entities[0].fields[1:]}


def _usual_choices() -> set[tuple[str, ...]]:
    """Return the choices of all things that are known, and those that any view brings."""
    things = load().things.values()
    words = [item for thing in things for item in split_items(f"{thing.fields}, {thing.extras}")]
    field = FieldSpecification(name="words", label="Words", type=FieldType.TEXT)
    entity = Entity(
        name="thing", label="Thing", plural_label="Things", fields=(field,), title_field="words"
    )
    kept = DataModel(entities=(entity,))
    added = [f for v in View for f in with_room_for({v}, kept).entities[0].fields]
    return {infer(item).choices for item in words} | {one.choices for one in added}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_that_is_assumed_is_known_in_every_language(language: str) -> None:
    usual = {choices for choices in _usual_choices() if choices}
    same = {("vinyl", "CD", "digital")}
    assert ("to do", "doing", "done") in usual
    assert [one for one in usual - same if choices_in(one, language) == one] == []


def test_choices_that_nobody_told_are_in_the_persons_language() -> None:
    (kept,) = analyse("Meine Ausgaben").entities
    category = next(field for field in kept.fields if field.type is FieldType.CHOICE)
    assert category.choices[:2] == ("Wohnen", "Lebensmittel")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_that_can_be_added_is_known_in_every_language(language: str) -> None:
    own = vocabulary(language).own
    usual = _usual_labels() | _labels_for_views()
    assert {"due date", "done", "repeats", "skills"} <= usual
    assert sorted(usual - own.keys()) == []


def test_a_view_brings_its_fields_in_the_persons_language() -> None:
    understood = analyse("Meine Aufgaben mit Titel")
    asked = understood.model_copy(update={"views": (View.REMINDER,)})
    labels = [field.label for field in write_specification(asked).data_model.entities[0].fields]
    assert labels == ["Titel", "Fällig am", "Erledigt"]


def test_a_view_that_is_wished_later_brings_them_so_too() -> None:
    before = write_specification(analyse("Eine Liste der Weine mit Name und Jahrgang"))
    (wine,) = modify(before, "add a checklist", live=True).specification.data_model.entities
    assert [field.label for field in wine.fields] == ["Name", "Jahrgang", "Erledigt"]


def test_what_is_offered_is_offered_in_the_persons_language_and_taken_so() -> None:
    understood = analyse("Lista de plantas")
    questions = questions_for(understood)
    assert questions[0].text == ("Besides “Nombre”, what would you like to note of each “Planta”?")
    assert questions[0].options[-3:] == ("Plantado el", "Luz", "Notas")
    after = apply_answers(understood, questions, {questions[0].id: ("Plantado el",)})
    (plant,) = after.entities
    assert [(field.name, field.label) for field in plant.fields] == [
        ("name", "Nombre"),
        ("planted_on", "Plantado el"),
    ]


def test_english_is_asked_about_without_quotes() -> None:
    (question, *_) = questions_for(analyse("A list of plants"))
    assert question.text == "Besides the name, what would you like to note of each plant?"


@pytest.mark.parametrize(
    ("label", "language", "written"),
    [
        ("Klienci, sprzęt I wypożyczenia", "pl", "Klienci, sprzęt i wypożyczenia"),
        ("Imię I nazwisko", "pl", "Imię i nazwisko"),
        ("Tutti I soci", "it", "Tutti i soci"),
        ("Klasa I", "pl", "Klasa I"),
        ("What I paid", "en", "What I paid"),
        ("Band I neu", "de", "Band I neu"),
    ],
)
def test_a_small_i_between_words_stays_small(label: str, language: str, written: str) -> None:
    assert with_small_i(label, language) == written


def test_people_have_names_in_polish_and_things_are_called() -> None:
    found = analyse("Szkółka: uczniowie z telefonem rodzica, sale z numerem i piętrem")
    labels = {one.name: [field.label for field in one.fields] for one in found.entities}
    assert "Imię i nazwisko" in labels["student"]
    assert all("Imię i nazwisko" not in own for name, own in labels.items() if name != "student")


def test_no_two_fields_are_labelled_alike() -> None:
    (key,) = analyse("Wer hat den Schlüssel: Name, seit wann, zurück").entities
    labels = [field.label for field in key.fields]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("o que levou", "pt", "o que levou"),
        ("a que horas", "pt", "a que horas"),
        ("o preço", "pt", "preço"),
        ("le mie piante", "it", "piante"),
        ("meiner Bücher", "de", "Bücher"),
        ("moje rośliny", "pl", "rośliny"),
        ("das", "de", "das"),
        ("nota del 1 al 5", "es", "nota"),
        ("voto dall'1 al 10", "it", "voto"),
        ("hoe het was van 1 tot 5.", "nl", "hoe het was"),
        ("humeur entre 1 et 10", "fr", "humeur"),
        ("tal giorno", "it", "giorno"),
        ("fecha del 1 de mayo", "es", "fecha del 1 de mayo"),
    ],
)
def test_a_question_keeps_its_article(words: str, language: str, name: str) -> None:
    assert bare(words, language) == name


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("grupos con día y hora", "es", "Lunes"),
        ("Gruppen mit Tag und Uhrzeit", "de", "Montag"),
        ("grupos con día: Monday, Tuesday", "es", "Monday"),
        ("groups with a day", "en", "Monday"),
    ],
)
def test_usual_choices_of_a_field_are_in_the_language(text: str, language: str, first: str) -> None:
    draft = Draft(load())
    day = field_from(infer("weekday"), owner="group")
    told = DraftField(day, "día", STATED)
    draft.entities["group"] = DraftEntity("group", "G", "G", None, "grupos", STATED, [told])
    say_in(draft, language, text, assumed=False)
    assert told.specification.choices[0] == first


@pytest.mark.parametrize(
    ("words", "name", "language", "slip"),
    [
        ("Rechnugen", "invoice", "de", True),
        ("activdades", "activity", "es", True),
        ("Recetass", "recipe", "es", True),
        ("Rechnungen", "invoice", "de", False),
        ("alumna", "student", "es", False),
        ("Mitarbeiterin", "employee", "de", False),
        ("Spiel", "match", "de", False),
    ],
)
def test_a_wrong_letter_is_a_slip_and_an_ending_is_none(
    words: str, name: str, language: str, slip: bool
) -> None:
    assert is_slip(words, name, language) is slip
