"""A process of this machine is known to have ended; of others nothing is known."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta

from temporalio.api.taskqueue.v1 import PollerInfo

from api.pollers import FRESH, has_fresh
from temporal.identity import has_ended, own_identity


async def _identity_of_an_ended_process() -> str:
    program = "from temporal.identity import own_identity; print(own_identity())"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    return output.decode().strip()


async def test_only_a_process_that_ran_here_is_known_to_have_ended() -> None:
    ended = await _identity_of_an_ended_process()
    number, _, place = ended.partition("@")
    assert own_identity() == f"{os.getpid()}@{place}"
    assert has_ended(ended)
    assert not has_ended(own_identity())
    for elsewhere in (f"{number}@other", f"{number}@{place}0", f"{number}@", "", "nobody", place):
        assert not has_ended(elsewhere)
    assert not has_ended(f"{10**30}@{place}")


async def test_a_poller_counts_while_it_was_heard_of_lately_and_has_not_ended() -> None:
    now = datetime.now(UTC)

    def poller(identity: str, ago: timedelta) -> PollerInfo:
        found = PollerInfo(identity=identity)
        found.last_access_time.FromDatetime(now - ago)
        return found

    lately, long_ago = timedelta(seconds=1), FRESH + timedelta(seconds=1)
    ended = await _identity_of_an_ended_process()
    assert has_fresh([poller(ended, lately), poller("7@elsewhere", lately)], now)
    assert has_fresh([poller(own_identity(), lately)], now)
    assert not has_fresh([poller(ended, lately), poller(own_identity(), long_ago)], now)
