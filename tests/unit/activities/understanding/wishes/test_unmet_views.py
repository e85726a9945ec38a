"""Views that would be counted from today or made out of results are said to be left to people."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.wishes.figures import sentences_of, unmet_in


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Totals over the last 90 days.", "window", "Totals over the last 90 days"),
        ("Show how many I ran in the past 6 weeks", "window", "6 weeks"),
        ("Zeig mir die Summe der letzten 30 Tage", "window", "letzten 30 Tage"),
        ("Le total des 90 derniers jours", "window", "90 derniers jours"),
        ("El total de los últimos 90 días", "window", "últimos 90 días"),
        ("Il totale degli ultimi 90 giorni", "window", "ultimi 90 giorni"),
        ("Het totaal van de laatste 90 dagen", "window", "laatste 90 dagen"),
        ("Show me who hasn't come for 8 weeks.", "since", "who hasn't come for 8 weeks"),
        ("the ones not watered for 10 days", "since", "ones not watered for 10 days"),
        ("Wer seit 8 Wochen nicht da war", "since", "seit 8 Wochen nicht"),
        ("Ceux qui ne sont pas venus depuis 8 semaines", "since", "depuis 8 semaines"),
        ("Ver quién no vino desde hace 8 semanas", "since", "hace 8 semanas"),
        ("Chi non viene da 8 settimane", "since", "da 8 settimane"),
        ("Show me who is eligible for a free coffee", "entitled", "eligible for a free coffee"),
        ("They can't give again until 12 weeks after the last time", "entitled", "until 12 weeks"),
        ("Who may give again after 12 weeks?", "entitled", "again after 12 weeks"),
        ("Wer ist wieder berechtigt?", "entitled", "berechtigt"),
        ("Standings by wins, then points.", "standings", "Standings by wins, then points"),
        ("A league table would be great", "standings", "league table"),
        ("Eine Rangliste nach Punkten", "standings", "Rangliste nach Punkten"),
        ("How far are we off the target of £500?", "target", "target of £500"),
        (
            "I want costs per show against the budget.",
            "target",
            "costs per show against the budget",
        ),
        ("and the average days until repaired", "figure", "average days until repaired"),
        ("How much is missing to our goal", "target", "How much is missing to our goal"),
        ("Wie viel fehlt bis zum Ziel?", "target", "Wie viel fehlt bis zum Ziel"),
        ("Combien il nous manque pour atteindre l'objectif", "target", "objectif"),
        ("I sell at 2.5 times the cost.", "figure", "2.5 times the cost"),
        ("It shows a weighted average of the marks", "figure", "weighted average"),
        ("How much I owe her at 11 euros the hour", "figure", "at 11 euros the hour"),
        ("cuánto le debo a 11 euros la hora", "figure", "a 11 euros la hora"),
        ("Wie viel ich ihr zu 12 Euro die Stunde schulde", "figure", "zu 12 Euro die Stunde"),
        ("juice left per customer", "figure", "juice left per customer"),
        ("How many are left after what I sold?", "figure", "left after what I sold"),
    ],
)
def test_what_is_counted_from_today_or_out_of_results(text: str, kind: str, words: str) -> None:
    found = [one for one in unmet_in(text) if one.kind == kind]
    assert any(words in one.words for one in found), unmet_in(text)
    assert sentences_of(found)


@pytest.mark.parametrize(
    "text",
    [
        "I have collected bottles for the last 20 years: name, dairy.",
        "In the last 3 years I lost ten kilos. Weight and date.",
        "I haven't smoked for 3 years.",
        "Tablets: name, dose, how many days.",
        "Members with name, points and rank.",
        "Pupils: name, whether they are eligible.",
        "Yoga: when they bought it, whether it's paid and how many are left.",
        "Wine: name, bottles left.",
        "I charge 40 euros an hour. Customers: name.",
        "Savings: goal, saved so far.",
        "Tables in the restaurant: number, seats.",
        "No standings please, only the results.",
        "Die letzten 3 Kunden: Name.",
        "J'habite ici depuis 8 ans.",
    ],
)
def test_stories_and_fields_ask_for_nothing(text: str) -> None:
    assert unmet_in(text) == ()


def test_a_target_that_is_kept_is_compared_with() -> None:
    understood = analyse(
        "Savings: name, saved amount, goal amount. Show how far we are off the goal."
    )
    assert not any("target" in sentence for sentence in compose(Said(understood)).left_out)


def test_it_is_said_in_the_proposal() -> None:
    written = compose(Said(analyse("Flights: date, plane, hours. Totals over the last 90 days.")))
    assert any("Totals over the last 90 days" in sentence for sentence in written.left_out)


@pytest.mark.parametrize("word", ["total ", "who not ", "how much ", "can't ", "only 3 "])
def test_long_texts_take_no_time(word: str) -> None:
    unmet_in(word * 2_500)
