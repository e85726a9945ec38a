"""What is asked about each of ours, and about who came, is told plainly."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.asked_about import tell_asked_about


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Which injections did which of my goats get, when",
         "Which injections which goat got, when"),
        ("What repairs did which of our vans have?", "What repairs which van had?"),
        ("Which pills did which cat take, and why", "Which pills which cat took, and why"),
        ("I note which of our hens laid", "I note which hen laid"),
        ("Filters: size, when the next is due", "Filters: size, next due date"),
        ("Checks: who did it and when is the next one due?",
         "Checks: who did it, next due date?"),
        ("Band attendance: who came and who didn't, songs",
         "Band attendance: date, present (yes/no), songs"),
        ("Attendance. Date. Who was there, who wasn\u2019t.",
         "Attendance. Date. Present (yes/no)."),
        ("Pupils. Who turned up / who did not turn up.", "Pupils. Attendance (present yes/no)."),
        ("Rowers: name, date of birth. Attendance: who came and who didn't.",
         "Rowers: name, date of birth. Attendance: date, present (yes/no)."),
        ("Cubs: name, joined date. Camp attendance: who was there, who wasn't",
         "Cubs: name, joined date. Camp attendance: date, present (yes/no)"),
        ("Meetings with date, who attended and who was absent",
         "Meetings with date, who attended"),
    ],
)  # fmt: skip
def test_questions_are_told_plainly(text: str, told: str) -> None:
    assert tell_asked_about(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Which of us pays, and which of the two is next",
        "Which vaccinations did our dogs get",
        "Which of the staff of ours is on duty",
        "Which books did which club choose",
        "Who came, and what they brought",
        "Attendance: who came and who didn't pay",
        "who came to the party and who sent a gift",
        "Tell me when the next one is due",
        "Who pays and who doesn't",
    ],
)
def test_other_questions_stay(text: str) -> None:
    assert tell_asked_about(text) == text


def test_no_list_is_made_of_a_small_word() -> None:
    made = analyse("Which treatments did which of our horses get and when is the next one due")
    assert {"Treatment", "Horse"} <= {one.label for one in made.entities}
    assert "Of" not in {one.label for one in made.entities}


@pytest.mark.parametrize(
    "text", ["which of our a " * 550, "who came, " * 800, "which a did " * 660]
)
def test_hostile_texts_are_read_soon(text: str) -> None:
    assert tell_asked_about(text)
