"""Questions that tell a field are called as a person would call it."""

import pytest

from activities.understanding.grammar.asking import asked_name
from activities.understanding.knowledge.inference import infer
from models.fields import FieldType


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("how many eggs I found", "number of eggs"),
        ("how many came up", "how many came up"),
        ("how many are in the party", "how many are in the party"),
        ("how many of us worked", "how many of us worked"),
        ("how many are left", "quantity left"),
        ("which crate it's in", "crate"),
        ("whether it can be lent out at the moment", "can be lent out"),
        ("whether they can swim", "can swim"),
        ("if she may go home alone", "may go home alone"),
        ("whether it needs to be repaired", "needs to be repaired"),
        ("how vivid from 1 to 10", "how vivid"),
        ("how tired on a scale from 0 to 5", "how tired"),
        ("whether I've got it back", "back"),
        ("whether they've paid", "paid"),
        ("if I put it back", "put back"),
        ("whether he gave him an injection", "gave him an injection"),
        ("whether it was a recurring one", "recurring"),
        ("who sat beside her", "who sat beside her"),
        ("who looked after them", "who looked after them"),
        ("who took it back", "taken by"),
        ("who paid for it", "paid by"),
        ("who we sent one to", "who we sent one to"),
        ("when its due back", "due back"),
        ("when it is out of date", "out of date on"),
        ("when the permit was issued", "issued on"),
        ("when which band plays where", "when which band plays where"),
        ("when to prune", "when to prune"),
        ("since when it's been gone", "gone since"),
        ("since when", "since"),
        ("which ones have to be ordered", "to be ordered"),
        ("what she needs from the shop next time", "what she needs from the shop"),
    ],
)
def test_a_question_gives_a_label(question: str, label: str) -> None:
    named = asked_name(question)
    assert named is not None
    assert named.label == label


@pytest.mark.parametrize(
    ("question", "type_"),
    [
        ("when to prune", FieldType.TEXT),
        ("when to return it", FieldType.DATE),
        ("when it was pruned", FieldType.DATE),
        ("since when it's been gone", FieldType.DATE),
        ("which ones are missing", FieldType.YES_NO),
        ("which key is missing", FieldType.TEXT),
    ],
)
def test_a_question_says_what_its_answer_is(question: str, type_: FieldType) -> None:
    named = asked_name(question)
    assert named is not None
    assert infer(named.words).type is type_
