"""Every request that is understood becomes a specification."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for
from models.specification import ApplicationSpecification
from tests.unit.activities.understanding.meaning import Example, examples


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.request[:60])
def test_every_example_becomes_a_valid_specification(example: Example) -> None:
    understanding = analyse(example.request)
    specification = write_specification(understanding, questions_for(understanding))
    text = specification.model_dump_json()
    assert ApplicationSpecification.model_validate_json(text) == specification
    assert specification.metadata.title == understanding.title
    for entity, kept in zip(specification.data_model.entities, understanding.entities, strict=True):
        assert entity.fields[: len(kept.fields)] == kept.fields
    statements = " ".join(item.statement for item in specification.functional)
    for kept in understanding.entities:
        assert kept.plural_label in statements
