"""Records are called, and states and stocks told, by what stands beside them."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.entitling import entitle
from activities.understanding.drafting.setting_right import set_right
from activities.understanding.drafting.stocking import keep_stock
from models.fields import FieldType
from tests.unit.activities.understanding.drafts import draft_of


@pytest.mark.parametrize(
    ("fields", "title"),
    [("company, contact person, email", "company"), ("company, amount, year", "name")],
)
def test_a_company_names_whom_one_speaks_to_there(fields: str, title: str) -> None:
    draft = draft_of({"sponsors": fields})
    assert entitle(draft.entities["sponsor"], frozenset()) == title


@pytest.mark.parametrize(
    ("fields", "kind"),
    [("name, brand, state", FieldType.TEXT), ("name, assignee, state", FieldType.CHOICE)],
)
def test_the_state_of_what_is_owned_is_how_it_is(fields: str, kind: FieldType) -> None:
    draft = draft_of({"ladders": fields})
    set_right(draft, "")
    assert draft.entities["ladder"].fields[-1].specification.type is kind


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Candles: number. Waxes: quantity, and warn me when running low.", "wax"),
        ("Candles: number, and warn me when running low. Waxes: quantity.", "candle"),
    ],
)
def test_what_runs_low_is_that_of_the_sentence(text: str, low: str) -> None:
    draft = draft_of({"candles": "quantity", "waxes": "quantity"})
    keep_stock(draft, text, "en")
    short = [name for name, one in draft.entities.items() if "minimum_stock" in one.names()]
    assert short == [low]


def test_a_second_clause_asks_for_something_else() -> None:
    understood = analyse(
        "Boats: name, berth, skipper, fee paid. Watches: boat, start time, end time. I need to see "
        "which skippers haven't paid and which watches have no boat."
    )
    watch = next(one for one in understood.entities if one.name.startswith("watch"))
    assert "Skipper" not in [field.label for field in watch.fields]
