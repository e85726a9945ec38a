"""A figure that is told in its parts is told as several figures."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.split_figures import tell_split_figures
from models.fields import FieldType


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Proposals: text, result of the vote (for / against / abstained), proposer",
            "Proposals: text, votes for, votes against, abstentions, proposer",
        ),
        ("en", "score (home/away), referee", "home score, away score, referee"),
        ("en", "goals (us, them)", "our goals, their goals"),
        ("en", "cost (estimated, actual)", "estimated cost, actual cost"),
        ("en", "weight (before / after)", "weight before, weight after"),
        ("de", "Kosten (geschätzt, tatsächlich)", "geschätzte Kosten, tatsächliche Kosten"),
        ("fr", "vote (pour / contre / abstention)", "voix pour, voix contre, abstentions"),
        ("nl", "uren (gepland, gewerkt)", "geplande uren, gewerkte uren"),
        ("en", "result (won / lost / drawn)", None),
        ("en", "venue (home / away)", None),
        ("en", "price (cash / card)", None),
        ("en", "score (home)", None),
        ("en", "hours (planned, worked, notes)", None),
    ],
)
def test_parts_of_a_figure_are_figures(language: str, text: str, told: str | None) -> None:
    assert tell_split_figures(text, language) == (told or text)


def test_votes_are_numbers_of_what_was_voted_on() -> None:
    request = "Proposals: title, date, result of vote (for / against / abstain numbers), proposer"
    (proposal,) = analyse(request).entities
    numbers = [field.name for field in proposal.fields if field.type is FieldType.INTEGER]
    assert len(numbers) == 3


def test_hostile_text_is_read_in_time() -> None:
    begin = time.perf_counter()
    tell_split_figures("score (home / " * 600, "en")
    assert time.perf_counter() - begin < 1
