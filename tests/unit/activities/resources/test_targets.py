"""What a rollback may need: no clean-up takes it, whatever the history."""

from hypothesis import given
from hypothesis import strategies as st

from activities.resources.retention.targets import kept_versions, needed_snapshots
from models.applications import Version
from tests import samples

NUMBERS = st.lists(st.integers(1, 60), min_size=1, unique=True)


def recorded(numbers: list[int]) -> list[Version]:
    return [
        samples.version("a", number, job_id="j").model_copy(update={"snapshot": f"a/v{number}"})
        for number in numbers
    ]


@given(numbers=NUMBERS, keep=st.integers(2, 8), data=st.data())
def test_rollback_targets_stay(numbers: list[int], keep: int, data: st.DataObject) -> None:
    live = data.draw(st.sampled_from(numbers))
    application = samples.application("a", current_version=live)
    versions = recorded(numbers)
    kept = kept_versions(application, versions, keep)

    assert set(sorted(numbers)[-keep:]) <= kept
    assert live in kept
    older = [number for number in numbers if number < live]
    assert not older or max(older) in kept
    assert len(kept) <= keep + 2
    copies = needed_snapshots(versions, kept)
    for target in kept:
        assert target + 1 not in numbers or f"a/v{target + 1}" in copies


@given(numbers=NUMBERS, keep=st.integers(2, 8))
def test_keeping_more_never_loses_anything(numbers: list[int], keep: int) -> None:
    application = samples.application("a", current_version=max(numbers))
    versions = recorded(numbers)
    less, more = (kept_versions(application, versions, k) for k in (keep, keep + 1))
    assert less <= more
    assert needed_snapshots(versions, less) <= needed_snapshots(versions, more)
