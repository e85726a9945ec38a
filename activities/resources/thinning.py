"""Making few samples of many: quarters of an hour, then days; the old ones are forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from models.resources import Sample, Step, merged
from settings import ResourceSettings
from storage.metadata import MetadataStore

LAG = timedelta(minutes=2)
"""How long after its end a slot is taken to be complete."""
_MADE_OF = {Step.QUARTER_HOUR: Step.RAW, Step.DAY: Step.QUARTER_HOUR}


class Thinner:
    """Adds the slots that are complete and missing; asked again, it finds nothing to do."""

    def __init__(self, store: MetadataStore, settings: ResourceSettings) -> None:
        self._samples = store.samples
        self._kept = {
            Step.RAW: timedelta(days=settings.raw_days),
            Step.QUARTER_HOUR: timedelta(days=settings.quarter_hour_days),
            Step.DAY: timedelta(days=settings.daily_days),
        }
        self._done: datetime | None = None

    async def run(self, now: datetime) -> int:
        """Thin out; return how many samples were added."""
        slot = Step.QUARTER_HOUR.slot(now - LAG)
        if slot == self._done:
            return 0
        added = sum([await self._roll_up(step, now) for step in _MADE_OF])
        for step, age in self._kept.items():
            # What is not rolled up yet is newer than this, since that was done just now.
            await self._samples.remove_before(step, now - age - LAG)
        self._done = slot
        return added

    async def _roll_up(self, step: Step, now: datetime) -> int:
        finer, last = _MADE_OF[step], await self._samples.span(step)
        start = last[1] + timedelta(seconds=step.value) if last else None
        end, added = step.slot(now - LAG), 0
        while (known := await self._samples.span(finer, start)) is not None:
            # From one slot with anything in it to the next: a machine may have been off for long.
            slot = step.slot(known[0])
            if slot >= end:
                break
            start = slot + timedelta(seconds=step.value)
            found = rolled_up(await self._samples.between(finer, slot, start), step)
            await self._samples.add(found)
            added += len(found)
        return added


def rolled_up(samples: Iterable[Sample], step: Step) -> list[Sample]:
    """Return a sample per subject for a slot."""
    subjects: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        subjects[sample.subject].append(sample)
    return [merged(parts, step) for parts in subjects.values()]
