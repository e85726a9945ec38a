"""Figures that come out of what is kept are no fields: statistics are asked for."""

import pytest

from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from activities.understanding.mending.totals import _FORMULA, leave_out_totals, without_totals
from models.specification import View

_TOLD = "Repairs: item, brand, owner, kilos and donation per visitor. "
_FIELDS = ("item", "brand", "owner", "kilos", "donation")


def _words(text: str, said: str) -> Words:
    at = text.rindex(said)
    return Words(at, at + len(said), said)


def _marked(text: str, asked: tuple[str, ...], fields: tuple[str, ...] = _FIELDS) -> Marked:
    told = [MarkedField(_first(text, one), one, True, "text", "repair", "", 1.0) for one in fields]
    told += [
        MarkedField(_words(text, one), one, True, "integer", "visitor", "", 1.0) for one in asked
    ]
    things = [
        MarkedThing(_first(text, "Repairs"), "repair", True, 1.0),
        MarkedThing(_first(text, "visitor"), "visitor", True, 0.6),
    ]
    return Marked(tuple(things), tuple(told), (MarkedRelation("repair", "visitor", False, 0.9),))


def _first(text: str, said: str) -> Words:
    at = text.index(said)
    return Words(at, at + len(said), said)


@pytest.mark.parametrize(
    ("language", "asking", "asked"),
    [
        ("en", "At the end of a saturday: how many items, kilos saved, donations total", "items"),
        ("en", "At the end of each month we want to know how many items, percent fixed", "items"),
        ("en", "monthly numbers for the bishop: kilos, donation, people", "people"),
        ("en", "Totals per year: kilos, donation", "donation"),
        ("en", "so per volunteer and quarter I need the sum", "sum"),
        ("de", "Am Ende des Monats: wie viele kilos, donation insgesamt", "donation insgesamt"),
        ("de", "pro Helfer und Quartal brauche ich die Summe", "Summe"),
        ("fr", "À la fin du mois: combien de kilos, donation au total", "donation au total"),
        ("fr", "Chiffres mensuels pour la mairie: kilos, donation", "donation"),
        ("es", "Números mensuales: kilos, donation", "donation"),
        ("it", "Alla fine del mese: quanti kilos, donation in tutto", "donation in tutto"),
        ("nl", "Maandelijkse cijfers: kilos, donation", "donation"),
    ],
)
def test_figures_are_a_wish_for_statistics(language: str, asking: str, asked: str) -> None:
    text = f"{_TOLD}{asking}. Thanks."
    found = without_totals(_marked(text, (asked,)), text, language)
    assert tuple(field.words.text for field in found.fields) == _FIELDS
    assert [wish.kind for wish in found.wishes] == [View.STATISTICS]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"{_TOLD}At the end of each lesson: homework, notes.", ("homework", "notes")),
        (f"{_TOLD}At the end of the day: how many bags, notes.", ("bags", "notes")),
        (f"{_TOLD}Weekly numbers for each team: goals, assists, cards.", ("goals", "assists")),
        (f"{_TOLD}For each invoice I need the total and the date.", ("total", "date")),
        (f"{_TOLD}Monthly report: mood, sleep.", ("mood", "sleep")),
    ],
)
def test_what_is_kept_of_each_stays(text: str, asked: tuple[str, ...]) -> None:
    marked = _marked(text, asked)
    assert without_totals(marked, text, "en") == marked


def test_figures_that_are_all_that_is_told_are_kept() -> None:
    text = "Repairs by a visitor. Monthly numbers: repairs, visitor, kilos."
    marked = _marked(text, ("kilos",), ())
    assert without_totals(marked, text, "en") == marked
    assert leave_out_totals(text, marked) == text


def test_statements_are_read_without_them() -> None:
    text = f"{_TOLD}Totals per year: kilos, donation."
    marked = without_totals(_marked(text, ("donation",)), text, "en")
    assert leave_out_totals(text, marked) == f"{_TOLD.strip()}."


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "Orders: date, boxes sent, boxes back, note. Lost = sent minus back, calculate that.",
            "Lost = sent minus back, calculate that",
        ),
        ("Orders: date, sent, back. Rest is price minus deposit", "Rest is price minus deposit"),
        ("Orders: date, status = new, done, paid.", ""),
        ("Orders: date, sent. The price is 5 euros.", ""),
    ],
)
def test_a_formula_is_no_list(text: str, formula: str) -> None:
    match = _FORMULA.search(text)
    assert (match.group() if match else "") == formula
