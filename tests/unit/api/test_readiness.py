"""Readiness is looked at once for all who ask at about the same time."""

import asyncio

from api.readiness import KEPT_SECONDS, UNREADY_KEPT_SECONDS, ReadinessDesk
from api.views import Readiness


class Looked:
    """Counts the looks, and has a clock that stands still."""

    def __init__(self) -> None:
        self.looks = 0
        self.now = 100.0
        self.ready = True
        self.desk = ReadinessDesk(lambda: self.now)

    async def look(self) -> Readiness:
        self.looks += 1
        await asyncio.sleep(0)
        return Readiness(ready=self.ready, dependencies=())

    async def asked(self) -> bool:
        return (await self.desk.answer(self.look)).ready


async def test_whoever_asks_meanwhile_gets_the_same_answer() -> None:
    looked = Looked()
    assert all(await asyncio.gather(*(looked.asked() for _ in range(30))))
    assert looked.looks == 1
    looked.now += KEPT_SECONDS
    assert await looked.asked()
    assert looked.looks == 2


async def test_a_bad_answer_holds_shorter() -> None:
    looked = Looked()
    looked.ready = False
    assert not await looked.asked()
    looked.ready = True
    assert not await looked.asked()
    looked.now += UNREADY_KEPT_SECONDS
    assert await looked.asked()
