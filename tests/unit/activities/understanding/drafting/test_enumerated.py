"""Inside one enumeration a new head has details of its own; a rota is read by its days."""

import pytest

from activities.understanding.analysis import analyse

_FAIR = (
    "Parents' committee is organising the school summer fair: stalls, who's running them, shifts "
    "of an hour with two helpers each, things to borrow and from whom, and takings per stall at "
    "the end."
)


def _labels(request_text: str) -> dict[str, list[str]]:
    return {e.plural_label: [f.label for f in e.fields] for e in analyse(request_text).entities}


def test_things_to_borrow_are_a_list() -> None:
    kept = _labels(_FAIR)

    assert kept["Things to borrow"] == ["Thing", "From whom"]
    assert "Takings" in kept["Stalls"]
    assert "Helpers" in {*kept, *kept["Shifts"]}
    assert "From whom" not in kept["Shifts"]


@pytest.mark.parametrize(
    "request_text",
    [
        "Stalls with name and place. Show me the takings per stall.",
        "Projects with name, cost and client. Total cost per project.",
    ],
)
def test_what_is_only_to_be_seen_is_no_field(request_text: str) -> None:
    first = next(iter(_labels(request_text).values()))

    assert "Takings" not in first
    assert sum("cost" in label.lower() for label in first) < 2


def test_turns_of_a_rota_have_no_names() -> None:
    kept = _labels(
        "Church flower rota: Sunday, who's doing the flowers, phone number, any special occasion"
    )

    (labels,) = kept.values()
    assert "Name" not in labels


def test_flowers_have_names() -> None:
    kept = _labels("My flowers: colour, date planted, who gave it to me")

    assert "Name" in next(iter(kept.values()))


def test_where_to_reorder_is_the_minimum() -> None:
    (labels,) = _labels(
        "Small hardware shop. Products with code, name, buying price, how many in stock and the "
        "level at which I must reorder. Tell me when something is running low."
    ).values()

    assert "Minimum stock" in labels
    assert not any("evel at" in label for label in labels)


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Letters: date written, from, to, where it was sent from, a summary", "Sent from"),
        ("recipe book with ingredients, who's recipe it was, and cooking time",
         "Whose recipe it was"),
    ],
)  # fmt: skip
def test_labels_are_the_persons_words(request_text: str, label: str) -> None:
    assert label in next(iter(_labels(request_text).values()))
