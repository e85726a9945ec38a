"""What a person sees of each kind of job: its milestones and how far each one brings it."""

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
    JobKind.DELETE: (("removed", "The application is removed", 100),),
}


def milestones_of(kind: JobKind) -> tuple[Milestone, ...]:
    """Return the milestones of a kind of job, none of them reached."""
    return tuple(
        Milestone(name=name, description=description, percentage=percentage)
        for name, description, percentage in _STEPS[kind]
    )
