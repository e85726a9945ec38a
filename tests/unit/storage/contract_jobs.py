"""What every database must hold about jobs and their events."""

import asyncio
import sys
from pathlib import Path

import pytest

from models.applications import Application
from models.base import new_id, utc_now
from models.conversation import ConversationPhase, ConversationState
from models.errors import InvalidInput, NotFound
from models.jobs import EventDraft, EventKind, JobPhase, LogLevel, LogLine
from storage.metadata import MetadataStore
from storage.paging import Page
from tests.unit.storage.samples import (
    a_job,
    an_application,
    drafts,
    progress_of,
)

ROOT = Path(__file__).parents[3]


async def _opened(store: MetadataStore, **changes: object) -> tuple[Application, str]:
    application = await store.add_application(an_application(**changes))  # type: ignore[arg-type]
    job = await store.add_job(a_job(application))
    return application, job.id


class JobsContract:
    async def test_what_is_committed_rings_the_bell_and_nothing_else_does(
        self, store: MetadataStore
    ) -> None:
        bell = store.bell()
        async with asyncio.timeout(30):
            while not bell.works:
                await bell.wait(0.1)
        await bell.wait(0.1)
        _, job_id = await _opened(store)
        assert await bell.wait(30), "a job has begun"
        await store.publish(job_id, None, drafts("one"))
        assert await bell.wait(30), "it told something"
        await store.publish(job_id, None, drafts("one"))
        with pytest.raises(NotFound):
            await store.publish("unknown", None, drafts("two"))
        await store.ping()
        assert not await bell.wait(0.1), "nothing was new"
        await bell.close()

    async def test_a_job_comes_back_the_same_and_is_its_applications(
        self, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        job = a_job(application, conversation=ConversationState(request="words"))
        assert await store.add_job(job) == job
        assert await store.job(job.id, owner=application.owner) == job
        assert (await store.application(application.id)).running_job_id == job.id
        with pytest.raises(NotFound):
            await store.job(job.id, owner="somebody")

    async def test_a_job_of_an_unknown_application_is_not_added(self, store: MetadataStore) -> None:
        job = a_job(an_application())
        with pytest.raises(NotFound):
            await store.add_job(job)
        with pytest.raises(NotFound):
            await store.job(job.id)

    async def test_adding_again_after_the_end_does_not_start_it_again(
        self, store: MetadataStore
    ) -> None:
        application, job_id = await _opened(store)
        job = await store.job(job_id)
        await store.close_job(job_id, progress_of(job, phase=JobPhase.DONE), ())
        await store.add_job(job)
        assert (await store.application(application.id)).running_job_id is None

    async def test_the_run_is_noted(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)
        await store.set_run_id(job_id, "run-1")
        assert (await store.job(job_id)).run_id == "run-1"
        with pytest.raises(NotFound):
            await store.set_run_id(new_id(), "run-1")

    async def test_lists_filter_and_page(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application(owner=new_id()))
        made = [await store.add_job(a_job(application)) for _ in range(5)]
        await store.close_job(made[0].id, progress_of(made[0], phase=JobPhase.DONE), ())
        pages: list[str] = []
        cursor: str | None = None
        while True:
            page = await store.jobs(owner=application.owner, limit=2, cursor=cursor)
            pages.extend(job.id for job in page.items)
            cursor = page.next_cursor
            if cursor is None:
                break
        assert pages == [job.id for job in reversed(made)]
        ended = await store.jobs(application_id=application.id, running=False)
        assert [job.id for job in ended.items] == [made[0].id]
        assert len((await store.jobs(application_id=application.id, running=True)).items) == 4
        assert await store.jobs(owner=new_id()) == Page(())

    async def test_publishing_appends_each_key_once(self, store: MetadataStore) -> None:
        application, job_id = await _opened(store)
        assert await store.publish(job_id, None, drafts("a", "b", "a")) == 2
        assert await store.publish(job_id, None, drafts("b", "c")) == 3
        assert await store.publish(job_id, None, drafts("a", "b", "c")) == 3
        events = await store.events(job_id)
        assert [(event.sequence, event.message) for event in events] == [
            (1, "At a"),
            (2, "At b"),
            (3, "At c"),
        ]
        assert {event.application_id for event in events} == {application.id}
        assert [event.sequence for event in await store.events(job_id, after=2)] == [3]
        assert [event.sequence for event in await store.events(job_id, limit=1)] == [1]
        assert await store.events(job_id, after=10**30) == []
        assert await store.latest_sequences([job_id, "unknown"]) == {job_id: 3}

    async def test_an_older_state_does_not_replace_a_newer_one(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)
        job = await store.job(job_id)
        newer = progress_of(job, sequence=5, message="newer", phase=JobPhase.BUILDING)
        await store.publish(job_id, newer, ())
        await store.publish(job_id, progress_of(job, sequence=4, message="older"), drafts("late"))
        stored = await store.job(job_id)
        assert stored.progress == newer
        assert len(await store.events(job_id)) == 1
        talk = ConversationState(phase=ConversationPhase.COMPLETED)
        await store.publish(job_id, None, (), talk)
        assert (await store.job(job_id)).conversation == talk

    async def test_publishing_to_an_unknown_job_is_an_error(self, store: MetadataStore) -> None:
        with pytest.raises(NotFound):
            await store.publish(new_id(), None, drafts("a"))

    async def test_hostile_event_data_is_kept(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)
        data = {"nul\0": "a\0b", "escaped": "\\u0000", "deep": [{"x": [None, 1.5, "\\\\\0"]}]}
        draft = EventDraft(
            key="k\0",
            kind=EventKind.LOG,
            phase=JobPhase.BUILDING,
            percentage=1,
            message="\u2028",
            data=data,
        )
        assert await store.publish(job_id, None, [draft, draft]) == 1
        assert await store.publish(job_id, None, [draft]) == 1
        (event,) = await store.events(job_id)
        assert event.data["escaped"] == "\\u0000"
        assert event.data["deep"][0]["x"] == [None, 1.5, "\\\\\ufffd"]
        assert event.data["nul\ufffd"] == "a\ufffdb"

    async def test_log_lines_become_events_once(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)
        job = await store.job(job_id)
        await store.publish(job_id, progress_of(job, phase=JobPhase.CHECKING, percentage=60), ())
        lines = [
            LogLine(
                number=n, at=utc_now(), level=LogLevel.WARNING, step="quality.lint", text=f"l{n}"
            )
            for n in (1, 2)
        ]
        await store.publish_log(job_id, lines)
        await store.publish_log(job_id, lines)
        await store.publish_log(job_id, [])
        events = await store.events(job_id)
        assert [event.message for event in events] == ["l1", "l2"]
        assert events[0].data == {"level": "warning", "step": "quality.lint", "number": 1}
        assert (events[0].phase, events[0].percentage) == (JobPhase.CHECKING, 60)
        assert events[0].kind is EventKind.LOG
        with pytest.raises(NotFound):
            await store.publish_log(new_id(), lines)

    async def test_the_end_frees_the_application_once(self, store: MetadataStore) -> None:
        application, job_id = await _opened(store)
        job = await store.job(job_id)
        end = progress_of(job, phase=JobPhase.DONE, sequence=9)
        await store.close_job(job_id, end, drafts("done"), lambda _: {"priority": 1})
        closed = await store.job(job_id)
        assert closed.finished_at is not None
        assert closed.progress == end
        assert (await store.application(application.id)).running_job_id is None
        following = await store.add_job(a_job(application))
        await store.close_job(job_id, end, drafts("done", "more"), lambda _: {"priority": 5})
        stored = await store.application(application.id)
        assert (stored.running_job_id, stored.priority) == (following.id, 1)
        assert (await store.job(job_id)).finished_at == closed.finished_at
        assert len(await store.events(job_id)) == 2

    async def test_an_end_that_fails_half_way_leaves_nothing(self, store: MetadataStore) -> None:
        application, job_id = await _opened(store)
        job = await store.job(job_id)
        with pytest.raises(InvalidInput):
            await store.close_job(
                job_id, progress_of(job, sequence=9), drafts("done"), lambda _: {"priority": 77}
            )
        assert await store.job(job_id) == job
        assert await store.events(job_id) == []
        assert (await store.application(application.id)).running_job_id == job_id

    async def test_a_cancelled_publisher_leaves_all_or_nothing(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)
        for number in range(30):
            task = asyncio.create_task(
                store.publish(job_id, None, drafts(f"{number}a", f"{number}b"))
            )
            await asyncio.sleep(number / 10_000)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await store.publish(job_id, None, drafts("z"))
        events = await store.events(job_id)
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        told = {event.message.removeprefix("At ") for event in events}
        assert {key[:-1] for key in told if key.endswith("a")} == {
            key[:-1] for key in told if key.endswith("b")
        }

    async def test_many_tasks_publish_without_gaps(self, store: MetadataStore) -> None:
        _, job_id = await _opened(store)

        async def publish(number: int) -> None:
            for turn in range(5):
                await store.publish(job_id, None, drafts(f"{number}-{turn}", f"all-{turn}"))

        await asyncio.gather(*(publish(number) for number in range(20)))
        events = await store.events(job_id)
        assert [event.sequence for event in events] == list(range(1, 106))
        assert len({event.message for event in events}) == 105

    async def test_two_processes_publish_without_gaps(self, store: MetadataStore, url: str) -> None:
        _, job_id = await _opened(store)
        rounds = 20
        writers = [
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.unit.storage.writer",
                *(url, job_id, name, str(rounds)),
                cwd=ROOT,
                stdout=asyncio.subprocess.DEVNULL,
            )
            for name in ("one", "two")
        ]
        assert [await writer.wait() for writer in writers] == [0, 0]
        events = await store.events(job_id)
        assert [event.sequence for event in events] == list(range(1, rounds * 5 + 1))
