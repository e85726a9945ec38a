"""What is reported instead of looked at: told once, over once, and left alone by looks."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from activities.alerts.activities import AlertActivities
from activities.alerts.channels import open_channels
from activities.alerts.messages import DeliverInput
from activities.alerts.reporting import Reporter, end_all_on
from activities.backups.problems import AlertedProblems
from activities.health.comparing import is_unknown
from activities.health.survey import Survey
from activities.hosts.notices import AlertedNotices
from models.alerts import Finding
from models.hosts import HostNotice
from settings import AlertSettings, Settings
from storage.metadata import MetadataStore
from tests.unit.activities.alerts.servers import Hook, hook
from tests.unit.storage.samples import an_application

NOT_MADE, UNPROVEN, NO_ROOM = "backup_not_made", "backup_unproven", "backups_over_size"


class World:
    """A store, and a real receiver of webhooks."""

    def __init__(self, store: MetadataStore, receiver: Hook, root: Path) -> None:
        alerts = AlertSettings(webhook_url=SecretStr(receiver.url))
        channels = open_channels(alerts)
        self.store, self.receiver = store, receiver
        reporter = Reporter(store, Settings(data_dir=root, alerts=alerts), channels)
        self.hosts = AlertedNotices(reporter, Reporter(store, Settings(data_dir=root)))
        self.backups = AlertedProblems(store, reporter)
        self.activities = AlertActivities(store, channels, alerts)

    async def hear(self, event: str, host: str = "attic") -> None:
        await self.hosts.tell(HostNotice(host=host, event=event, sentence=f"It is {event}."))

    async def heard(self) -> list[tuple[str, str]]:
        """Deliver what is due; return all that the receiver got so far."""
        await self.activities.deliver(DeliverInput(channel="webhook"))
        bodies = [json.loads(body) for _, body in self.receiver.requests]
        return [(one["notice"], one["kind"]) for body in bodies for one in body["notices"]]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    async with hook() as receiver:
        yield World(store, receiver, tmp_path)
    await store.close()


async def test_a_lost_host_is_told_once_and_its_return_too(world: World) -> None:
    for _ in range(3):
        await world.hear("host_lost")
    assert await world.heard() == [("raised", "host_lost")]
    assert await world.heard() == [("raised", "host_lost")]
    await world.hear("host_back", host="cellar")
    assert len(await world.heard()) == 1, "another host is another matter"
    for _ in range(2):
        await world.hear("host_back")
    assert (await world.heard())[1:] == [("resolved", "host_lost")]


async def test_owners_see_what_is_out_of_reach_and_channels_hear_of_the_host_alone(
    world: World,
) -> None:
    moved, waits = an_application(owner="ada"), an_application(owner="ada")
    for application in (moved, waits):
        await world.store.add_application(application)
        for _ in range(2):
            await world.hosts.out_of_reach(application, "attic")
    await world.hear("host_lost")
    assert await world.heard() == [("raised", "host_lost")]
    assert {found.subject for found in await page(world.store, "ada")} == {moved.id, waits.id}

    await world.hosts.within_reach(moved.id)
    assert await world.store.alerts.open_of(moved.id) == []
    await world.hear("host_back")

    assert await world.heard() == [("raised", "host_lost"), ("resolved", "host_lost")]
    assert await world.store.alerts.open_on("attic") == []


async def test_what_could_not_be_moved_is_told_until_it_is(world: World) -> None:
    await world.hear("host_not_emptied")
    await world.heard()
    await world.hear("host_emptied")
    assert await world.heard() == [
        ("raised", "host_not_emptied"),
        ("resolved", "host_not_emptied"),
    ]


async def test_a_host_that_was_removed_leaves_no_alert(world: World) -> None:
    await world.hear("host_lost")
    await world.heard()
    await end_all_on(world.store, "attic")
    assert (await world.heard())[1:] == [("resolved", "host_lost")]
    assert await world.store.alerts.open_on("attic") == []


async def test_a_failed_trial_is_its_owners_alert_until_one_succeeds(world: World) -> None:
    application = an_application(owner="ada")
    await world.store.add_application(application)
    await world.backups.report(application.id, UNPROVEN, "The backup did not restore.")
    await world.backups.report(application.id, NOT_MADE, "The data could not be backed up.")
    assert sorted(await world.heard()) == [("raised", NOT_MADE), ("raised", UNPROVEN)]

    (trial,) = [
        found
        for found in (await page(world.store, "ada"))
        if found.kind.value == UNPROVEN and found.title == application.title
    ]
    assert trial.summary == "The backup did not restore."
    assert await page(world.store, "bob") == []

    await world.backups.resolve(application.id, UNPROVEN)
    assert (await world.heard())[2:] == [("resolved", UNPROVEN)]


async def test_one_that_has_moved_ends_what_its_first_host_told(
    world: World, tmp_path: Path
) -> None:
    application = an_application()
    await world.store.add_application(application)
    await world.backups.report(application.id, NOT_MADE, "The data could not be backed up.")
    settings = Settings.model_validate({"data_dir": tmp_path, "runtime": {"host_name": "attic"}})
    elsewhere = AlertedProblems(world.store, Reporter(world.store, settings))

    await elsewhere.resolve(application.id, NOT_MADE)

    assert await world.store.alerts.open_of(application.id) == []


async def test_what_concerns_all_backups_is_the_operators(world: World) -> None:
    await world.backups.report("", NO_ROOM, "Backups take 900 MB.")
    await world.backups.resolve("", NO_ROOM)
    (found,) = await page(world.store, None)
    assert (found.owner, found.application_id, found.title) == ("", None, "Host local")
    assert found.resolved_at is not None


async def test_a_look_ends_it_only_when_the_application_is_gone(world: World) -> None:
    application = an_application()
    await world.store.add_application(application)
    await world.backups.report(application.id, NOT_MADE, "The data could not be backed up.")
    await world.backups.report("", NO_ROOM, "Backups take 900 MB.")
    mine, ours = sorted(
        await world.store.alerts.open_on("local"), key=lambda found: not found.application_id
    )

    assert is_unknown(mine, Survey(idle=(application,)))
    assert not is_unknown(mine, Survey())
    assert is_unknown(ours, Survey())


async def page(store: MetadataStore, owner: str | None) -> list[Finding]:
    found = await store.alerts.page(owner=owner, is_open=None, limit=50, cursor=None)
    return list(found.items)
