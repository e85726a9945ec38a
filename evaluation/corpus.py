"""The labelled requests: what was written, and what a thoughtful person would understand."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from pydantic import Field

from models.base import Model
from models.conversation import Limit
from models.specification import Category, FieldType, RelationKind, View

FOLDER = Path(__file__).parent / "corpus"
_TEST_SHARE = 0.4
NOT_LABELLED = frozenset({Limit.FILES, Limit.SECRETS, Limit.OTHER_PROGRAM})
"""Limits that neither the corpus nor the annotated requests tell apart."""


class Part(StrEnum):
    """Rules are written looking at the development part only; the test part judges them."""

    DEVELOPMENT = "development"
    TEST = "test"


class LabelledField(Model):
    """A field that the words state, or that does no harm when it is added."""

    name: str
    also: tuple[str, ...] = ()
    """Other names that are just as good."""
    type: str
    also_types: tuple[str, ...] = ()
    required: bool = True
    """Whether it must be found; otherwise finding it is neither right nor wrong."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every acceptable name."""
        return (self.name, *self.also)

    def fits(self, kind: FieldType) -> bool:
        """Say whether the type is one of the acceptable ones."""
        return kind.value in (self.type, *self.also_types)


class LabelledEntity(Model):
    """A kind of thing to keep."""

    name: str
    also: tuple[str, ...] = ()
    required: bool = True
    fields: tuple[LabelledField, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every acceptable name."""
        return (self.name, *self.also)


class LabelledRelation(Model):
    """How two of the entities belong together."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    kind: RelationKind
    required: bool = True


class LabelledRequest(Model):
    """A request and what should be understood of it."""

    id: str
    text: str
    language: str
    category: Category | None
    """None when the words leave it open."""
    also_category: tuple[Category, ...] = ()
    entities: tuple[LabelledEntity, ...] = ()
    relations: tuple[LabelledRelation, ...] = ()
    views: tuple[View, ...] = ()
    also_views: tuple[View, ...] = ()
    beyond: tuple[Limit, ...] = ()
    also_beyond: tuple[Limit, ...] = ()
    needs_questions: bool | None
    """None when asking and not asking are both fine."""
    contradiction: bool = False
    refuse: bool = False
    injection: bool = False
    note: str = ""

    @property
    def part(self) -> Part:
        """The part of the corpus that it belongs to, by a hash of its id."""
        share = int.from_bytes(sha256(self.id.encode()).digest()[:4]) / 2**32
        return Part.TEST if share < _TEST_SHARE else Part.DEVELOPMENT


def load(folder: Path = FOLDER) -> tuple[LabelledRequest, ...]:
    """Return every labelled request of a folder, in the order of its files."""
    return tuple(
        LabelledRequest.model_validate_json(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    )
