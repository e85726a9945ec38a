"""Places for streams, which stay open for long: so many in all, and so many for one owner."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from models.errors import TooManyRequests

_AGAIN_SECONDS = 5


class Seats:
    """Counts the streams of one kind.

    Args:
        most: How many may be open in this process.
        most_of_one: How many of them one owner may have, so that others find room.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._taken: Counter[str] = Counter()

    def seat(self, owner: str) -> AbstractContextManager[None]:
        """Return a place; it is taken while its context is open.

        Raises:
            TooManyRequests: There is none, for anybody or for that owner.
        """
        if self._taken[owner] >= self._most_of_one:
            raise TooManyRequests(
                f"You have {self._most_of_one:,} streams open already; close one first.",
                retry_after=_AGAIN_SECONDS,
            )
        if self._taken.total() >= self._most:
            raise TooManyRequests("Too many streams are open.", retry_after=_AGAIN_SECONDS)
        return self._held(owner)

    @contextmanager
    def _held(self, owner: str) -> Iterator[None]:
        self._taken[owner] += 1
        try:
            yield
        finally:
            self._taken[owner] -= 1
            if not self._taken[owner]:
                del self._taken[owner]
