"""What is written of what an agent reports."""

from activities.building.agents.port import AgentEvent, EventKind
from activities.building.turns.reporting import MOST_LINES, Reporter
from models.jobs import JobContext, LogLevel
from tests import samples


class Levels:
    """A journal that keeps lines with their level."""

    def __init__(self) -> None:
        self.lines: list[tuple[LogLevel, str]] = []

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        self.lines += [(level, text) for text in texts]


async def test_reports_keep_their_order_and_weight() -> None:
    journal = Levels()
    reporter = Reporter(journal, samples.job("app"), "building.kiro")
    async with reporter.writing("s"):
        for kind in (EventKind.TOOL, EventKind.MESSAGE, EventKind.WARNING, EventKind.FRAME):
            reporter.hear(AgentEvent(kind, kind.value))
        reporter.hear(AgentEvent(EventKind.TOOL, "  "))
    await reporter.tell_left_out()

    assert journal.lines == [
        (LogLevel.INFO, "tool"),
        (LogLevel.DEBUG, "message"),
        (LogLevel.WARNING, "warning"),
    ]


async def test_a_flood_is_counted() -> None:
    journal = Levels()
    reporter = Reporter(journal, samples.job("app"), "building.kiro")
    async with reporter.writing("s"):
        for _ in range(MOST_LINES + 3):
            reporter.hear(AgentEvent(EventKind.TOOL, "again"))
    await reporter.tell_left_out()

    assert len(journal.lines) == MOST_LINES + 1
    assert "3 more reports" in journal.lines[-1][1]
