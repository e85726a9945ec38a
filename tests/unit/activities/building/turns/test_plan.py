"""The plan of a build, and what an agent makes of it."""

from activities.building.turns.plan import MOST_TICKED, planned, ticked, with_ticks
from activities.specification.kiro.tasks_file import tasks_file
from tests.unit.activities.building.examples import budget, changed, reading_list


def test_tasks_are_those_of_the_file_in_order() -> None:
    tasks = planned(budget())

    assert [task.number for task in tasks[:2]] == ["1.1", "1.2"]
    assert tasks[-1].stage == "Tests"
    assert all(task.title and not task.done for task in tasks)
    assert len({task.number for task in tasks}) == len(tasks) > 8


def test_what_stays_is_done_already() -> None:
    before = budget()
    after = changed(before, "expense", "amount", label="How much", required=False)
    done = {task.title: task.done for task in planned(after, before)}

    assert all(task.done for task in planned(before, before))
    assert done["Keep Categories"]
    assert not done["Keep Expenses"]
    assert not done["Test everything above"]


def test_a_field_that_no_sentence_names_is_something_to_do() -> None:
    before, after = reading_list(), reading_list(publisher={"label": "Publisher"})
    left = [task.title for task in planned(after, before) if not task.done]

    assert {"Keep Books", "Pages and JSON API of Books", "Test everything above"} <= set(left)


def test_another_name_of_the_application_is_something_to_do() -> None:
    before = reading_list()
    renamed = before.metadata.model_copy(update={"title": "Bookworm"})
    after = before.model_copy(update={"metadata": renamed})
    left = [task.title for task in planned(after, before) if not task.done]

    assert left == ["Pages and JSON API of Books", "Test everything above"]


def test_ticks_are_read_from_whatever_an_agent_has_made_of_the_file() -> None:
    text = "- [x] 1. Stage\n  - [x] 1.1 One\n\t* [X] 1.2 Two\n  - [ ] 1.3 Three\n- [x] 1.1 again\n"
    assert ticked(text) == ("1.1", "1.2")
    assert ticked("- [x] 99999.1 far\n x [x] 2.1 no box\n") == ()
    many = "".join(f"- [x] {a}.{b} t\n" for a in range(1, 90) for b in range(1, 90))
    assert len(ticked(many)) == MOST_TICKED


def test_exactly_what_is_done_is_ticked() -> None:
    plan = tasks_file(reading_list(), done=False)
    numbers = [task.number for task in planned(reading_list())]

    assert with_ticks(plan, numbers) == tasks_file(reading_list(), done=True)
    assert with_ticks(tasks_file(reading_list(), done=True), ()) == plan
    some = with_ticks(plan, ["1.1"])
    assert ticked(some) == ("1.1",)
    assert "- [x] 1. " in some
    assert "- [ ] 2. " in some
