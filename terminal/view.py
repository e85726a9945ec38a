"""Live progress of a job: phase, milestones and the filtered build log."""

from collections import deque
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from models.jobs import EventKind, JobEvent, JobPhase, Milestone

_LOG_LINES = 6

_PHASES = {
    JobPhase.ANALYSING: "Understanding",
    JobPhase.GATHERING_REQUIREMENTS: "Asking",
    JobPhase.SPECIFYING: "Specifying",
    JobPhase.AWAITING_APPROVAL: "Waiting for you",
    JobPhase.QUEUED: "Waiting in line",
    JobPhase.BUILDING: "Building",
    JobPhase.CHECKING: "Checking",
    JobPhase.DEPLOYING: "Deploying",
    JobPhase.WATCHING: "Watching",
    JobPhase.DONE: "Done",
    JobPhase.FAILED: "Failed",
    JobPhase.CANCELLED: "Cancelled",
    JobPhase.ROLLED_BACK: "Rolled back",
}


class ProgressView:
    """Shows a job's events: a live picture on a terminal, a line each elsewhere."""

    def __init__(self, console: Console, milestones: tuple[Milestone, ...]) -> None:
        self._console = console
        self._milestones = milestones
        self._reached: set[str] = {m.name for m in milestones if m.reached}
        self._lines: deque[str] = deque(maxlen=_LOG_LINES)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("[bold]{task.description}"),
            BarColumn(bar_width=40),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            console=console,
        )
        self._task = self._bar.add_task("Starting", total=100)
        self._live: Live | None = None
        self._place = ""
        """Where the job stands in line, while it waits."""

    def __enter__(self) -> Self:
        self.resume()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    def knows(self, event: JobEvent) -> bool:
        """Return whether the steps of the job are shown, with all that the event counts."""
        planned = sum(milestone.name.startswith("stage_") for milestone in self._milestones)
        return bool(self._milestones) and (planned > 0 or "tasks" not in event.data)

    def expect(self, milestones: tuple[Milestone, ...]) -> None:
        """Show these steps from now on."""
        self._milestones = milestones
        self._reached |= {m.name for m in milestones if m.reached}

    def pause(self) -> None:
        """Leave the terminal to somebody else, for a question; the picture comes back later."""
        if self._live is not None:
            self._live.transient = True
        self._stop()

    def _stop(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def resume(self) -> None:
        """Take the terminal again."""
        if self._live is None and self._console.is_terminal:
            self._live = Live(
                self._picture(), console=self._console, refresh_per_second=8, transient=False
            )
            self._live.start()

    def show(self, event: JobEvent) -> None:
        """Take an event into the picture."""
        if event.kind is EventKind.LOG:
            self._lines.append(event.message)
        elif event.kind is EventKind.MILESTONE:
            self._reached.add(str(event.data.get("milestone", "")))
        if event.kind is not EventKind.LOG:
            self._place = event.message if event.phase is JobPhase.QUEUED else ""
        self._bar.update(self._task, description=_PHASES[event.phase], completed=event.percentage)
        if self._live is not None:
            self._live.update(self._picture())
        else:
            self._print(event)

    def _picture(self) -> RenderableType:
        steps = [self._step(milestone) for milestone in self._milestones]
        logs = [Text(f"    {line}", style="dim", overflow="ellipsis") for line in self._lines]
        for line in logs:
            line.no_wrap = True
        place = [Text(f"    {self._place}", style="yellow")] if self._place else []
        return Group(*steps, self._bar, *place, *logs)

    def _step(self, milestone: Milestone) -> Text:
        if milestone.name in self._reached:
            return Text.assemble(("  ✔ ", "green"), milestone.description)
        return Text.assemble(("  · ", "dim"), (milestone.description, "dim"))

    def _print(self, event: JobEvent) -> None:
        if self._console.is_terminal:
            return
        mark = {"log": " ", "milestone": "✔", "done": "✔", "failed": "✘"}.get(event.kind, "›")
        self._console.print(
            f"{event.percentage:>3} % {mark} {event.message}", highlight=False, markup=False
        )
