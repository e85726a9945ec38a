"""Where things came from: the sentence around the words, whatever the sentence is."""

from activities.specification.tracing import sources_of
from models.conversation import Finding
from tests.timing import growth
from tests.unit.activities.specification.said import budget


def traced(words: str, request: str) -> str:
    finding = Finding(what="entity=expense", evidence=words, confidence=1)
    understanding = budget().model_copy(update={"findings": (finding,)})
    return sources_of(understanding, request)["expense"]


def test_the_sentence_that_holds_the_words_is_quoted() -> None:
    request = "Hello there. We note every  EXPENSE\twith its amount! And more."
    assert traced("every expense", request) == "We note every EXPENSE with its amount!"


def test_words_that_stand_nowhere_are_quoted_themselves() -> None:
    assert traced("purchases", "We note expenses.") == "purchases"


def test_of_a_long_sentence_the_part_around_the_words_is_quoted() -> None:
    request = "and ".join(["one thing "] * 100) + "then the wanted words " + "and more " * 100
    found = traced("the wanted words", request)
    assert "the wanted words" in found
    assert len(found) <= 300
    assert found.startswith("…")
    assert found.endswith("…")


def test_many_findings_in_the_longest_request_take_no_time() -> None:
    request = ("We keep a thing with a name and a date. " * 500)[:20_000]
    short = request[:5_000]
    findings = tuple(
        Finding(what=f"field=expense.f{number}", evidence=f"nowhere {number}", confidence=1)
        for number in range(300)
    )
    understanding = budget().model_copy(update={"findings": findings})
    grown = growth(
        lambda: sources_of(understanding, short), lambda: sources_of(understanding, request)
    )
    assert grown < 10
