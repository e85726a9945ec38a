"""Two fields in one phrase are both told whole."""

from activities.understanding.drafting.pairs import told_whole
from activities.understanding.marking.marks import MarkedField, Words

_TEXT = "km at start and end, driver"


def _field(words: str, kind: str = "text") -> MarkedField:
    start = _TEXT.index(words)
    return MarkedField(
        Words(start, start + len(words), words), words.replace(" ", "_"), True, kind, "trip", "", 1
    )


def test_the_second_of_a_pair_shares_the_words_and_the_type_of_the_first() -> None:
    start, end, driver = told_whole(
        _TEXT, [_field("km at start", "integer"), _field("end", "time"), _field("driver")]
    )
    assert (start.name, start.type) == ("km_at_start", "integer")
    assert (end.name, end.type) == ("km_at_end", "integer")
    assert end.words.text == "km at start and end"
    assert driver == _field("driver")


def test_the_first_of_a_pair_shares_the_last_words_of_the_second() -> None:
    text = "guests: arrival and departure date"
    fields = [
        MarkedField(Words(text.index(words), text.index(words) + len(words), words),
                    words, True, kind, "guest", "", 1)
        for words, kind in (("arrival", "text"), ("departure date", "date"))
    ]  # fmt: skip
    arrival, departure = told_whole(text, fields)
    assert (arrival.name, arrival.type) == ("arrival_date", "date")
    assert departure == fields[1]


def test_two_that_were_marked_as_one_are_two() -> None:
    text = "bowls: photo before and after"
    words = Words(7, len(text), "photo before and after")
    told = told_whole(text, [MarkedField(words, "photo", True, "photo", "bowl", "", 1)])
    assert [(one.name, one.type) for one in told] == [
        ("photo_before", "photo"),
        ("photo_after", "photo"),
    ]


def test_words_that_are_no_opposites_stay_apart() -> None:
    assert list(told_whole(_TEXT, [_field("km at start"), _field("driver")])) == [
        _field("km at start"),
        _field("driver"),
    ]


def test_nothing_is_told_of_nothing() -> None:
    assert not list(told_whole("", []))


def test_a_name_right_behind_somebody_is_theirs() -> None:
    text = "donations: donor name, email"

    def field(words: str) -> MarkedField:
        start = text.index(words)
        place = Words(start, start + len(words), words)
        return MarkedField(place, words, True, "text", "donation", "", 1)

    told = list(told_whole(text, [field("donor"), field("name"), field("email")]))
    assert [one.name for one in told] == ["donor_name", "email"]


def test_what_was_done_to_one_card_is_told_by_yes_or_no() -> None:
    text = "QSL card sent/received"
    field = MarkedField(Words(0, len(text), text), "qsl_card", True, "choice", "contact", "", 1)
    sent, received = told_whole(text, [field])
    assert (sent.name, sent.type) == ("qsl_card_sent", "yes_no")
    assert (received.said, received.type) == ("QSL card received", "yes_no")


def test_a_field_that_leads_on_to_a_verb_is_told_whole() -> None:
    text = "famiglie: nome, quanti gatti possono prendere, telefono"
    words = "quanti gatti possono"
    start = text.index(words)
    told = MarkedField(
        Words(start, start + len(words), words), "capacity", False, "integer", "family", "", 1
    )
    (whole,) = told_whole(text, [told], "it")
    assert whole.words.text == "quanti gatti possono prendere"
    (same,) = told_whole(text.replace(" prendere", ""), [told], "it")
    assert same == told
