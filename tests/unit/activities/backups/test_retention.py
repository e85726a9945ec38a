"""Laws of keeping backups, for any backups and any policy."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from activities.backups.retention import BROKEN_DAYS, Retention, expired, over_size
from models.backups import Backup, BackupKind, BackupState

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
_BROKEN = {BackupState.DAMAGED, BackupState.MISSING, BackupState.FAILED}


def a_backup(
    number: int,
    age: timedelta,
    kind: BackupKind = BackupKind.SCHEDULED,
    state: BackupState = BackupState.WHOLE,
    size: int = 10,
) -> Backup:
    return Backup(
        id=f"backup-{number}",
        application_id="app-1",
        kind=kind,
        state=state,
        taken_at=NOW - age,
        size=size,
    )


@st.composite
def shelves(draw: st.DrawFn) -> list[Backup]:
    hours = draw(st.lists(st.integers(0, 24 * 500), max_size=40, unique=True))
    return [
        a_backup(
            number,
            timedelta(hours=age),
            draw(st.sampled_from(BackupKind)),
            draw(st.sampled_from([BackupState.WHOLE, BackupState.WHOLE, *BackupState])),
            draw(st.integers(0, 1000)),
        )
        for number, age in enumerate(hours)
    ]


policies = st.builds(
    Retention,
    last=st.integers(1, 5),
    daily=st.integers(0, 8),
    weekly=st.integers(0, 5),
    monthly=st.integers(0, 8),
    manual=st.integers(1, 4),
)


def whole(backups: list[Backup]) -> list[Backup]:
    found = [backup for backup in backups if backup.state is BackupState.WHOLE]
    return sorted(found, key=lambda backup: backup.taken_at, reverse=True)


def ids(backups: list[Backup]) -> set[str]:
    return {backup.id for backup in backups}


@given(shelves(), policies, st.data())
def test_the_newest_and_what_a_rollback_needs_are_never_removed(
    backups: list[Backup], policy: Retention, data: st.DataObject
) -> None:
    known = sorted(ids(backups))
    needed = set(data.draw(st.lists(st.sampled_from(known), unique=True))) if known else set()
    going = ids(expired(backups, policy, needed, NOW))
    assert not going & needed
    assert not going & ids(whole(backups)[:1])
    assert not going & {b.id for b in backups if b.state is BackupState.MAKING}


@given(shelves(), policies)
def test_what_is_kept_is_kept_again(backups: list[Backup], policy: Retention) -> None:
    going = expired(backups, policy, (), NOW)
    left = [backup for backup in backups if backup not in going]
    assert expired(left, policy, (), NOW) == []


@given(shelves(), policies, policies)
def test_a_larger_policy_keeps_at_least_as_much(
    backups: list[Backup], one: Retention, other: Retention
) -> None:
    larger = Retention(
        **{name: max(getattr(one, name), getattr(other, name)) for name in Retention.model_fields}
    )
    assert ids(expired(backups, larger, (), NOW)) <= ids(expired(backups, one, (), NOW))


@given(shelves(), policies)
def test_a_newer_backup_never_brings_back_an_older_one(
    backups: list[Backup], policy: Retention
) -> None:
    newer = a_backup(999, timedelta(minutes=-5))
    before = ids(expired(backups, policy, (), NOW))
    only_newest = ids(whole(backups)[:1])
    assert before - only_newest <= ids(expired([*backups, newer], policy, (), NOW))


@given(shelves(), policies)
def test_the_number_kept_is_bounded(backups: list[Backup], policy: Retention) -> None:
    going = ids(expired(backups, policy, (), NOW))
    kept = [backup for backup in whole(backups) if backup.id not in going]
    most = policy.last + policy.daily + policy.weekly + policy.monthly + policy.manual + 1
    assert len(kept) <= most
    manual = [backup for backup in kept if backup.kind is BackupKind.MANUAL]
    assert len(manual) <= policy.manual + 1


@given(shelves(), policies)
def test_what_is_broken_stays_for_people_to_see_and_then_goes(
    backups: list[Backup], policy: Retention
) -> None:
    going = ids(expired(backups, policy, (), NOW))
    for backup in backups:
        if backup.state in _BROKEN:
            old = backup.taken_at < NOW - timedelta(days=BROKEN_DAYS)
            assert (backup.id in going) is old


def test_a_year_of_daily_backups_is_thinned_out() -> None:
    backups = [a_backup(day, timedelta(days=day)) for day in range(365)]
    policy = Retention(last=3, daily=7, weekly=4, monthly=6)
    kept = set(range(365)) - {int(b.id[7:]) for b in expired(backups, policy, (), NOW)}
    assert {0, 1, 2, 3, 4, 5, 6} <= kept
    months = {(NOW - timedelta(days=day)).strftime("%Y-%m") for day in kept}
    assert len(months) == 6
    assert len(kept) == 14


@given(shelves(), shelves(), st.integers(0, 5000), st.data())
def test_making_room_takes_no_more_than_needed_and_nothing_that_must_stay(
    one: list[Backup], two: list[Backup], most: int, data: st.DataObject
) -> None:
    other = [b.model_copy(update={"id": f"other-{b.id}", "application_id": "app-2"}) for b in two]
    known = sorted(ids([*one, *other]))
    needed = set(data.draw(st.lists(st.sampled_from(known), unique=True))) if known else set()
    going = over_size({"app-1": one, "app-2": other}, needed, most)
    total = sum(backup.size for backup in [*one, *other])
    freed = sum(backup.size for backup in going)
    assert not ids(going) & needed
    for mine in (one, other):
        assert not ids(going) & ids(whole(mine)[:1])
    assert all(backup.kind is not BackupKind.MANUAL for backup in going)
    if going:
        assert total - freed + going[-1].size > most
    assert [b.taken_at for b in going] == sorted(b.taken_at for b in going)
