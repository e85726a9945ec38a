"""What channels are told over the course of alerts, with a real store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.alerts.activities import AlertActivities
from activities.alerts.channels import Channel
from activities.alerts.course import Course
from activities.alerts.messages import DeliverInput, GiveUpInput
from activities.alerts.notices import MOST_NOTICES, Message
from models.alerts import Finding, FindingKind
from models.base import utc_now
from models.errors import Unavailable
from settings import AlertSettings
from storage.metadata import MetadataStore
from tests.unit.activities.health.samples import course, seen


class Recorder:
    """A channel that keeps what it is told."""

    def __init__(self, name: str) -> None:
        self.name = self.address = name
        self.messages: list[Message] = []
        self.broken = False

    async def send(self, message: Message) -> None:
        if self.broken:
            raise Unavailable("It does not answer.")
        self.messages.append(message)

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(str(n.notice), n.title) for m in self.messages for n in m.notices]


class World:
    def __init__(self, store: MetadataStore) -> None:
        self.store = store
        self.hook, self.mail = Recorder("hook"), Recorder("mail")
        channels: dict[str, Channel] = {"hook": self.hook, "mail": self.mail}
        self.activities = AlertActivities(store, channels, AlertSettings())
        self.course: Course = course("hook", "mail")

    async def raise_alert(self, title: str) -> Finding:
        observation = seen(FindingKind.DISK_FULL, title).model_copy(update={"title": title})
        found = self.course.begin(observation, utc_now())
        await self.store.alerts.advance("local", lambda _: [found])
        return found

    async def see_again(self) -> None:
        """Look once more at everything that is open."""

        def again(found: Finding) -> Finding:
            once_more = seen(found.kind, found.subject).model_copy(update={"title": found.title})
            return self.course.go_on(found, once_more, utc_now())

        await self.store.alerts.advance("local", lambda current: [again(f) for f in current])

    async def resolve(self) -> None:
        def missed(found: Finding) -> Finding | str:
            return self.course.miss(found, utc_now()) or found.id

        await self.store.alerts.advance("local", lambda current: [missed(f) for f in current])

    async def deliver(self, channel: str) -> int:
        return (await self.activities.deliver(DeliverInput(channel=channel))).notices


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    yield World(store)
    await store.close()


async def test_one_notice_however_often_it_is_seen_and_one_of_recovery(world: World) -> None:
    await world.raise_alert("Disk")
    for _ in range(5):
        await world.deliver("hook")
        await world.see_again()
    await world.resolve()
    for _ in range(3):
        await world.deliver("hook")
    assert world.hook.told == [("raised", "Disk"), ("resolved", "Disk")]
    assert world.hook.messages[-1].is_good_news


async def test_what_comes_at_once_is_told_in_one_message(world: World) -> None:
    for number in range(MOST_NOTICES + 5):
        await world.raise_alert(f"Disk {number}")
    await world.deliver("hook")
    assert [len(message.notices) for message in world.hook.messages] == [MOST_NOTICES, 5]


async def test_a_dead_channel_piles_nothing_up_and_holds_nobody_back(world: World) -> None:
    world.hook.broken = True
    for number in range(3):
        await world.raise_alert(f"Disk {number}")
    with pytest.raises(Unavailable):
        await world.deliver("hook")
    await world.activities.give_up(GiveUpInput(channel="hook", reason="It does not answer."))
    await world.see_again()
    assert await world.deliver("mail") == 3
    await world.deliver("mail")
    assert len(world.mail.messages) == 1

    world.hook.broken = False
    assert await world.deliver("hook") == 0, "it is left alone for a while"
    await world.raise_alert("Disk 9")
    assert await world.deliver("hook") == 1, "what is new is tried all the same"
    await world.resolve()
    await world.deliver("hook")
    assert world.hook.told == [("raised", "Disk 9"), ("resolved", "Disk 9")]


async def test_a_second_attempt_after_a_crash_is_known_by_its_delivery(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.raise_alert("Disk")

    async def dies(*_: object) -> None:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(world.store.alerts, "change", dies)
        with pytest.raises(InterruptedError):
            await world.deliver("hook")
    await world.deliver("hook")
    first, second = world.hook.messages
    assert first.delivery == second.delivery


async def test_a_channel_that_is_configured_no_more_is_told_nothing(world: World) -> None:
    await world.raise_alert("Disk")
    assert await world.deliver("gone") == 0
