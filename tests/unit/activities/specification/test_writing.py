"""Specifications: what was said becomes requirements, limits and plain words."""

import pytest

from activities.design.promises import NOT_YET, promised
from activities.specification.writing import Said, compose, write_specification
from models.errors import RequestRefused
from models.proposal import SummaryPart, flattened
from models.specification import (
    ApplicationSpecification,
    Complexity,
    View,
)
from tests.unit.activities.specification.said import QUESTION, REQUEST, budget, entity


def test_requirements_name_the_sentence_that_they_came_from() -> None:
    specification = compose(Said(budget(), request=REQUEST)).specification
    sources = {item.statement: item.source for item in specification.functional}
    belongs = "Each expense belongs to a category with a monthly limit;"
    assert sources["Each expense can belong to one category."] == belongs
    noted = "We note expenses with amount in $ and date!"
    assert sources["Expenses can be listed, added, shown, changed and deleted."] == noted
    assert specification.functional[0].id == "F-1"
    assert specification.non_functional[0].id == "N-1"
    assert "$" in specification.functional[1].source
    assert specification.metadata.currency == "USD"


def test_requirements_name_the_answer_that_they_came_from() -> None:
    said = Said(budget(), (QUESTION,), {QUESTION.id: ("Notes",)}, request=REQUEST)
    sources = {r.statement: r.source for r in compose(said).specification.functional}
    fields = next(
        source for statement, source in sources.items() if "Each category has" in statement
    )
    assert fields.startswith("Answer to “Besides the name")
    assert fields.endswith(": Notes")


def test_a_summary_has_three_parts_in_order() -> None:
    sections = compose(Said(budget(), request=REQUEST)).sections
    assert [section.part for section in sections] == [
        SummaryPart.GETS,
        SummaryPart.KEEPS,
        SummaryPart.WILL_NOT,
    ]
    gets, keeps, will_not = (" ".join(section.sentences) for section in sections)
    assert "“Budget”" in gets
    assert "Every list can be searched" in gets
    assert "It keeps expenses" in keeps
    assert "Amounts of money are in USD" in keeps
    assert "It can't send text messages." in will_not
    assert "A calendar shows expenses" in gets


def test_views_that_were_asked_for_are_promised_with_the_words_that_did() -> None:
    specification = compose(Said(budget())).specification
    promised = {r.statement: r.source for r in specification.functional if r.id.startswith("V-")}
    assert "Every list can be searched by its words." in promised
    assert promised["A calendar shows expenses by date."] == "in a calendar"


@pytest.mark.parametrize("view", View)
def test_every_view_is_either_promised_or_named_as_missing(view: View) -> None:
    asked = budget().model_copy(update={"views": (view,), "findings": ()})
    specification = compose(Said(asked)).specification
    had = promised((view,), specification.data_model, specification.features)
    statements = {item.statement for item in specification.functional}
    missing = [r for r in specification.constraints if r.statement.startswith(NOT_YET)]
    assert len(had) + len(missing) == 1
    assert set(had.values()) <= statements


def test_promises_outlive_a_change() -> None:
    before = compose(Said(budget())).specification
    after = compose(Said(budget(), changes=("add a shop to expenses",))).specification
    kept = {r.statement: r.source for r in after.functional}
    assert {r.statement: r.source for r in before.functional if r.id[0] == "V"}.items() <= (
        kept.items()
    )


def test_wishes_in_answers_change_the_specification() -> None:
    said = Said(budget(), (QUESTION,), {QUESTION.id: "monthly limit, but per child"})
    written = compose(said)
    assert "child" in [kept.name for kept in written.specification.data_model.entities]
    assert not written.left_out
    functional = {r.statement: r.source for r in written.specification.functional}
    source = functional["Each category can belong to one child."]
    assert source.startswith("Answer to “Besides the name")
    assert source.endswith(": monthly limit, but per child")


def test_wishes_that_are_not_understood_are_told_and_not_lost() -> None:
    said = Said(budget(), (QUESTION,), {QUESTION.id: "monthly limit, but frobnicate it all often"})
    written = compose(said)
    (told,) = written.left_out
    assert "frobnicate it all often" in told
    assert told in flattened(written.sections)
    assert told in [r.statement for r in written.specification.constraints]


def test_a_new_change_must_be_understood_and_an_old_one_need_not_fit_any_more() -> None:
    with pytest.raises(RequestRefused):
        compose(Said(budget(), changes=("drop the frobnicator",)))
    changes = ("drop the monthly limit", "call it Purse")
    said = Said(budget(), (QUESTION,), {QUESTION.id: ("Notes",)}, changes, settled=1)
    written = compose(said)
    assert written.specification.metadata.title == "Purse"
    assert any("drop the monthly limit" in told for told in written.left_out)


def test_complexity_and_resources_grow_with_what_is_kept() -> None:
    def of(count: int) -> ApplicationSpecification:
        things = tuple(entity(f"thing{n}", f"Thing{n}s") for n in range(count))
        return write_specification(
            budget().model_copy(update={"entities": things, "relations": ()})
        )

    sizes = [of(count) for count in (1, 5, 12)]
    assert [size.metadata.complexity for size in sizes] == [
        Complexity.SIMPLE,
        Complexity.MODERATE,
        Complexity.COMPLEX,
    ]
    memory = [size.resources.memory_mb for size in sizes]
    disk = [size.resources.disk_mb for size in sizes]
    assert memory == sorted(memory)
    assert memory[0] < memory[-1]
    assert disk == sorted(disk)
    assert disk[0] < disk[-1]
    assert f"{memory[-1]} MB of memory" in " ".join(r.statement for r in sizes[-1].non_functional)


def test_the_same_input_gives_the_same_specification() -> None:
    said = Said(budget(), (QUESTION,), {QUESTION.id: "notes and shop"}, request=REQUEST)
    assert compose(said) == compose(said)
