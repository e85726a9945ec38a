"""How much one caller may do: a leaky bucket per caller and rule, exact under bursts."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from models.errors import TooManyRequests

MAX_TRACKED = 20_000
"""Callers remembered at a time; the ones whose buckets are empty are forgotten first."""


@dataclass(frozen=True)
class Rule:
    """So many requests per window of seconds."""

    name: str
    quota: int
    seconds: int = 60

    @property
    def interval(self) -> float:
        """Seconds that one request takes to be forgiven."""
        return self.seconds / self.quota

    @property
    def policy(self) -> str:
        """The rule as a ``RateLimit-Policy`` item."""
        return f'"{self.name}";q={self.quota};w={self.seconds}'


@dataclass(frozen=True)
class Allowance:
    """What is left to a caller under a rule."""

    rule: Rule
    remaining: int
    reset: int
    """Seconds until all of the quota is there again."""

    @property
    def headers(self) -> dict[str, str]:
        """The fields of the RateLimit header draft."""
        left = f'"{self.rule.name}";r={self.remaining};t={self.reset}'
        return {"RateLimit-Policy": self.rule.policy, "RateLimit": left}


class Limiter:
    """Counts in this process; several API processes allow each their own share.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._full_until: dict[tuple[str, str], float] = {}
        """When each bucket has leaked empty."""

    def take(self, rule: Rule, key: str) -> Allowance:
        """Count one request.

        Raises:
            TooManyRequests: The quota is used up; the refused request does not count.
        """
        now = self._clock()
        empty_at = max(now, self._full_until.get((rule.name, key), 0.0)) + rule.interval
        wait = empty_at - now - rule.seconds
        if wait > rule.interval * 1e-6:
            seconds = max(1, ceil(wait))
            raise TooManyRequests(
                f"More than {rule.quota} requests in {rule.seconds} seconds.",
                remedy=f"Wait {seconds} seconds and try again.",
                retry_after=seconds,
                allowance=Allowance(rule, 0, ceil(empty_at - rule.interval - now)),
            )
        if len(self._full_until) >= MAX_TRACKED:
            self._forget(now)
        self._full_until[(rule.name, key)] = empty_at
        left = floor((rule.seconds - (empty_at - now)) / rule.interval + 1e-6)
        return Allowance(rule, max(0, left), ceil(empty_at - now))

    def _forget(self, now: float) -> None:
        self._full_until = {key: at for key, at in self._full_until.items() if at > now}
        while len(self._full_until) >= MAX_TRACKED:
            del self._full_until[next(iter(self._full_until))]
