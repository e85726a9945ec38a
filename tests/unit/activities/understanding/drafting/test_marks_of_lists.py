"""Marks of fields stand with the list that their heading, their colon and their scale tell."""

import pytest

from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from activities.understanding.mending.bracketed import with_brackets
from activities.understanding.mending.colon_choices import chosen_behind_colon
from activities.understanding.mending.headed_lists import owned_by_heading
from activities.understanding.mending.looked_up import without_looked_up
from activities.understanding.mending.measured_things import with_measures


def _at(text: str, words: str, behind: int = 0) -> Words:
    start = text.index(words, behind)
    return Words(start, start + len(words), words)


def _thing(text: str, words: str, name: str, behind: int = 0) -> MarkedThing:
    return MarkedThing(_at(text, words, behind), name, True, 0.9)


def _field(text: str, words: str, owner: str, kind: str = "text", values: str = "") -> MarkedField:
    return MarkedField(_at(text, words), words, True, kind, owner, values, 0.9)


_GIVEN = "Jars: size, lid. Swaps we make: with whom, swapped on, did it keep"


def test_a_heading_owns_its_fields() -> None:
    things = (_thing(_GIVEN, "Jars", "jar"), _thing(_GIVEN, "Swaps", "swap"))
    told = ("size", "lid", "with whom", "swapped on", "did it keep")
    marked = Marked(things, tuple(_field(_GIVEN, words, "jar") for words in told))
    owners = [field.owner for field in owned_by_heading(marked, _GIVEN).fields]
    assert owners == ["jar", "jar", "swap", "swap", "swap"]


def test_a_heading_of_which_more_is_told_owns_nothing_else() -> None:
    text = "Swaps: swapped on. Swaps and jars: size, lid. Jars: colour"
    things = (_thing(text, "Swaps", "swap"), _thing(text, "jars", "jar"))
    fields = (_field(text, "swapped on", "swap"), _field(text, "size", "jar"))
    marked = Marked(things, (*fields, _field(text, "colour", "jar")))
    assert owned_by_heading(marked, text) == marked


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("Crew with cabin, and role: cook, deckhand, owner.", "role", "cook, deckhand, owner"),
        ("Wells: depth, status: dry, flowing or capped", "status", "dry, flowing or capped"),
    ],
)
def test_values_behind_a_colon_are_chosen(text: str, name: str, values: str) -> None:
    inside = [_field(text, word, "one") for word in values.replace(" or ", ", ").split(", ")]
    marked = Marked(fields=(_field(text, name, "one"), *inside))
    (field,) = chosen_behind_colon(marked, text).fields
    assert (field.values, field.type) == (values, "choice")


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("Wells: depth, type: name, date", "type", "name"),
        ("Type: pump, filter. Wells: depth", "Type", "pump"),
        ("Wells: depth, category: those we own, those we rent", "category", "those we own"),
    ],
)
def test_fields_behind_a_colon_stay_fields(text: str, name: str, other: str) -> None:
    marked = Marked(fields=(_field(text, name, "well"), _field(text, other, "well")))
    assert chosen_behind_colon(marked, text) == marked


@pytest.mark.parametrize(
    ("text", "words", "values", "kind", "said"),
    [
        ("Violas: varnish 1 to 5, maker", "varnish", "1", "rating", "varnish"),
        ("Riders: level (1 to 8), phone", "level", "1 to", "integer", "level"),
        (
            "Calls: how it went from 1 to 5, by",
            "how it went from 1 to",
            "",
            "rating",
            "how it went",
        ),
        ("Kilns: shelf 1-5, glaze", "shelf", "", "choice", "shelf"),
        ("Kilns: cone 1 to 5 hours, glaze", "cone", "", "choice", "cone"),
        ("Kilns: cone (1, 2, 3), glaze", "cone", "1, 2, 3", "choice", "cone"),
    ],
)
def test_a_scale_is_no_value(text: str, words: str, values: str, kind: str, said: str) -> None:
    marked = Marked(fields=(_field(text, words, "one", "choice", values),))
    (field,) = with_brackets(marked, text).fields
    assert (field.type, field.words.text) == (kind, said)


def test_what_is_measured_is_a_field_of_the_measuring() -> None:
    text = "Every week we measure them, so height in cm with date"
    things = (_thing(text, "measure", "measurement"), _thing(text, "height", "measurement"))
    marked = with_measures(Marked(things, (_field(text, "date", "measurement"),)), text)
    assert [field.words.text for field in marked.fields] == ["height in cm", "date"]
    assert len(marked.things) == 1


def test_a_list_that_only_a_measure_names_stays() -> None:
    text = "A weight log with weight and date"
    marked = Marked((_thing(text, "weight", "weight"),), (_field(text, "date", "weight"),))
    assert with_measures(marked, text) == marked


_ASKS = "Teas: name, tin. Tins: shelf. So I can look up which blends contain ginger"


def test_what_is_only_looked_up_is_no_list() -> None:
    kept = (_thing(_ASKS, "Teas", "tea"), _thing(_ASKS, "Tins", "tin"))
    things = (*kept, _thing(_ASKS, "blends", "blend"))
    told = (_field(_ASKS, "name", "tea"), _field(_ASKS, "shelf", "tin"))
    marked = Marked(things, (*told, _field(_ASKS, "ginger", "blend")))
    assert without_looked_up(marked, _ASKS) == Marked(kept, told)
    related = marked._replace(relations=(MarkedRelation("blend", "tea", False, 0.9),))
    assert without_looked_up(related, _ASKS) == related


def test_a_scale_is_no_end_of_a_number() -> None:
    text = "Rides: day, saddle 1 to 5."
    marked = Marked(fields=(_field(text, "saddle 1 to", "ride", "integer"),))
    (field,) = with_brackets(marked, text).fields
    assert (field.type, field.words.text) == ("rating", "saddle")


def test_a_number_stays_one() -> None:
    text = "Rides: day, saddles 1 to 5."
    marked = Marked(fields=(_field(text, "saddles", "ride", "integer"),))
    assert with_brackets(marked, text).fields[0].type == "integer"
