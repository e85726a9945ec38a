"""Column types that hold on SQLite and PostgreSQL alike what the models promise."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LARGEST_INTEGER = 2**31 - 1
REPLACEMENT = "\ufffd"
_NUL_IN_JSON = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def storable_text(value: str) -> str:
    """Replace what a database refuses in a text: NUL characters and lone surrogates."""
    if value.isascii():
        return value.replace("\0", REPLACEMENT)
    encoded = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return encoded.replace("\0", REPLACEMENT)


def storable_json(value: str) -> str:
    """Replace escaped NUL characters, which JSONB refuses, in a JSON text."""
    if "\\u0000" not in value:
        return value
    return _NUL_IN_JSON.sub(lambda match: match.group(1) + REPLACEMENT, value)


PASSED_THROUGH: dict[str, Any] = {"json_serializer": storable_json, "json_deserializer": str}
"""Options of an engine: documents go through as JSON texts, which pydantic writes and reads."""


class Document(TypeDecorator[str]):
    """A JSON text; the engine passes it through as it is, pydantic alone writes and reads it."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Use PostgreSQL's own type there."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON(none_as_null=True))
        # Imported here: the dialect takes a tenth of a second to load.
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB(none_as_null=True))


class Words(TypeDecorator[str]):
    """Text that any string fits into; sorts by code point on every database."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Ask PostgreSQL for the collation that SQLite has anyway."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(String(collation="C"))
        return dialect.type_descriptor(String())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the value without what the database refuses."""
        return None if value is None else storable_text(value)


class Count(TypeDecorator[int]):
    """A number from 0 up; what goes beyond 32 bits counts as the largest, so it finds nothing."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return the value within the column's range."""
        if value is None:
            return None
        return max(-LARGEST_INTEGER, min(LARGEST_INTEGER, value))


class Moment(TypeDecorator[datetime]):
    """A point in time as microseconds since 1970 in UTC: exact, sortable, the same everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return the microseconds; a time without a zone is taken as UTC."""
        if value is None:
            return None
        aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return (aware - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the time in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND
