"""How often something happens is no field of it."""

import pytest

from activities.understanding.analysis import analyse


def _labels(text: str) -> set[str]:
    return {field.label.lower() for one in analyse(text).entities for field in one.fields}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tippgemeinschaft: wer spielt jede Woche, Einsatz, bezahlt ja/nein", ("jede", "woche")),
        ("club de loto : qui joue chaque semaine, combien il met, payé ou non",
         ("chaque", "semaine")),
        ("porra del bar: quién juega cada semana, cuánto pone", ("cada semana", "semana")),
        ("Gruppo del calcetto: chi gioca ogni settimana, quota, pagato sì/no",
         ("ogni", "settimana")),
        ("Pokerclub: wie speelt elke week, inleg, betaald ja/nee", ("elke week", "week")),
    ],
)  # fmt: skip
def test_how_often_is_left_out(text: str, words: tuple[str, ...]) -> None:
    assert not _labels(text) & set(words)


def test_an_amount_of_each_month_and_a_week_are_fields() -> None:
    assert "cuánto paga cada mes" in _labels(
        "Alquiler de trasteros: inquilino, cuánto paga cada mes, fecha de pago"
    )
    assert "week" in _labels("Tasks: week, what, who")


def test_what_is_counted_per_day_has_its_day() -> None:
    text = "Wir haben Hühner: wieviele Eier pro Tag, Futter in kg, Wetter (sonnig, bewölkt)"
    assert "tag" in _labels(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Coins: each has a country, a year, a metal, a value", "year"),
        ("Roses: variety, a season they flower in, colour", "season"),
    ],
)
def test_a_year_of_something_is_a_field(text: str, label: str) -> None:
    assert any(label in one for one in _labels(text))
