"""A wish that can't be met is quoted in a clause that can be read, in the person's own words."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.figures import Unmet, without_figures
from activities.understanding.wishes.quoting import in_full
from models.conversation import BeyondLimit, Limit


@pytest.mark.parametrize(
    ("text", "limit", "words"),
    [
        (
            "Could it also send the invoice by email by itself?",
            Limit.EMAIL_SENDING,
            "send the invoice by email by itself",
        ),
        ("And could it text the guests?", Limit.SMS, "text the guests"),
        (
            "People should pay right in the app with paypal.",
            Limit.PAYMENTS,
            "pay right in the app with paypal",
        ),
        (
            "Owners should get a whatsapp the day before.",
            Limit.SMS,
            "get a whatsapp the day before",
        ),
        ("Nice if they got an SMS when the box is there.", Limit.SMS, "an SMS"),
        (
            "Scanning the card with the phone would speed things up.",
            Limit.HARDWARE,
            "Scanning the card with the phone",
        ),
    ],
)
def test_the_quotation_is_a_clause(text: str, limit: Limit, words: str) -> None:
    assert {one.limit: one.words for one in beyond_limits(text)}[limit] == words


def test_a_wish_in_another_language_is_quoted_as_it_was_written() -> None:
    text = "Clientes con teléfono y citas con fecha y precio. y que les mande un whatsapp"
    quoted = [one.words for one in analyse(text).beyond if one.limit is Limit.SMS]
    assert quoted
    assert quoted[0] in text


def test_what_is_looked_up_at_a_service_is_not_guessed() -> None:
    text = "Records with artist, title. If it could look the value up on discogs by itself."
    assert {one.limit for one in analyse(text).beyond} == {Limit.EXTERNAL_SERVICE}


@pytest.mark.parametrize(
    ("words", "kept"),
    [("usage should come out by itself", False), ("the meter should update by itself", True)],
)
def test_a_figure_asks_for_no_device_unless_one_is_named(words: str, kept: bool) -> None:
    wish = BeyondLimit(limit=Limit.HARDWARE, words=words, explanation="No devices.")
    assert bool(without_figures((wish,), (Unmet("figure", words),))) is kept


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        (
            "stars. show only the five star ones sometimes",
            "show only",
            "show only the five star ones sometimes",
        ),
        ("see only the open ones, please", "see only", "see only the open ones"),
        ("filter by room and by year", "filter by room", "filter by room"),
    ],
)
def test_a_few_words_are_quoted_with_what_they_are_for(text: str, said: str, words: str) -> None:
    assert in_full(text, said) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Registro de averías: portal, fecha. También quisiera que se enviara un SMS al vecino "
            "cuando esté resuelto.",
            "se enviara un SMS al vecino cuando esté resuelto",
        ),
        (
            "Leden: naam, huisnummer. Uitleningen: wie leent wat, tot wanneer. Liefst een mailtje "
            "als iemand te laat is met terugbrengen",
            "een mailtje als iemand te laat is met terugbrengen",
        ),
    ],
)
def test_a_wish_in_another_language_is_quoted_to_its_end(text: str, words: str) -> None:
    assert [wish.words for wish in analyse(text).beyond] == [words]
