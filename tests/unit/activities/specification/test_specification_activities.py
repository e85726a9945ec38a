"""The activities of understanding and specification, as a worker runs them."""

import asyncio
import threading

import pytest
from temporalio.testing import ActivityEnvironment

from activities.specification.activities import SpecificationActivities
from activities.specification.messages import WriteSpecificationInput
from activities.understanding.activities import UnderstandingActivities, WordAnalyser
from activities.understanding.messages import AnalyseChangeInput, AnalyseInput
from models.conversation import Question, Understanding
from models.errors import RequestRefused
from models.jobs import JobContext

JOB = JobContext(job_id="j", application_id="a", owner="o", correlation_id="c")
READING_LIST = (
    "A reading list: books with title, author, a rating from 1 to 5 and the date finished"
)


class MemoryJournal:
    """A journal that keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    async def write(self, job: JobContext, step: str, *texts: str) -> None:
        self.lines += [(step, text) for text in texts]


async def test_a_request_becomes_a_specification_and_is_changed() -> None:
    journal, environment = MemoryJournal(), ActivityEnvironment()
    understanding = UnderstandingActivities(journal)
    analysed = await environment.run(
        understanding.analyse, AnalyseInput(job=JOB, request=READING_LIST)
    )
    assert analysed.questions == ()
    written = await environment.run(
        SpecificationActivities(journal).write,
        WriteSpecificationInput(
            job=JOB,
            request=READING_LIST,
            understanding=analysed.understanding,
            changes=("add a publisher",),
        ),
    )
    assert written.specification.metadata.title == "Reading list"
    changed = await environment.run(
        understanding.analyse_change,
        AnalyseChangeInput(
            job=JOB, request="call it Bookworm", specification=written.specification
        ),
    )
    assert changed.specification.metadata.title == "Bookworm"
    assert changed.changes
    assert {step for step, _ in journal.lines} == {
        "understanding.analyse", "specification.write", "understanding.analyse_change",
    }  # fmt: skip


async def test_a_refusal_reaches_the_caller_as_it_is() -> None:
    with pytest.raises(RequestRefused):
        await ActivityEnvironment().run(
            UnderstandingActivities().analyse, AnalyseInput(job=JOB, request="🎉🎉")
        )


class SlowAnalyser(WordAnalyser):
    """Reads only once something else has run meanwhile, as a heartbeat must."""

    def __init__(self) -> None:
        self.meanwhile = threading.Event()

    def analyse(self, request: str, name: str | None) -> tuple[Understanding, tuple[Question, ...]]:
        assert self.meanwhile.wait(10), "nothing else ran while a request was read"
        return super().analyse(request, name)


async def test_a_worker_goes_on_while_a_request_is_read() -> None:
    analyser = SlowAnalyser()
    asyncio.get_running_loop().call_later(0.05, analyser.meanwhile.set)
    result = await ActivityEnvironment().run(
        UnderstandingActivities(analyser=analyser).analyse,
        AnalyseInput(job=JOB, request=READING_LIST),
    )
    assert result.understanding.entities


def test_every_activity_is_registered_by_its_name() -> None:
    named = [*UnderstandingActivities().activities(), *SpecificationActivities().activities()]
    assert [method.__temporal_activity_definition.name for method in named] == [  # type: ignore[attr-defined]
        "understanding.analyse", "understanding.analyse_change", "specification.write",
    ]  # fmt: skip
