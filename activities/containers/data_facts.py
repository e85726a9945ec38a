"""What a copy of an application's data says of its databases; it comes from untrusted hands."""

from pydantic import TypeAdapter, ValidationError

from models.backups import DatabaseFacts
from models.errors import StorageError

_FACTS = TypeAdapter(tuple[DatabaseFacts, ...])


def read_facts(said: bytes) -> tuple[DatabaseFacts, ...]:
    """Return what the copying program found in the databases.

    Raises:
        StorageError: It said something else.
    """
    try:
        return _FACTS.validate_json(said)
    except ValidationError as problem:
        text = "The application's data could not be examined."
        raise StorageError(text, cause=str(problem)[:500]) from problem


def facts_of_member(name: str, comment: str) -> DatabaseFacts | None:
    """Return what stands in the comment of an archive's member; None for what is no database."""
    if not comment:
        return None
    try:
        return DatabaseFacts.model_validate_json(comment).model_copy(update={"name": name})
    except ValidationError:
        return None
