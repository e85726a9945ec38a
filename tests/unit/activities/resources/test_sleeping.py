"""Who sleeps: nobody who is visited, who may not, or of whom nothing is known."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from activities.resources.sampling import Measured
from activities.resources.sleeping import MAY, NEVER, Sleeper, may_sleep
from activities.resources.visits import Visited
from models.applications import Application
from settings import ResourceSettings
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.activities.resources.conftest import NOON, live_application

HOURS = ResourceSettings(sleep_after_hours=24)
LATER = NOON + timedelta(hours=25)


class Counted:
    """Visitors whom somebody counts since a time; None: nobody counts."""

    def __init__(self, since: datetime | None, last: datetime | None = None) -> None:
        self._since = since
        self._last = last

    async def known_since(self) -> datetime | None:
        return self._since

    async def last_visit(self, application_id: str) -> datetime | None:
        return self._last

    async def between(
        self, application_id: str, start: datetime, end: datetime
    ) -> Sequence[Visited]:
        return ()


async def slept(store: MetadataStore, sleeper: Sleeper, application: Application) -> bool:
    await sleeper.run(Measured([], [application]), LATER)
    return (await store.application(application.id)).asleep_since == LATER


async def test_who_nobody_visits_is_put_to_sleep(store: MetadataStore) -> None:
    application = await live_application(store)
    assert await slept(store, Sleeper(store, Counted(NOON), HOURS), application)


async def test_without_figures_of_visits_nobody_sleeps(store: MetadataStore) -> None:
    application = await live_application(store)
    assert not await slept(store, Sleeper(store, Counted(None), HOURS), application)


@pytest.mark.parametrize(
    ("since", "last"),
    [
        (NOON, NOON + timedelta(hours=2)),
        (NOON + timedelta(hours=2), None),
    ],
    ids=["visited", "not counted long enough"],
)
async def test_who_may_have_been_visited_stays_awake(
    store: MetadataStore, since: datetime, last: datetime | None
) -> None:
    application = await live_application(store)
    assert not await slept(store, Sleeper(store, Counted(since, last), HOURS), application)


async def test_who_was_changed_lately_stays_awake(store: MetadataStore) -> None:
    new = samples.deployment().model_copy(update={"deployed_at": NOON + timedelta(hours=2)})
    application = await live_application(store, deployment=new)
    assert not await slept(store, Sleeper(store, Counted(NOON), HOURS), application)


async def test_it_can_be_switched_off(store: MetadataStore) -> None:
    application, off = await live_application(store), ResourceSettings(sleep_after_hours=None)
    assert not await slept(store, Sleeper(store, Counted(NOON), off), application)


async def test_labels_decide(store: MetadataStore) -> None:
    application = await live_application(store, labels={NEVER: "yes"})
    assert not await slept(store, Sleeper(store, Counted(NOON), HOURS), application)


def test_what_an_agent_made_may_do_things_by_itself() -> None:
    embedded = samples.reading_list()
    made = embedded.development.model_copy(update={"builder": "kiro"})
    by_agent = embedded.model_copy(update={"development": made})
    assert may_sleep({}, embedded)
    assert not may_sleep({}, by_agent)
    assert may_sleep({MAY: ""}, by_agent)
    assert not may_sleep({MAY: "", NEVER: ""}, embedded)
