"""What is asked about wishes that can't be met as they were said, and what the answers do; pure."""

from itertools import chain

from activities.understanding.wishes import boundaries, contradictions
from models.conversation import AnswerValue, Limit, Question, Understanding


def questions_about_wishes(understanding: Understanding) -> tuple[Question, ...]:
    """Return what is asked about contradictions and about what is beyond the limits."""
    return tuple(
        chain(
            contradictions.questions_about(understanding.contradictions),
            boundaries.questions_about(understanding.beyond),
        )
    )


def settled(
    understanding: Understanding, questions: tuple[Question, ...], answers: dict[str, AnswerValue]
) -> Understanding:
    """Return the understanding with a choice made for each such question: said, or recommended."""
    for question in questions:
        about, _, rest = question.id.partition(".")
        answer = answers.get(question.id, question.recommended)
        words = answer if isinstance(answer, str) and answer in question.options else ""
        if about == contradictions.ABOUT:
            understanding = contradictions.settle(understanding, rest, words)
        elif about == boundaries.ABOUT:
            chosen = words or str(question.recommended)
            understanding = boundaries.choose_alternative(understanding, Limit(rest), chosen)
    return understanding
