"""Reading server-sent events."""

from collections.abc import AsyncIterator
from typing import TypeVar

from models.base import Model

Item = TypeVar("Item", bound=Model)


async def read_items(
    lines: AsyncIterator[str], kind: type[Item]
) -> AsyncIterator[tuple[int, Item]]:
    """Yield the numbered items in the lines of a stream; control events and comments are skipped.

    What is without a number can't be resumed behind, and counts as 0.
    """
    name, data, number = "", "", 0
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data and not name:
                yield number, kind.model_validate_json(data)
            name, data, number = "", "", 0
        elif field == "data":
            data = f"{data}\n{value}" if data else value
        elif field == "event":
            name = value
        elif field == "id" and value.isdigit():
            number = int(value)
