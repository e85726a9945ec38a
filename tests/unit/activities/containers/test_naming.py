"""Names lead back to what they were made for, and can't be bent into paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.containers.naming import (
    checked_id,
    checked_instance,
    instance_name,
    owner_of,
    short_application,
)
from activities.containers.port import Owner
from models.base import new_id
from models.errors import InvalidInput
from settings import LONGEST_SOCKET_FOLDER


@given(version=st.integers(1, 9999), ids=st.tuples(st.uuids(), st.uuids()))
def test_a_lost_instance_is_started_under_its_old_name(
    version: int, ids: tuple[object, object]
) -> None:
    owner = Owner(application_id=str(ids[0]), version=version, job_id=str(ids[1]))
    name = instance_name(owner)
    again = owner_of(name, owner.application_id)
    assert instance_name(again) == name
    assert again.version == version
    assert checked_instance(name) == name


def test_applications_made_in_the_same_millisecond_have_different_short_names() -> None:
    assert len({short_application(new_id()) for _ in range(500)}) == 500


@pytest.mark.parametrize("bad", ["", "..", "a/b", "-a", "a b", "a" * 65, "a\n", "é"])
def test_ids_that_could_be_paths_are_refused(bad: str) -> None:
    with pytest.raises(InvalidInput):
        checked_id(bad)


@pytest.mark.parametrize("bad", ["", "nginx", "orchestrator-a-v1", "orchestrator-../../x-v1-b"])
def test_names_of_others_are_refused(bad: str) -> None:
    with pytest.raises(InvalidInput):
        checked_instance(bad)


def test_socket_paths_stay_below_the_limit() -> None:
    owner = Owner(application_id=new_id(), version=99_999, job_id=new_id())
    _, _, folder, job = instance_name(owner).split("-")
    path = f"{'x' * LONGEST_SOCKET_FOLDER}/{short_application(owner.application_id)}"
    assert len(f"{path}/{folder}-{job}/app.sock") < 104
