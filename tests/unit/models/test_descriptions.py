"""What is written below a field describes it in every schema."""

from typing import Generic, TypeVar

from pydantic import Field

from models.base import Model
from models.descriptions import field_descriptions

Item = TypeVar("Item")


class Animal(Model):
    """Something that lives."""

    name: str
    """What it is
    called."""
    legs: int = 4
    weight: float = Field(default=1.0, description="Given with the field.")
    """Below the field."""


class Bird(Animal):
    """It flies."""

    name: str = "bird"
    legs: int = 2
    """Fewer."""


class Flock(Model, Generic[Item]):
    """Some of them."""

    members: tuple[Item, ...] = ()
    """Who is in it."""


def test_descriptions_are_inherited_until_a_field_is_written_anew() -> None:
    assert field_descriptions(Animal) == {
        "name": "What it is\ncalled.",
        "weight": "Below the field.",
    }
    assert field_descriptions(Bird) == {"legs": "Fewer.", "weight": "Below the field."}
    assert field_descriptions(Flock[Bird]) == {"members": "Who is in it."}


def test_schemas_carry_them_and_what_was_given_with_the_field_wins() -> None:
    schema = Flock[Animal].model_json_schema()
    assert schema["properties"]["members"]["description"] == "Who is in it."
    animal = schema["$defs"]["Animal"]["properties"]
    assert animal["name"]["description"] == "What it is\ncalled."
    assert animal["weight"]["description"] == "Given with the field."
    assert "description" not in animal["legs"]
