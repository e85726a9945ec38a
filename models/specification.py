"""The structured description that an application is built from; every version has its own."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from models.base import Label, Model, Text
from models.builders import EMBEDDED
from models.features import Feature
from models.fields import NUMERIC_TYPES as NUMERIC_TYPES
from models.fields import RESERVED_NAMES as RESERVED_NAMES
from models.fields import FieldSpecification as FieldSpecification
from models.fields import FieldType as FieldType
from models.fields import Identifier as Identifier
from models.fields import Slug as Slug

MOST_PAGES = 12
"""That a web site can have."""
MOST_ENTRIES = 500
"""That can be added to the lists of a web site in words; its files can hold more."""
_ADDRESSES_OF_ITS_OWN = frozenset({"healthz", "static"})


class Category(StrEnum):
    """What an application is mainly for."""

    LIST = "list"
    TRACKER = "tracker"
    PLANNER = "planner"
    INVENTORY = "inventory"
    FINANCE = "finance"
    JOURNAL = "journal"
    DIRECTORY = "directory"
    COLLECTION = "collection"
    SCHEDULE = "schedule"
    LOG = "log"
    OTHER = "other"


class Complexity(StrEnum):
    """How much there is to build: by the number of entities and relations."""

    SIMPLE = "simple"
    MODERATE = "moderate"
    COMPLEX = "complex"


class ApplicationKind(StrEnum):
    """The shape of the generated program."""

    RECORDS = "records"
    """A record-keeping web application: lists, forms, relations, dashboard."""
    API = "api"
    """The same records as JSON alone, for programs that others write."""
    SITE = "site"
    """A public web site of a few pages; its lists and texts are files among the sources."""


class View(StrEnum):
    """A way of looking at the records, or of using them, that the words ask for."""

    CALENDAR = "calendar"
    BOARD = "board"
    CHART = "chart"
    STATISTICS = "statistics"
    CHECKLIST = "checklist"
    REMINDER = "reminder"
    """Shown inside the application; nothing is sent."""
    SEARCH = "search"
    FILTER = "filter"
    EXPORT = "export"
    IMPORT = "import"
    SHARING = "sharing"
    PHOTO = "photo"
    GALLERY = "gallery"
    CARDS = "cards"
    MAP = "map"
    PRINT = "print"
    LOGIN = "login"
    RECURRING = "recurring"
    HISTORY = "history"


class Entity(Model):
    """One kind of thing that the application keeps."""

    name: Identifier
    label: Label
    plural_label: Label
    description: Text = Field(default="", max_length=300)
    fields: tuple[FieldSpecification, ...] = Field(min_length=1, max_length=30)
    title_field: Identifier
    """The field that names a record in lists and links; a text-like one."""
    order: Annotated[str, StringConstraints(pattern=r"^(?:-?[a-z][a-z0-9_]{0,39})?$")] = ""
    """How the list is sorted at first: the name of a field, of a reference or ``created_at``, with
    ``-`` before it the other way round. Empty, or of a field that is not there any more: what was
    changed last comes first."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"'{self.name}': two fields have the same name")
        if self.title_field not in names:
            raise ValueError(f"'{self.name}': the title field '{self.title_field}' is not a field")
        title = self.fields[names.index(self.title_field)]
        if title.type is FieldType.PHOTO:
            raise ValueError(f"'{self.name}': a photo can't be the title")
        return self


class RelationKind(StrEnum):
    """How two entities belong together."""

    MANY_TO_ONE = "many_to_one"
    """Many of the source belong to one of the target (an expense to its category)."""
    MANY_TO_MANY = "many_to_many"
    """Each can have several of the other (a book and its tags)."""


class OnDelete(StrEnum):
    """What happens to the source when the target is deleted (many-to-one only)."""

    RESTRICT = "restrict"
    CLEAR = "clear"
    CASCADE = "cascade"


class Relation(Model):
    """How records of one entity refer to records of another (or of the same)."""

    name: Identifier
    """Name of the reference as seen from the source, like a field of it."""
    label: Label
    source: Identifier
    target: Identifier
    kind: RelationKind = RelationKind.MANY_TO_ONE
    required: bool = False
    on_delete: OnDelete = OnDelete.RESTRICT

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.required and self.kind is RelationKind.MANY_TO_MANY:
            raise ValueError(f"'{self.name}': only a many-to-one relation can be required")
        if self.required and self.on_delete is OnDelete.CLEAR:
            raise ValueError(f"'{self.name}': a required reference can't be cleared")
        if self.required and self.source == self.target:
            raise ValueError(f"'{self.name}': a required reference to its own kind can't start")
        return self


class DataModel(Model):
    """All entities and the relations between them."""

    entities: tuple[Entity, ...] = Field(min_length=1, max_length=12)
    relations: tuple[Relation, ...] = Field(default=(), max_length=24)

    @model_validator(mode="after")
    def _check(self) -> Self:
        names = [entity.name for entity in self.entities]
        if len(set(names)) != len(names):
            raise ValueError("two entities have the same name")
        taken = {(entity.name, field.name) for entity in self.entities for field in entity.fields}
        for relation in self.relations:
            if relation.source not in names or relation.target not in names:
                raise ValueError(f"relation '{relation.name}' refers to an unknown entity")
            if (relation.source, relation.name) in taken:
                raise ValueError(f"'{relation.source}' has '{relation.name}' twice")
            taken.add((relation.source, relation.name))
        return self

    def entity(self, name: str) -> Entity:
        """Return the entity of that name.

        Raises:
            KeyError: There is none.
        """
        for entity in self.entities:
            if entity.name == name:
                return entity
        raise KeyError(name)


class Requirement(Model):
    """One sentence that the result is held to, and where it came from."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}-\d{1,3}$")]
    """Like ``F-1`` (functional), ``N-1`` (non-functional), ``C-1`` (constraint)."""
    statement: Text = Field(min_length=1, max_length=500)
    source: Text = Field(default="", max_length=300)
    """The words or the answer that it came from; empty for what always holds."""


class SitePage(Model):
    """A page of a web site."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    """Last part of its address, and name of the file with its text."""
    title: Label
    text: Text = Field(default="", max_length=5_000)
    """What stands on it first; from then on the file among the sources is what holds."""
    lists: tuple[Identifier, ...] = Field(default=(), max_length=12)
    """Entities whose records stand below the text."""

    @field_validator("name")
    @classmethod
    def _is_free(cls, name: str) -> str:
        if name in _ADDRESSES_OF_ITS_OWN:
            raise ValueError(f"no page can be called '{name}'")
        return name


class SiteEntry(Model):
    """An entry of a list of a web site that was added in words, or taken away again."""

    entity: Identifier
    values: tuple[Annotated[str, StringConstraints(max_length=500)], ...] = Field(
        min_length=1, max_length=30
    )
    """In the order of the entity's fields."""
    gone: bool = False
    """It is taken away here; it was added earlier."""


class SpecificationMetadata(Model):
    """What the application is called and what it is for."""

    title: Label
    summary: Text = Field(min_length=1, max_length=500)
    category: Category = Category.OTHER
    complexity: Complexity = Complexity.SIMPLE
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"
    """ISO 4217 code used by money fields."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"
    """ISO 639 code of the language of the pages of a web site, and of the names of records;
    "und" of one that is not known."""


class Architecture(Model):
    """What is built, and why so."""

    kind: ApplicationKind = ApplicationKind.RECORDS
    framework: Label = "FastAPI with server-rendered pages"
    database: Label = "SQLite"
    rationale: Text = Field(
        default="One small program with one database file: nothing to administer, easy to back up.",
        max_length=500,
    )


class Development(Model):
    """How it is built and what it must pass."""

    builder: Label = EMBEDDED
    minimum_coverage: int = Field(default=85, ge=0, le=100)
    """Share of the application's lines that its own tests must run, in percent."""


class ResourceLimits(Model):
    """What the running application may use; enforced by the runtime."""

    memory_mb: int = Field(default=192, ge=64, le=4096)
    cpus: float = Field(default=1.0, ge=0.1, le=8.0)
    pids: int = Field(default=64, ge=16, le=512)
    disk_mb: int = Field(default=512, ge=64, le=65536)


class DeploymentSettings(Model):
    """How it is put live and watched."""

    health_path: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/_-]{0,60}$")] = "/healthz"
    health_timeout_seconds: float = Field(default=30.0, gt=0, le=300)


class PermissionKind(StrEnum):
    """What an application may want beyond the hardened default."""

    NETWORK = "network"


class Permission(Model):
    """An elevated permission: policy decides about it and the user approves it."""

    kind: PermissionKind
    reason: Text = Field(min_length=1, max_length=300)


class ApplicationSpecification(Model):
    """Everything that a builder needs to know; complete, valid and independent of any builder."""

    metadata: SpecificationMetadata
    functional: tuple[Requirement, ...] = Field(default=(), max_length=60)
    non_functional: tuple[Requirement, ...] = Field(default=(), max_length=30)
    constraints: tuple[Requirement, ...] = Field(default=(), max_length=30)
    architecture: Architecture = Architecture()
    data_model: DataModel
    features: tuple[Feature, ...] = Field(default=(), max_length=40)
    """What it can do beyond lists and forms; each fits the data model."""
    pages: tuple[SitePage, ...] = Field(default=(), max_length=MOST_PAGES)
    """Of a web site, the one that visitors see first before the others."""
    entries: tuple[SiteEntry, ...] = Field(default=(), max_length=MOST_ENTRIES)
    """What was added to lists of a web site and taken away, oldest first; once written, its files
    are what holds."""
    development: Development = Development()
    deployment: DeploymentSettings = DeploymentSettings()
    resources: ResourceLimits = ResourceLimits()
    permissions: tuple[Permission, ...] = Field(default=(), max_length=8)

    @model_validator(mode="after")
    def _requirement_ids_are_unique(self) -> Self:
        ids = [r.id for r in (*self.functional, *self.non_functional, *self.constraints)]
        if len(set(ids)) != len(ids):
            raise ValueError("two requirements have the same id")
        return self

    @model_validator(mode="after")
    def _pages_fit(self) -> Self:
        if bool(self.pages) is not (self.architecture.kind is ApplicationKind.SITE):
            raise ValueError("a web site has pages, and nothing else has")
        names = [page.name for page in self.pages]
        if len(set(names)) != len(names):
            raise ValueError("two pages have the same name")
        for name in (name for page in self.pages for name in page.lists):
            self._types_of(name)
        for entry in self.entries:
            if len(entry.values) > len(self._types_of(entry.entity)):
                raise ValueError(f"an entry of '{entry.entity}' has more values than fields")
        return self

    @model_validator(mode="after")
    def _features_fit(self) -> Self:
        known = [(feature.kind, feature.entity) for feature in self.features]
        for kind, entity in known:
            if known.count((kind, entity)) > 1:
                raise ValueError(f"{kind}: more than once for '{entity or 'the application'}'")
        for feature in self.features:
            self._fits(feature)
        return self

    def _fits(self, feature: Feature) -> None:
        """Hold a feature against the entity that it is about.

        Raises:
            ValueError: It names what is not there, or what is of the wrong type.
        """
        if feature.entity is None:
            return
        for role, name in feature.fields.items():
            source = feature.entity
            if through := feature.role(role).of:
                source = self._target(source, feature.fields.get(through, ""))
            types = self._types_of(source)
            if name not in types or not feature.accepts(role, types[name]):
                raise ValueError(f"{feature.kind}: '{name}' can't be its {role}")
        self._types_of(feature.entity)

    def _types_of(self, entity: str) -> dict[str, FieldType | None]:
        """Return the types of an entity's fields by name; its references have none."""
        known = [e for e in self.data_model.entities if e.name == entity]
        if not known:
            raise ValueError(f"there is no entity '{entity}'")
        types: dict[str, FieldType | None] = {field.name: field.type for field in known[0].fields}
        return types | {
            relation.name: None
            for relation in self.data_model.relations
            if relation.source == entity and relation.kind is RelationKind.MANY_TO_ONE
        }

    def _target(self, source: str, name: str) -> str:
        for relation in self.data_model.relations:
            if (relation.source, relation.name) == (source, name):
                return relation.target
        raise ValueError(f"'{source}' has no reference '{name}'")
