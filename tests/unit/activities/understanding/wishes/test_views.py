"""Views are found in the words that ask for them, and only there."""

import pytest

from activities.understanding.marking.reading import mark
from activities.understanding.wishes.views import views_declined, views_in, views_said
from models.specification import View

ASKED = [
    (View.CALENDAR, "A calendar that shows which cottage is booked"),
    (View.CALENDAR, "I want to see the week at a glance with who is on duty"),
    (View.BOARD, "a kanban board for the repairs"),
    (View.BOARD, "columns for to do, doing and done, and I drag the cards"),
    (View.CHART, "a graph of my weight"),
    (View.CHART, "I want to see whether my times get better over the months"),
    (View.STATISTICS, "how many hours did each of us work per month?"),
    (View.STATISTICS, "at the end of the year I need the total per category"),
    (View.CHECKLIST, "I tick off what is packed"),
    (View.CHECKLIST, "our packing list for the hut"),
    (View.REMINDER, "remind me a week before the vaccination"),
    (View.REMINDER, "tell me when a filter is due"),
    (View.SEARCH, "I must be able to find a recipe by typing part of its name"),
    (View.SEARCH, "search by author"),
    (View.FILTER, "show me only the unpaid ones"),
    (View.FILTER, "a filter by colour"),
    (View.EXPORT, "export it as CSV for the accountant"),
    (View.EXPORT, "I want it as an Excel file"),
    (View.IMPORT, "I have it all in an Excel sheet, can that be imported"),
    (View.IMPORT, "take over our old list from excel"),
    (View.SHARING, "my sister and I should both be able to add"),
    (View.SHARING, "the whole team can see it"),
    (View.PHOTO, "with a photo of each stone"),
    (View.PHOTO, "brand, model, picture, serial number"),
    (View.GALLERY, "browse the pictures as a grid"),
    (View.GALLERY, "a gallery of all pots"),
    (View.CARDS, "shown as cards"),
    (View.CARDS, "I'd like a card view of the recipes"),
    (View.MAP, "show the nests on a map"),
    (View.MAP, "a map with pins would be nice"),
    (View.PRINT, "I want to print the list"),
    (View.PRINT, "must be printable"),
    (View.LOGIN, "everybody needs their own password"),
    (View.LOGIN, "people log in with their name"),
    (View.RECURRING, "tasks that repeat every week"),
    (View.RECURRING, "whose turn it is goes round"),
    (View.HISTORY, "keep the history of each tool"),
    (View.HISTORY, "who had it before should stay visible"),
]
NOT_ASKED = [
    (View.FILTER, "the cottage: who is there, and a list of things that are broken"),
    (View.CALENDAR, "No calendar please, a list of pots will do"),
    (View.CALENDAR, "the paper calendar on the fridge is full"),
    (View.MAP, "a map of the world poster, mugs and pens: name, price"),
    (View.MAP, "I don't need a map"),
    (View.CHART, "chart music singles: title, artist, label"),
    (View.CHART, "my neighbour has charts in his app, but I just want the list"),
    (View.PHOTO, "We don't want photos"),
    (View.PHOTO, "photo studio hire: room, date, client"),
    (View.REMINDER, "no reminders, please: names and numbers"),
    (View.BOARD, "board games with name and number of players"),
    (View.BOARD, "the board of the club: name, office, since"),
    (View.PRINT, "3d prints I made: file, filament, hours"),
    (View.PRINT, "no printing needed"),
    (View.HISTORY, "history books: title, author, period"),
    (View.LOGIN, "It doesn't need a login"),
    (View.CHECKLIST, "tick bites of the dog: date, place on the body"),
    (View.SEARCH, "my job search: company, position, applied on"),
    (View.SHARING, "flat shares I looked at: address, rent, size"),
]


@pytest.mark.parametrize(("view", "text"), ASKED)
def test_a_view_that_is_asked_for_is_found(view: View, text: str) -> None:
    assert view in views_said(text)


@pytest.mark.parametrize(("view", "text"), NOT_ASKED)
def test_denials_tales_and_namesakes_are_no_wish(view: View, text: str) -> None:
    assert view not in views_said(text)


def test_each_view_says_which_words_it_came_from() -> None:
    text = "Bikes with frame number. A photo of each, and a map."
    found = views_in(text, mark(text))
    assert "photo" in found[View.PHOTO][0]
    assert all(words in text for words, _ in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "Volunteers and shifts. Two people minimum on each shift.",
        "Lessons with pupil and length. We should see, how many hours each has had.",
        "Kids' clothes with size and box. So I know what we've got before I buy new.",
    ],
)
def test_nobody_else_looks_on_and_nothing_old_is_kept_unless_it_is_said(text: str) -> None:
    found = views_in(text, mark(text))
    assert View.SHARING not in found
    assert View.HISTORY not in found


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (View.SHARING, "we should see it all, from both phones"),
        (View.SHARING, "several people enter their hours"),
        (View.HISTORY, "I want a history of changes"),
    ],
)
def test_what_is_said_is_found(view: View, text: str) -> None:
    assert view in views_said(text)


@pytest.mark.parametrize(
    ("text", "declined"),
    [
        ("Boats: name. Trips: boat, date. No double bookings!", False),
        ("Boats: name. Trips: boat, date. No calendar please.", True),
    ],
)
def test_no_double_bookings_is_no_word_against_a_calendar(text: str, declined: bool) -> None:
    assert (View.CALENDAR in views_declined(text)) is declined
