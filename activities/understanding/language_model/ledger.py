"""What language models have cost: tokens per day and request, kept in files."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from activities.understanding.language_model.failures import NotRead
from models.base import utc_now
from models.errors import OrchestrationError
from storage.files import locked
from storage.problems import file_problems

_KEPT_DAYS = 31


class Reservation(NamedTuple):
    """Tokens that an answer may cost; they count as spent until it is settled what it did."""

    day: str
    key: str
    tokens: int


class TokenLedger:
    """Counts tokens before they are spent, for all workers that share the data directory.

    Who dies between reserving and settling has spent what was reserved: the bounds hold anyway.

    Args:
        folder: One file of JSON lines per day (UTC) in it; made when missing.
        per_request: Most tokens for one request, all attempts together.
        per_day: Most tokens for all requests of a day.
        now: The time; the system's clock when unset.
    """

    def __init__(
        self,
        folder: Path,
        *,
        per_request: int,
        per_day: int,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._folder = folder
        self._per_request = per_request
        self._per_day = per_day
        self._now = now

    async def reserve(self, key: str, least: int, most: int) -> Reservation:
        """Reserve tokens for a request: ``most``, or what is left if that is not below ``least``.

        Raises:
            NotRead: The budget has no room for it, or can't be kept.
        """
        try:
            return await asyncio.to_thread(self._reserve, key, least, most)
        except OrchestrationError as problem:
            raise NotRead("what it costs can't be written down", tokens=0) from problem

    async def settle(self, reservation: Reservation, tokens: int) -> None:
        """Replace what was reserved by what it cost."""
        try:
            await asyncio.to_thread(self._settle, reservation, tokens)
        except OrchestrationError:
            return  # it stays reserved, which is rather too much than too little

    def _reserve(self, key: str, least: int, most: int) -> Reservation:
        day = self._now().date().isoformat()
        with locked(self._folder / "lock"):
            spent = list(self._entries(day))
            of_day = self._per_day - sum(tokens for _, tokens in spent)
            of_request = self._per_request - sum(tokens for known, tokens in spent if known == key)
            if of_request < least:
                raise NotRead(
                    f"the request would take more than its {self._per_request:,} tokens", tokens=0
                )
            if of_day < least:
                raise NotRead(f"the {self._per_day:,} tokens of today are used up", tokens=0)
            reservation = Reservation(day, key, min(most, of_day, of_request))
            self._append(day, key, reservation.tokens)
            return reservation

    def _settle(self, reservation: Reservation, tokens: int) -> None:
        with locked(self._folder / "lock"):
            self._append(reservation.day, reservation.key, tokens - reservation.tokens)

    def _path(self, day: str) -> Path:
        return self._folder / f"{day}.jsonl"

    def _entries(self, day: str) -> Iterator[tuple[str, int]]:
        path = self._path(day)
        with file_problems(path):
            lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        for line in lines:
            try:
                entry = json.loads(line)
                yield str(entry["key"]), int(entry["tokens"])
            except (ValueError, LookupError, TypeError):
                continue  # torn by a crash while it was written

    def _append(self, day: str, key: str, tokens: int) -> None:
        path = self._path(day)
        with file_problems(path):
            if not path.exists():
                self._forget_old_days()
            line = json.dumps({"key": key, "tokens": tokens})
            with path.open("a") as file:
                # On a line of its own, also after one that a crash has torn.
                file.write(f"\n{line}\n")

    def _forget_old_days(self) -> None:
        for path in sorted(self._folder.glob("*.jsonl"))[:-_KEPT_DAYS]:
            path.unlink(missing_ok=True)
