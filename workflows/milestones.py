"""What a person sees of each kind of job: its milestones and how far each one brings it."""

from collections.abc import Sequence

from models.jobs import JobKind, Milestone

_STEPS: dict[JobKind, tuple[tuple[str, str, int], ...]] = {
    JobKind.CREATE: (
        ("understood", "Your request is understood", 5),
        ("specified", "The specification is written", 10),
        ("approved", "The specification is approved", 15),
        ("built", "The application is written", 35),
        ("packaged", "The application is packaged", 50),
        ("checked", "All quality checks have passed", 65),
        ("started", "The application runs and answers", 75),
        ("live", "The application is live", 90),
        ("watched", "The application stayed healthy", 100),
    ),
    JobKind.MODIFY: (
        ("understood", "The change is understood", 10),
        ("approved", "The change is approved", 15),
        ("built", "The change is written", 35),
        ("packaged", "The new version is packaged", 50),
        ("checked", "All quality checks have passed", 65),
        ("saved", "Your data is saved", 70),
        ("started", "The new version runs and answers", 78),
        ("live", "The new version is live", 90),
        ("watched", "The new version stayed healthy", 100),
    ),
    JobKind.ROLL_BACK: (
        ("found", "The earlier version is found", 20),
        ("started", "The earlier version runs and answers", 60),
        ("live", "The earlier version is live", 90),
        ("watched", "The earlier version stayed healthy", 100),
    ),
    JobKind.RESTORE: (
        ("found", "The backup is found and whole", 20),
        ("saved", "Today's data is saved", 40),
        ("restored", "The backup's data is in place", 60),
        ("started", "The application runs on it and answers", 75),
        ("live", "The application is live again", 90),
        ("watched", "The application stayed healthy", 100),
    ),
    JobKind.DELETE: (("removed", "The application is removed", 100),),
    JobKind.MOVE: (
        ("placed", "Another host is found", 10),
        ("packaged", "The application is packaged there", 40),
        ("saved", "Your data is there", 60),
        ("started", "The application runs and answers there", 80),
        ("live", "Visitors are led there", 90),
        ("watched", "The application stayed healthy", 100),
    ),
    JobKind.RESTART: (
        ("started", "A new instance runs and answers", 60),
        ("live", "The new instance serves all visitors", 100),
    ),
}


APPROVED, BUILT = "approved", "built"
"""Between these two the code is written."""


def milestones_of(kind: JobKind) -> tuple[Milestone, ...]:
    """Return the milestones of a kind of job, none of them reached."""
    return tuple(
        Milestone(name=name, description=description, percentage=percentage)
        for name, description, percentage in _STEPS[kind]
    )


def with_stages(
    milestones: Sequence[Milestone], stages: Sequence[tuple[str, int]]
) -> tuple[Milestone, ...]:
    """Return the milestones with the stages of a plan among them, before the code is written.

    Args:
        milestones: Those of the job.
        stages: Names of the stages in order, with the number of their tasks.
    """
    total, before = sum(size for _, size in stages), 0
    added = []
    for number, (name, size) in enumerate(stages, start=1):
        before += size
        added.append(
            Milestone(
                name=f"stage_{number}",
                description=f"Written: {name}",
                percentage=share_of_building(milestones, before, total),
            )
        )
    at = next(i for i, milestone in enumerate(milestones) if milestone.name == BUILT)
    return (*milestones[:at], *added, *milestones[at:])


def share_of_building(milestones: Sequence[Milestone], done: int, total: int) -> int:
    """Return the percentage at which so many of all tasks are done, below “written”."""
    bounds = {milestone.name: milestone.percentage for milestone in milestones}
    first, last = bounds[APPROVED], bounds[BUILT] - 1
    return first + (last - first) * min(done, total) // max(total, 1)
