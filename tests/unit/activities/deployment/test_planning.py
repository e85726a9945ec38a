"""Plans as a function of what is live and what is wanted."""

from typing import Any

from activities.deployment.messages import PlanInput
from activities.deployment.planning import HostFacts, plan_deployment, told
from models.applications import Endpoint, RuntimeName
from models.base import new_id
from models.deployments import DeploymentPlan, PlannedInstance, StepName, WatchRules
from models.jobs import JobKind
from models.specification import DeploymentSettings, ResourceLimits
from tests import samples

HOST = HostFacts(
    name="attic",
    runtime=RuntimeName.DOCKER,
    address="http://books.localhost:8780",
    data_folder="/d/data",
    watch=WatchRules(error_rate=0.1),
)
SMALL, LARGE = ResourceLimits(memory_mb=128), ResourceLimits(memory_mb=512)


def planned(before: PlannedInstance | None = None, **changes: Any) -> DeploymentPlan:
    values = {
        "job": samples.job(new_id(), new_id()),
        "kind": JobKind.MODIFY,
        "slug": "books",
        "version": 2,
        "image": "image-2",
        "limits": SMALL,
        "settings": DeploymentSettings(health_path="/ready"),
        "live": samples.deployment(1),
        "saves_data": True,
        "watch_seconds": 7.0,
    }
    return plan_deployment(PlanInput(**(values | changes)), HOST, before, samples.NOW)


def instance(version: int) -> PlannedInstance:
    return PlannedInstance(
        version=version,
        image=f"kept-{version}",
        runtime=RuntimeName.DOCKER,
        host="attic",
        limits=LARGE,
        settings=DeploymentSettings(),
    )


def names(plan: DeploymentPlan) -> list[StepName]:
    return [step.name for step in plan.steps]


def test_a_change_saves_data_and_keeps_the_old_version_until_the_new_one_proved_itself() -> None:
    plan = planned()
    assert plan.stops is not None
    assert (plan.starts.version, plan.stops.version) == (2, 1)
    assert plan.stops.instance == "instance-1"
    assert names(plan) == ["save", "start", "switch", "watch", "record", "retire"]
    assert "/ready" in plan.steps[1].does
    assert "back to version 1" in plan.steps[2].undone_by
    assert (plan.watch.seconds, plan.watch.error_rate) == (7.0, 0.1)
    assert plan.data.kept_in.endswith("-data")
    assert not plan.route.is_new
    assert told(plan).startswith("Version 2 will be started on attic beside version 1")


def test_a_first_version_has_nothing_to_stop_and_a_new_address() -> None:
    plan = planned(live=None, version=1, kind=JobKind.CREATE, saves_data=False)
    assert plan.stops is None
    assert plan.route.is_new
    assert names(plan) == ["start", "switch", "watch", "record"]
    assert plan.steps[1].undone_by == "Take the address away."


def test_what_was_live_comes_back_with_what_it_was_live_with() -> None:
    plan = planned(instance(1), version=1, kind=JobKind.ROLL_BACK, live=samples.deployment(2))
    assert (plan.starts.image, plan.starts.limits) == ("kept-1", LARGE)
    assert plan.starts.settings.health_path == "/ready", "settings belong to the version"

    never = planned(None, version=1, kind=JobKind.ROLL_BACK, live=samples.deployment(2))
    assert (never.starts.image, never.starts.limits) == ("image-2", SMALL)


def test_the_live_version_itself_starts_anew_with_its_limits() -> None:
    live = samples.deployment(2).model_copy(update={"limits": LARGE})
    assert planned(instance(2), live=live).starts.limits == LARGE
    assert planned(instance(2), live=live).starts.image == "image-2"


def test_restored_data_needs_the_old_version_stopped_first() -> None:
    plan = planned(kind=JobKind.ROLL_BACK, restores="a/v2.tar.gz", saves_data=False)
    assert names(plan)[:3] == ["save", "restore", "start"]
    assert plan.data.saved
    assert "beside" not in plan.steps[2].does
    assert "keeps running" not in plan.steps[4].does
    assert "with its own data" in told(plan)


def test_ports_are_switched_by_the_proxy() -> None:
    live = samples.deployment(1).model_copy(update={"endpoint": Endpoint(port=99)})
    assert planned(live=live).route.switched_by == "port"
    assert planned().route.switched_by == "link"
