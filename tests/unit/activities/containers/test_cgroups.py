"""What the kernel's files say, in either of their two layouts."""

from pathlib import Path

import pytest

from activities.containers.cgroups import read_cgroup
from activities.containers.data_sizes import DataSizes, folder_bytes

CONTAINER = "c0ffee"
_MEGABYTE = 1024 * 1024
UNIFIED = {
    "cpu.stat": "usage_usec 2500000\nuser_usec 1\nnr_throttled 3\nthrottled_usec 500000\n",
    "memory.current": f"{60 * _MEGABYTE}\n",
    "memory.stat": f"anon 1\ninactive_file {15 * _MEGABYTE}\nactive_file {5 * _MEGABYTE}\n",
    "memory.peak": f"{70 * _MEGABYTE}\n",
    "memory.events": "low 0\noom 2\noom_kill 2\n",
    "pids.current": "4\n",
}
SEPARATE = {
    "cpuacct/cpuacct.usage": "2500000000\n",
    "cpu/cpu.stat": "nr_periods 5\nthrottled_time 500000000\n",
    "memory/memory.usage_in_bytes": f"{60 * _MEGABYTE}\n",
    "memory/memory.stat": (
        f"inactive_file 1\ntotal_inactive_file {15 * _MEGABYTE}\n"
        f"total_active_file {5 * _MEGABYTE}\n"
    ),
    "memory/memory.max_usage_in_bytes": f"{70 * _MEGABYTE}\n",
    "memory/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
    "pids/pids.current": "4\n",
}


def unified(root: Path, place: str) -> None:
    root.mkdir(exist_ok=True)
    (root / "cgroup.controllers").write_text("cpu memory pids\n")
    for name, text in UNIFIED.items():
        write(root / place / name, text)


def separate(root: Path, place: str) -> None:
    for name, text in SEPARATE.items():
        controller, _, file = name.partition("/")
        write(root / controller / place / file, text)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("place", [f"docker/{CONTAINER}", f"system.slice/docker-{CONTAINER}.scope"])
@pytest.mark.parametrize("layout", [unified, separate])
def test_both_layouts_say_the_same(tmp_path: Path, layout: object, place: str) -> None:
    assert callable(layout)
    layout(tmp_path, place)
    found = read_cgroup(CONTAINER, tmp_path)
    assert found is not None
    assert (found.cpu_seconds, found.throttled_seconds) == (2.5, 0.5)
    assert found.memory_bytes == 40 * _MEGABYTE
    assert found.memory_peak_bytes == 70 * _MEGABYTE
    assert (found.pids, found.oom_kills) == (4, 2)


@pytest.mark.parametrize("layout", [unified, separate])
def test_a_container_that_ended_says_nothing(tmp_path: Path, layout: object) -> None:
    assert callable(layout)
    layout(tmp_path, "docker/another")
    assert read_cgroup(CONTAINER, tmp_path) is None
    assert read_cgroup(CONTAINER, tmp_path / "nowhere") is None


def test_a_folder_is_as_large_as_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(bytes(100_000))
    (tmp_path / "link").symlink_to("/usr")
    size = folder_bytes(tmp_path)
    assert size is not None
    assert 100_000 <= size < 150_000
    assert folder_bytes(tmp_path / "none") is None


def test_sizes_are_looked_at_now_and_then_the_oldest_first(tmp_path: Path) -> None:
    now = [0.0]
    sizes = DataSizes(clock=lambda: now[0])
    folder = tmp_path / "a"
    folder.mkdir()
    assert sizes.of({"a": folder}) == {"a": 0}
    (folder / "file").write_bytes(bytes(50_000))
    now[0] = 59.0
    assert sizes.of({"a": folder}) == {"a": 0}
    now[0] = 61.0
    later = sizes.of({"a": folder})["a"]
    assert later is not None
    assert later >= 50_000


@pytest.mark.parametrize(("takes", "fresh"), [(0.0, 60), (0.02, 200), (0.09, 600)])
def test_what_takes_longer_to_look_at_is_looked_at_less_often(
    tmp_path: Path, takes: float, fresh: float
) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += takes  # as if whatever is done between two looks at the clock took that long
        return now[0]

    sizes = DataSizes(clock)
    sizes.of({"a": tmp_path})
    (tmp_path / "file").write_bytes(bytes(50_000))
    now[0] = fresh - 3 * takes - 1
    small = sizes.of({"a": tmp_path})["a"]
    now[0] = fresh + 3 * takes + 1
    large = sizes.of({"a": tmp_path})["a"]
    assert small is not None
    assert large is not None
    assert small < 50_000 <= large
