"""Lines of the access log, and reading on where it was read before."""

import json
import os
from pathlib import Path

from activities.visitors.access_log import add_up, lines_of
from activities.visitors.log_files import CHUNK_BYTES, Part, parts
from models.traffic import LogPosition, latency_class, percentile_ms

ONE, TWO = "0199-one", "0199-two"


def line(application: str | None = ONE, at: float = 60.5, **changes: object) -> bytes:
    found = {"ts": at, "duration": 0.01, "size": 100, "status": 200, **changes}
    if application is not None:
        found["app"] = application
    return json.dumps(found, separators=(",", ":")).encode() + b"\n"


def test_visits_are_summed_per_application_and_minute() -> None:
    text = b"".join(
        [
            line(),
            line(at=119.9, status=404),
            line(at=120.0, status=502, duration=2.0),
            line(TWO, status=101, duration=3600.0),
            line(ONE, page="starting", status=503),
            line(TWO, probe="1"),
            line(None),
            b'{"app":"0199-one","ts":broken\n',
            b'{"app":"0199-one"}\n',
        ]
    )
    found = {(one.application_id, one.at.minute): one for one in add_up(text)}
    assert set(found) == {(ONE, 1), (ONE, 2), (TWO, 1)}
    first = found[ONE, 1].sums
    assert (first.requests, first.client_errors, first.server_errors) == (2, 1, 0)
    assert (first.bytes, first.pages) == (200, 1)
    assert found[ONE, 2].sums.server_errors == 1
    assert found[TWO, 1].sums.requests == 1, "the orchestrator's own looks do not count"
    assert found[TWO, 1].sums.latencies == {}, "a WebSocket's length is no latency"
    last = found[ONE, 1].last
    assert last is not None
    assert last.timestamp() == 119.9
    assert len(list(lines_of(text, TWO))) == 2


def test_only_probes_are_no_visit() -> None:
    assert add_up(line(probe="1")) == []


def test_percentiles_are_within_five_percent() -> None:
    latencies: dict[int, int] = {}
    for milliseconds in range(1, 1001):
        number = latency_class(milliseconds / 1000)
        latencies[number] = latencies.get(number, 0) + 1
    for share in (0.5, 0.95, 0.99):
        found = percentile_ms(latencies, share)
        assert found is not None
        assert abs(found / (share * 1000) - 1) < 0.05
    assert percentile_ms({}, 0.5) is None


def read(log: Path, position: LogPosition | None) -> tuple[bytes, LogPosition | None]:
    found: list[Part] = list(parts(log, position))
    return b"".join(part.text for part in found), found[-1].after if found else position


def test_a_log_is_read_once_over_rotations_and_cut_lines(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    assert read(log, None) == (b"", None)
    log.write_bytes(b"one\ntwo\nthr")
    text, position = read(log, None)
    assert text == b"one\ntwo\n"
    with log.open("ab") as file:
        file.write(b"ee\n")
    log.rename(tmp_path / "access-2026-01-01T00-00-00.000.log")
    (tmp_path / "access-2026-01-01T00-00-01.000.log").write_bytes(b"four\n")
    log.write_bytes(b"five\n")
    text, position = read(log, position)
    assert text == b"three\nfour\nfive\n"
    assert read(log, position) == (b"", position)

    log.unlink()
    log.write_bytes(b"a new file, perhaps with the number of the old one\n")
    assert read(log, position)[0].endswith(b"the old one\n")


def test_when_the_file_of_a_position_is_gone_what_is_left_is_newer(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(b"new\n")
    assert read(log, LogPosition(file="gone", offset=99))[0] == b"new\n"


def test_a_long_log_comes_in_parts_of_whole_lines(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(b"first\n" + b"x" * 99 + b"\n" + (b"y" * 99 + b"\n") * (CHUNK_BYTES // 50))
    found = list(parts(log, None))
    assert len(found) == 3
    assert all(part.text.endswith(b"\n") for part in found)
    assert sum(len(part.text) for part in found) == log.stat().st_size


def test_files_of_before_a_moment_are_left_out(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(b"new\n")
    old = tmp_path / "access-2026-01-01T00-00-00.000.log"
    old.write_bytes(b"old\n")
    os.utime(old, (100, 100))
    assert b"".join(part.text for part in parts(log, None, since=200)) == b"new\n"
