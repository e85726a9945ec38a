"""The table of what words usually mean is what the annotated requests say."""

from importlib.resources import files

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.knowledge.usual_names import spoken
from activities.understanding.knowledge.usual_names import usual_names as stored_names
from evaluation.training.annotations import load, parse
from evaluation.training.usual_names import table_of, usual_names


def _request(words: str, name: str) -> str:
    return f"=== lang=en cat=list q=0\nMy [{words}|{name}]\n"


def test_what_most_call_it_is_the_usual_name() -> None:
    kids, nippers = parse(_request("kids", "child")), parse(_request("kids", "nipper"))
    assert list(usual_names([kids] * 3)) == [("kids", "child")]
    assert list(usual_names([kids] * 2)) == []
    assert list(usual_names([kids] * 3 + [nippers] * 3)) == []


def test_what_is_its_own_name_needs_no_row() -> None:
    assert list(usual_names([parse(_request("children", "child"))] * 5)) == []


def test_the_stored_table_is_the_counted_one() -> None:
    folder = files("activities.understanding.knowledge")
    stored = folder.joinpath("usual_names.toml").read_text(encoding="utf-8")
    assert stored == table_of(usual_names(load()))


@pytest.mark.parametrize(
    ("words", "name"), [("kids", "child"), ("Ausleihe", "loan"), ("les bénévoles", "volunteer")]
)
def test_words_are_found_as_they_are_spoken(words: str, name: str) -> None:
    assert stored_names()[spoken(words.removeprefix("les "))] == name


def test_a_list_is_called_as_it_was_said_whatever_its_name() -> None:
    (kids,) = analyse("My kids: name, birthday, shoe size").entities
    assert kids.plural_label == "Kids"
