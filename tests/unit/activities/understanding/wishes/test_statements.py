"""Plain statements of what is kept, or of who does what, are not lost without a word."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.wishes.statements import stated_in
from models.conversation import Understanding


def _overlooked(understood: Understanding) -> tuple[str, ...]:
    return tuple(one.evidence for one in understood.findings if one.what == "overlooked")


@pytest.mark.parametrize(
    ("text", "language", "stated"),
    [
        ("Costumes are kept in numbered boxes.", "en", ("Costumes are kept in numbered boxes",)),
        ("Frames are in the cellar.", "en", ("Frames are in the cellar",)),
        ("The keys hang in the hall.", "en", ("The keys hang in the hall",)),
        ("Shoes are hired too.", "en", ("Shoes are hired too",)),
        ("Visitors sign the guest book.", "en", ("Visitors sign the guest book",)),
        ("Members borrow a numbered copy of a score.", "en", ("Members",)),
        ("We also have ladders.", "en", ("ladders",)),
        ("Scores borrow robes.", "en", ("robes",)),
        ("Scores order a number of robes for the season.", "en", ("robes",)),
        ("If nobody answers the door the driver has to note it down!", "en", None),
        ("Someone has one missing, and we charge them £5.", "en", ("charge them £5",)),
        ("Die Hüte liegen im Keller. Schuhe gibt es auch.", "de", None),
        ("Les costumes sont rangés dans des boîtes.", "fr", None),
        ("Los trajes se guardan en cajas. También hay sombreros.", "es", None),
        ("I costumi sono conservati in scatole.", "it", None),
        ("De kostuums liggen in dozen.", "nl", None),
        ("Os fatos estão guardados em caixas.", "pt", None),
        ("Kostiumy leżą w pudełkach.", "pl", None),
    ],
)
def test_what_is_kept_and_who_does_what(
    text: str, language: str, stated: tuple[str, ...] | None
) -> None:
    found = tuple(stated_in(text, language, {"score", "price"}, priced=False, by_whom=False))
    assert found if stated is None else found == stated


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Scores are kept in the cupboard.", "en"),
        ("At the moment it's all kept in a notebook.", "en"),
        ("The list is stored in a spreadsheet.", "en"),
        ("Nobody borrows the ladders.", "en"),
        ("Costumes are not sold.", "en"),
        ("People borrow from each other.", "en"),
        ("Most pay me in cash.", "en"),
        ("Uniform swap shop, primary school.", "en"),
        ("Customer orders for the bakery.", "en"),
        ("The sales orders are in a mess.", "en"),
        ("Parts orders: date, supplier.", "en"),
        ("Scores sell at fairs.", "en"),
        ("Scores order online and collect on Fridays.", "en"),
        ("Scores borrow them for two weeks.", "en"),
        ("Costumes were kept in boxes.", "en"),
        ("My neighbour borrows everything.", "en"),
        ("Beehives, smokers and so on get lent between us.", "en"),
        ("I write it down when it rains.", "en"),
        ("Die Noten und Score liegen im Schrank.", "de"),
        ("Das alles liegt in einem Heft.", "de"),
        ("Gli score sono conservati qui.", "it"),
        ("Faço bolos por encomenda.", "pt"),
        ("In ons naaicafé lenen we patronen uit.", "nl"),
    ],
)
def test_what_is_known_or_no_thing_is_not_named(text: str, language: str) -> None:
    known = {"scores", "Noten"}
    assert not tuple(stated_in(text, language, known, priced=True, by_whom=False))


@pytest.mark.parametrize("text", ["I need the hours per member.", "Stunden pro Mitglied bitte."])
def test_hours_are_missed_where_none_are_kept(text: str) -> None:
    language = "en" if text.isascii() and "the" in text else "de"
    assert tuple(stated_in(text, language, {"member"}, priced=False, by_whom=False))
    for kept in ("Hours", "Stunden", "Duration"):
        assert not tuple(stated_in(text, language, {kept}, priced=False, by_whom=False))


def test_who_borrows_is_known_where_a_field_says_so() -> None:
    assert not tuple(stated_in("Children borrow books.", "en", {"book"}, priced=True, by_whom=True))


@pytest.mark.parametrize(
    ("request_", "overlooked"),
    [
        (
            "Our choir keeps scores with title and composer. Members borrow a copy of a score. "
            "Robes are kept in numbered lockers.",
            ("Robes are kept in numbered lockers",),
        ),
        ("Rowing club: boats with name and seats. Oars are kept in the shed.", None),
        ("Boats with name, seats and colour. Boats are kept in the shed.", ()),
    ],
)
def test_what_a_request_loses(request_: str, overlooked: tuple[str, ...] | None) -> None:
    found = _overlooked(analyse(request_))
    assert found if overlooked is None else found == overlooked


def test_what_is_lost_is_said_in_one_sentence() -> None:
    understood = analyse("Costumes: name, size. Shoes are hired too. Masks are kept in the cellar.")
    [sentence] = [one for one in compose(Said(understood)).left_out if "not understood" in one]
    assert "“Shoes are hired too” and “Masks are kept in the cellar” were not" in sentence


@pytest.mark.parametrize("word", ["borrow ", "the ", "members are kept in ", "if a ", "and "])
def test_long_texts_take_no_time(word: str) -> None:
    assert len(tuple(stated_in(word * 20_000, "en", (), priced=False, by_whom=False))) <= 1
