"""Which host an application gets."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from activities.hosts.placement import Need, Rules, place, required_labels
from models.applications import RuntimeName
from models.hosts import Candidate, Host, HostLoad, HostState, Resources
from settings import PlacementPolicy
from tests import samples

ROOMY = Resources(cpus=4, memory_mb=8_000, disk_mb=50_000)
SMALL = Need(resources=Resources(cpus=1, memory_mb=192, disk_mb=512))
SPREAD, PACK = Rules(), Rules(policy=PlacementPolicy.PACK)


def candidate(
    name: str,
    applications: int = 0,
    *,
    memory_taken: int = 0,
    cpus_taken: float = 0,
    state: HostState = HostState.ALIVE,
    free: Resources = ROOMY,
    labels: dict[str, str] | None = None,
) -> Candidate:
    host = Host(
        name=name,
        place=f"docker {name}",
        runtime=RuntimeName.DOCKER,
        labels=labels or {},
        capacity=ROOMY,
        free=free,
        registered_at=samples.NOW,
        seen_at=samples.NOW,
    )
    reserved = Resources(memory_mb=memory_taken, cpus=cpus_taken)
    return Candidate(
        host=host, state=state, load=HostLoad(applications=applications, reserved=reserved)
    )


def test_spreading_takes_the_host_with_the_fewest_applications_packing_the_fullest() -> None:
    hosts = [candidate("attic", 3), candidate("cellar", 1)]
    assert place(hosts, SMALL, SPREAD).host == "cellar"
    assert place(hosts, SMALL, PACK).host == "attic"


def test_of_equally_many_the_one_with_more_memory_left_and_then_the_name_decides() -> None:
    hosts = [candidate("attic", memory_taken=900), candidate("cellar", memory_taken=300)]
    assert place(hosts, SMALL, SPREAD).host == "cellar"
    assert place(hosts, SMALL, PACK).host == "attic"
    assert place([candidate("b"), candidate("a")], SMALL, SPREAD).host == "a"


def test_who_is_not_alive_or_has_not_the_label_gets_nothing_and_it_is_said_why() -> None:
    wanted = SMALL.model_copy(update={"labels": {"zone": "attic"}})
    hosts = [
        candidate("a", state=HostState.DRAINING, labels={"zone": "attic"}),
        candidate("b", state=HostState.SILENT, labels={"zone": "attic"}),
        candidate("c", labels={"zone": "cellar"}),
    ]
    placed = place(hosts, wanted, SPREAD)
    assert placed.host is None
    assert placed.refusals == {
        "a": "it is draining",
        "b": "it is silent",
        "c": "it has not the label zone=attic",
    }


def test_the_lack_is_named_with_its_figures() -> None:
    need = Need(resources=Resources(cpus=2, memory_mb=900, disk_mb=600))
    low = ROOMY.model_copy(update={"memory_mb": 300})
    full = ROOMY.model_copy(update={"disk_mb": 100})
    hosts = [
        candidate("a", free=low),
        candidate("b", memory_taken=15_900),
        candidate("c", cpus_taken=63),
        candidate("d", free=full),
    ]
    assert place(hosts, need, SPREAD).refusals == {
        "a": "900 MB of memory are needed, 300 MB are free",
        "b": "900 MB of memory are needed, 100 MB are free",
        "c": "2 processors are needed, 1 are free",
        "d": "600 MB of disk are needed, 100 MB are free",
    }


def test_only_labels_of_an_application_that_speak_of_hosts_count() -> None:
    found = required_labels({"rack": "1", "zone": "any"}, {"host:zone": "attic", "team": "home"})
    assert found == {"rack": "1", "zone": "attic"}


candidates = st.lists(
    st.builds(
        candidate,
        st.text("abcdef", min_size=1, max_size=3),
        st.integers(0, 5),
        memory_taken=st.integers(0, 20_000),
        cpus_taken=st.integers(0, 80),
        state=st.sampled_from(HostState),
        labels=st.sampled_from([{}, {"zone": "attic"}]),
    ),
    unique_by=lambda one: one.host.name,
    max_size=6,
)
needs = st.builds(
    Need,
    resources=st.builds(
        Resources,
        cpus=st.floats(0.1, 8),
        memory_mb=st.integers(64, 4096),
        disk_mb=st.integers(64, 60_000),
    ),
    labels=st.sampled_from([{}, {"zone": "attic"}]),
)
rules = st.builds(Rules, policy=st.sampled_from(PlacementPolicy))


@given(candidates, needs, rules, st.randoms())
def test_the_choice_fits_is_the_best_and_does_not_depend_on_the_order(
    hosts: list[Candidate], need: Need, how: Rules, chance: Random
) -> None:
    placed = place(hosts, need, how)
    shuffled = hosts.copy()
    chance.shuffle(shuffled)

    assert place(shuffled, need, how) == placed
    fitting = {one.host.name: one for one in hosts if one.host.name not in placed.refusals}
    if placed.host is None:
        assert not fitting
        return
    chosen = fitting[placed.host]
    assert chosen.state is HostState.ALIVE
    assert need.labels.items() <= chosen.host.labels.items()
    taken = chosen.load.reserved.memory_mb + need.resources.memory_mb
    assert taken <= chosen.host.capacity.memory_mb * how.memory_overcommit
    numbers = [one.load.applications for one in fitting.values()]
    best = min(numbers) if how.policy is PlacementPolicy.SPREAD else max(numbers)
    assert chosen.load.applications == best


@given(candidates, needs, rules)
def test_a_host_that_is_of_no_use_changes_nothing(
    hosts: list[Candidate], need: Need, how: Rules
) -> None:
    if place(hosts, need, how).host is not None:
        more = [*hosts, candidate("zz-another", state=HostState.LOST)]
        assert place(more, need, how).host == place(hosts, need, how).host
