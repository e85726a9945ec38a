"""What was said both ways is quoted, asked about, and settled by the answer."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.answers import apply_answers
from activities.understanding.questions import questions_for
from activities.understanding.wishes.contradictions import contradictions_in
from models.conversation import AnswerValue
from models.specification import FieldType

OPPOSITE = [
    "A diary only I can read. My whole family should be able to open it.",
    "Photos please. Actually no photos at all. Plants with name and place, with a photo of each.",
    "No reminders please, I hate them. Remind me two days before each vaccination.",
    "The register must hold at least 20 boats, at most 12 boats.",
    "Tools: name. Nothing may ever be deleted. Entries are deleted automatically after a year.",
    "Only the secretary may edit the list. Everyone in the club edits it.",
    "I don't want any prices in it. At the end I want the total spent.",
    "No login. Everyone needs their own password.",
    "each key belongs to only one person. Several people have the same key at the same time.",
    "Members mustn't be shown with names, it's anonymous. With the name of the person who voted.",
    "I don't want dates. Sort it by date.",
    "I want no ratings. Books with title, author and rating.",
    "Every task is done by exactly one person. Each task can have several people.",
    "No charts. A chart of the weight would be great.",
    "only I see it, and the whole club edits and sees it",
    "nobody else can see it. My wife must be able to see it",
    "without a calendar. and a calendar by month",
]
ALIKE = [
    "Each book belongs to exactly one shelf. A book can have many authors.",
    "Everyone can see the list but only I can change it.",
    "No prices please, just item and shop.",
    "No dates needed, only the title and author.",
    "Each book stands on exactly one shelf. Two children can use the app.",
    "A list of all members with name and birthday, no age needed.",
    "Nothing about money. Tools with name, owner and condition.",
    "visits: date, who came, notes. No due dates.",
    "Recipes with at most ten ingredients. We have 200 recipes.",
    "I want to keep it forever. Delete button should ask first.",
    "private journal with date and text",
    "our shared shopping list, everyone adds, everyone ticks off",
    "anonymous survey: question, answer, date",
    "No photos of the kids, only photos of the drawings.",
    "once a week we clean: date, who, room",
    "list only for me, my wife has her own",
    "The guest list should stay private. Guests: name, plus one, diet",
    "medicines: name, dose, how often, twice a day or every day; only one per time",
    "no login please, it is only for us at home",
]


@pytest.mark.parametrize("text", OPPOSITE)
def test_opposite_statements_are_both_quoted(text: str) -> None:
    found = contradictions_in(text)
    assert found
    for one in found:
        assert one.first in text
        assert one.second in text


@pytest.mark.parametrize("text", ALIKE)
def test_statements_that_fit_are_no_contradiction(text: str) -> None:
    assert contradictions_in(text) == ()


@pytest.mark.parametrize(("position", "dated"), [(0, False), (1, True)])
def test_the_chosen_statement_is_made_true(position: int, dated: bool) -> None:
    text = "Tools with name and owner. No dates in it please. Sort the tools by date."
    understanding = analyse(text)
    questions = questions_for(understanding)
    asked = next(q for q in questions if q.id == "contradiction.date")
    answers: dict[str, AnswerValue] = {asked.id: asked.options[position]}
    told = apply_answers(understanding, questions, answers)
    types = {field.type for entity in told.entities for field in entity.fields}
    assert (FieldType.DATE in types) is dated
    specification = write_specification(understanding, questions, answers)
    other: dict[str, AnswerValue] = {asked.id: asked.options[1 - position]}
    assert specification != write_specification(understanding, questions, other)


def test_a_decision_stands_among_the_constraints() -> None:
    text = "Members with name and phone. Only I can see it. Everyone should be able to see it."
    understanding = analyse(text)
    questions = questions_for(understanding)
    specification = write_specification(understanding, questions, {})
    assert any(c.statement.startswith("Decided:") for c in specification.constraints)


def test_who_may_not_change_prices_wants_them_kept() -> None:
    told = (
        "Cakes: name, how many and the price of each. My son could look but shouldn't be able to "
        "change the prices."
    )
    assert not contradictions_in(told)


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("Costs: what, price of each. The nanny may see the plan but not the prices.", False),
        ("Stock: crop, price per box. Money from the members isn't needed here.", False),
        ("Tools: name, price of each. I should not see any prices.", True),
        ("Tools: name, price of each. No prices please.", True),
    ],
)
def test_what_somebody_may_not_see_is_kept(text: str, opposed: bool) -> None:
    assert bool(contradictions_in(text)) is opposed
