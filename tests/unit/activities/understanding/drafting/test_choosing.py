"""Statements are taken where they account for what is marked, marks elsewhere."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import Draft
from activities.understanding.drafting.belonging import belong
from activities.understanding.drafting.choosing import statements_suffice, take_things
from activities.understanding.drafting.taken_types import take_types
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from models.specification import FieldType


def draft(**things: str) -> Draft:
    made = Draft(load())
    for thing, fields in things.items():
        entity = made.ensure(thing, thing)
        assert entity is not None
        for field in fields.split(", "):
            entity.add(field, field, 0.95)
    return made


def marked(thing: str, *fields: str) -> Marked:
    def words(text: str) -> Words:
        return Words(0, len(text), text)

    return Marked(
        things=(MarkedThing(words(thing), thing, True, 1.0),),
        fields=tuple(
            MarkedField(words(f), f.replace(" ", "_"), True, "text", thing, "", 1.0) for f in fields
        ),
    )


def test_statements_that_tell_every_marked_field_are_taken() -> None:
    assert statements_suffice(
        draft(book="title, author"), marked("book", "title", "the author"), ""
    )


def test_a_marked_field_that_they_miss_speaks_against_them() -> None:
    assert not statements_suffice(draft(book="title"), marked("book", "title", "who lent it"), "")


def test_another_thing_speaks_against_them() -> None:
    assert not statements_suffice(draft(page="title"), marked("book", "title"), "")


def test_a_second_thing_with_fields_that_they_know_nothing_of_speaks_against_them() -> None:
    one, other = marked("yarn", "colour"), marked("project", "needle size")
    both = Marked(things=one.things + other.things, fields=one.fields + other.fields)

    assert not statements_suffice(draft(project="colour, needle size"), both, "")
    assert statements_suffice(draft(yarn="colour", project="needle size"), both, "")


def test_a_heading_that_is_taken_for_a_thing_does_not() -> None:
    text = "A reading list: books with title and rating"
    heading = MarkedThing(Words(2, 9, "reading"), "reading", True, 0.8)
    book, rating = marked("book", "title"), marked("reading", "rating")
    marks = Marked(things=(heading, *book.things), fields=book.fields + rating.fields)

    assert statements_suffice(draft(book="title, rating"), marks, text)


def test_many_more_fields_than_are_marked_speak_against_them() -> None:
    told = "title, author, garden, weather, mother, holiday"
    assert not statements_suffice(draft(book=told), marked("book", "title", "author"), "")


def test_where_no_field_is_marked_they_are_taken() -> None:
    assert statements_suffice(draft(book="title"), marked("book"), "")
    assert statements_suffice(draft(book="title"), marked("book", "columns"), "")


def test_fields_whose_words_say_no_type_take_the_marked_one() -> None:
    told = draft(word="translation, times wrong, amount")
    marks = marked("word", "translation", "times wrong", "amount")
    numbers = tuple(f._replace(type="integer") for f in marks.fields[1:])
    take_types(told, marks._replace(fields=(marks.fields[0], *numbers)))
    types = {
        f.specification.label: f.specification.type.value for f in told.entities["word"].fields
    }
    assert types == {"Translation": "text", "Times wrong": "integer", "Amount": "money"}


def test_marked_things_are_kept_where_no_field_is_told() -> None:
    told = draft(neighbour="name")
    take_things(told, marked("tools"))
    assert set(told.entities) == {"neighbour", "tool"}


def test_marked_things_add_nothing_where_fields_or_no_things_are_told() -> None:
    told = draft(book="title")
    take_things(told, marked("shelves", "title"))
    assert set(told.entities) == {"book"}
    nothing = Draft(load())
    take_things(nothing, marked("tools"))
    assert not nothing.entities


def test_things_that_belong_to_one_that_they_know_nothing_of_speak_against_them() -> None:
    loan, tablet = marked("loan"), marked("tablet")
    tied = MarkedRelation("loan", "tablet", many=False, confidence=0.9)
    marks = Marked(things=loan.things + tablet.things, relations=(tied,))

    assert not statements_suffice(draft(loan="borrower"), marks, "")
    assert statements_suffice(draft(loan="tablet"), marks, "")
    assert statements_suffice(draft(loan="borrower", tablet="name"), marks, "")


def test_what_is_only_named_where_nothing_is_marked_is_no_list() -> None:
    understood = analyse(
        "I want to keep track of my pets' vet visits. Pets: name, species, date of birth, chip "
        "number. Vet visits: date, reason, diagnosis, cost. Food and walks we manage without a "
        "computer."
    )
    assert {one.name for one in understood.entities} == {"pet", "vet_visit"}


@pytest.mark.parametrize(
    ("request_text", "entity", "kind"),
    [
        (
            "Archery club. Archers have a name and handicap. Every round shot: archer, date, round "
            "name, score, number of golds.",
            "round_shot",
            FieldType.INTEGER,
        ),
        ("Football matches: date, opponent, score, scorer.", "match_name", FieldType.TEXT),
    ],
)
def test_a_score_between_two_is_no_number(request_text: str, entity: str, kind: FieldType) -> None:
    found = next(one for one in analyse(request_text).entities if one.name == entity)
    assert next(f.type for f in found.fields if f.label == "Score") is kind


def test_a_coach_is_none_of_the_players_that_name_their_team() -> None:
    found = analyse("Teams: name, age group, coach. Players: first name, last name, team.")
    assert {(one.source, one.target) for one in found.relations} == {("player", "team")}
    team = next(one for one in found.entities if one.name == "team")
    assert "coach" in {field.name for field in team.fields}


def test_nothing_is_kept_that_nothing_names() -> None:
    found = analyse(
        "Garage association, 20 garages. Each garage has a number and the yearly rent. Each garage "
        "is let to one member, and members have name, address, phone, date joined."
    )
    assert {one.name for one in found.entities} == {"garage", "member"}


def test_what_is_called_like_another_list_belongs_to_it() -> None:
    made = draft(item="name, donor", donor="name, phone", loan="start date, place")
    belong(made)
    ends = {(link.relation.source, link.relation.target) for link in made.links}
    assert ("item", "donor") in ends
    assert "donor" not in made.entities["item"].names()
    assert "place" in made.entities["loan"].names()


def test_which_piece_is_one_of_the_only_list_that_is_described() -> None:
    found = analyse(
        "We own sheet music (title, composer, copies). Members: name, email. I want to know which "
        "member has borrowed which piece, when it went out and when it came back."
    )
    assert "piece" not in {one.name for one in found.entities}
    assert len(found.entities) == 3


def test_pieces_of_which_fields_are_told_stay() -> None:
    found = analyse("Pieces: title, composer. Concerts: date, place, and which pieces we play.")
    assert {one.name for one in found.entities} == {"piece", "concert"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sauces: name, heat from 1 to 5 stars, country", FieldType.RATING),
        ("Races: name, heat from 1 to 5, place", FieldType.INTEGER),
    ],
)
def test_stars_are_a_rating_whatever_they_are_of(text: str, kind: FieldType) -> None:
    (entity,) = analyse(text).entities
    assert kind in {field.type for field in entity.fields if field.name.startswith("heat")}
