"""What a specification may have as features."""

import pytest
from pydantic import ValidationError

from models.specification import ApplicationSpecification
from tests.unit.activities.building.examples import reading_list

_CALENDAR = {"kind": "calendar", "entity": "book", "fields": {"date": "date_finished"}}


def _with(*features: object) -> ApplicationSpecification:
    document = reading_list().model_dump(mode="json") | {"features": list(features)}
    return ApplicationSpecification.model_validate(document)


@pytest.mark.parametrize("feature", [_CALENDAR, {"kind": "login"}])
def test_a_feature_comes_once(feature: dict[str, object]) -> None:
    assert len(_with(feature).features) == 1
    with pytest.raises(ValidationError, match="more than once"):
        _with(feature, feature)


def test_a_feature_needs_fields_that_suit_it() -> None:
    with pytest.raises(ValidationError, match="'title' can't be its date"):
        _with(_CALENDAR | {"fields": {"date": "title"}})
