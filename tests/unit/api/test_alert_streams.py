"""Alerts in streams: everybody hears their own, operators all, each change once."""

from api.alert_rooms import AlertRoom
from api.follower import Follower
from tests.unit.api.test_hub import MemoryAlerts, MemorySource, collect, running

EVERYTHING = AlertRoom()


async def test_owners_hear_their_own_and_operators_all() -> None:
    alerts = MemoryAlerts()
    async with (
        running(MemorySource(), alerts) as hub,
        Follower(hub) as ada,
        Follower(hub) as operator,
    ):
        ada.follow_alerts(AlertRoom(owner="ada"), 0)
        operator.follow_alerts(EVERYTHING, 0)
        for owner in ("bob", "ada", "", "ada"):
            alerts.publish(owner)
        assert await collect(ada, 2) == [2, 4]
        assert await collect(operator, 4) == [1, 2, 3, 4]
        assert await ada.frames(0.05) == []


async def test_an_alert_of_several_rooms_comes_once() -> None:
    alerts = MemoryAlerts()
    async with running(MemorySource(), alerts) as hub, Follower(hub) as follower:
        follower.follow_alerts(AlertRoom(owner="ada"), 0)
        follower.follow_alerts(AlertRoom(owner="ada", application="books"), 0)
        alerts.publish("ada", "books")
        alerts.publish("ada", "chores")
        assert await collect(follower, 2) == [1, 2]
        assert await follower.frames(0.05) == []


async def test_a_room_that_is_entered_later_begins_where_it_was_left() -> None:
    alerts = MemoryAlerts()
    for owner in ("ada", "ada", "bob"):
        alerts.publish(owner, "books" if owner == "ada" else "chores")
    async with running(MemorySource(), alerts) as hub, Follower(hub) as follower:
        follower.follow_alerts(AlertRoom(application="chores"), 3)
        alerts.publish("bob", "chores")
        assert await collect(follower, 1) == [4]
        follower.follow_alerts(AlertRoom(owner="ada"), 1)
        assert await collect(follower, 1) == [2]
        alerts.publish("bob", "chores")
        assert await collect(follower, 1) == [5]


async def test_who_left_all_rooms_hears_nothing_more() -> None:
    alerts, room = MemoryAlerts(), AlertRoom(owner="ada")
    async with running(MemorySource(), alerts) as hub, Follower(hub) as follower:
        follower.follow_alerts(room, 0)
        alerts.publish("ada")
        assert await collect(follower, 1) == [1]
        follower.unfollow_alerts(room)
        alerts.publish("ada")
        assert await follower.frames(0.05) == []


async def test_streams_that_drop_at_random_hear_every_change_once() -> None:
    alerts, heard = MemoryAlerts(), list[int]()
    async with running(MemorySource(), alerts) as hub:
        for length in (1, 7, 2, 30, 10):
            for _ in range(length):
                alerts.publish("ada")
            async with Follower(hub) as follower:
                follower.follow_alerts(AlertRoom(owner="ada"), heard[-1] if heard else 0)
                heard += await collect(follower, length)
    assert heard == list(range(1, 51))
