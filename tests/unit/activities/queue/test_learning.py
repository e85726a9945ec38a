"""What a job reserves follows from what earlier ones took, within bounds."""

import pytest

from activities.queue.learning import LOOKED_AT, LearnedNeeds, usual_mb
from models.errors import StorageError
from models.queue import Need


class FakePeaks:
    def __init__(self, *peaks: int) -> None:
        self.peaks = list(peaks)

    async def of_builder(self, builder: str, most: int) -> list[int]:
        assert (builder, most) == ("scaffold", LOOKED_AT)
        return self.peaks


class BrokenPeaks(FakePeaks):
    async def of_builder(self, builder: str, most: int) -> list[int]:
        raise StorageError("The database is away.")


@pytest.mark.parametrize(
    ("peaks", "usual"),
    [
        ([], 0),
        ([900] * 4, 0),
        ([900] * 5, 912),
        ([100] * 19 + [900], 112),
        ([100] * 18 + [900] * 2, 912),
        ([640], 0),
        ([16, 32, 48, 64, 80], 80),
    ],
)
def test_the_usual_need_is_what_nearly_all_jobs_kept_to(peaks: list[int], usual: int) -> None:
    assert usual_mb(peaks) == usual


@pytest.mark.parametrize(
    ("seen", "asked", "reserved"), [(1200, 768, 1200), (300, 768, 768), (9000, 768, 4000)]
)
async def test_it_is_never_less_than_is_set_and_never_more_than_there_is(
    seen: int, asked: int, reserved: int
) -> None:
    learned = LearnedNeeds(FakePeaks(*[seen] * 5), most_mb=4000)
    need = await learned.raised(Need(memory_mb=asked, cpus=1, builds=1), "scaffold")
    assert need == Need(memory_mb=reserved, cpus=1, builds=1)


async def test_a_need_that_is_larger_than_the_host_stays_what_it_is() -> None:
    learned = LearnedNeeds(FakePeaks(*[9000] * 5), most_mb=500)
    assert (await learned.raised(Need(memory_mb=768), "scaffold")).memory_mb == 768


async def test_without_records_the_setting_counts() -> None:
    learned = LearnedNeeds(BrokenPeaks(), most_mb=4000)
    assert (await learned.raised(Need(memory_mb=768), "scaffold")).memory_mb == 768
