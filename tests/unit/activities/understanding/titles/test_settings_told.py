"""What somebody runs or belongs to is the title of several lists."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.titles.settings_told import title_of_whole


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I run a small riding school with my brother near Cork. Horses: name", "Riding school"),
        ("Our sailing club has 40 moorings and nobody knows whose.", "Sailing club"),
        ("Hi! So me and my sister run a vintage cinema. Films: title", "Vintage cinema"),
        ("We keep goats, nine of them, on two fields.", "Goats"),
        ("For a repair café (bring and mend) we need something simple.", "Repair café"),
        ("I manage the stewards for a folk festival. Stewards: name", "Folk festival"),
        ("I am 68 and I belong to a bowls club, the Jacks.", "Bowls club"),
        ("I teach the harp to eleven pupils. Lessons: date", "Harp lessons"),
        ("I'm a volunteer at a donkey sanctuary. Donkeys: name", "Donkey sanctuary"),
        ("I make wedding cakes from home. Orders: date", "Wedding cakes"),
        ("I'm the treasurer of a model railway club. Members: name", "Model railway club"),
        ("We're a tiny puppet theatre run by teachers. Puppets: name", "Puppet theatre"),
        ("Good evening. I'm a dog walker, and my diary is full. Dogs: name", "Dog walker"),
    ],
)
def test_the_first_sentence_says_what_it_is_about(text: str, title: str) -> None:
    assert title_of_whole(text, ("Dogs", "Walks", "Lessons")) == title


@pytest.mark.parametrize(
    "text",
    [
        "I look after my mum, who is 91. Visits: date, who",
        "I run a business. Clients: name, phone",
        "I'm a retired nurse, and I like order. Hens: name, age",
        "We keep records of everything. Books: title",
        "Our kids have lots of toys.",
        "Books: title, author. I belong to a book club.",
        "I keep losing my keys.",
        "I teach history. Hens: name",
        "I make lists. Hens: name",
    ],
)
def test_people_and_asides_are_no_title(text: str) -> None:
    assert title_of_whole(text, ("Hens", "Eggs")) == ""


def test_one_list_keeps_its_own_title() -> None:
    told = "I run a small riding school. Horses: name, breed, date of birth, colour."
    assert analyse(told).title == "Horses"


def test_chatter_is_no_title() -> None:
    told = "So: keepers with phone, ponies with name and breed. Rides: pony, date, price."
    assert analyse(told).title != "So"
