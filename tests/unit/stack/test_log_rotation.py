"""Logs of the stack stay small, and whoever writes to them notices nothing."""

from pathlib import Path

from stack.log_rotation import LogRotation


def test_a_writer_goes_on_in_the_emptied_file_and_every_line_is_kept_once(tmp_path: Path) -> None:
    log, rotation = tmp_path / "worker.log", LogRotation(tmp_path, largest=100, keep=2)
    with log.open("ab", buffering=0) as writer:
        for number in range(30):
            writer.write(f"line {number:02}\n".encode())
            rotation.look()
    files = [tmp_path / f"worker.log{end}" for end in (".2", ".1", "")]
    text = "".join(file.read_text() for file in files)
    assert text == "".join(f"line {number:02}\n" for number in range(30))
    assert log.stat().st_size < 100
    assert {path.name for path in tmp_path.iterdir()} == {file.name for file in files}


def test_only_so_many_are_kept_and_small_ones_stay(tmp_path: Path) -> None:
    large, small = tmp_path / "api.log", tmp_path / "proxy.log"
    small.write_text("little")
    rotation = LogRotation(tmp_path, largest=10, keep=2)
    for number in range(4):
        large.write_text(f"{number}" * 20)
        assert rotation.look() == 1
    assert rotation.look() == 0
    kept = {path.name: path.read_text()[:1] for path in tmp_path.glob("api.log*")}
    assert kept == {"api.log": "", "api.log.1": "3", "api.log.2": "2"}
    assert small.read_text() == "little"


def test_what_a_killed_one_left_is_no_obstacle(tmp_path: Path) -> None:
    log = tmp_path / "api.log"
    log.write_text("x" * 20)
    log.with_suffix(".new").write_text("half of it")
    assert LogRotation(tmp_path, largest=10, keep=1).look() == 1
    assert (tmp_path / "api.log.1").read_text() == "x" * 20
    assert log.read_text() == ""


def test_where_no_copy_can_be_made_the_oldest_makes_room_and_the_log_stays(tmp_path: Path) -> None:
    log, oldest = tmp_path / "worker.log", tmp_path / "worker.log.2"
    oldest.write_text("old")
    log.write_text("new" * 10)
    in_the_way = log.with_suffix(".new")
    in_the_way.mkdir()
    rotation = LogRotation(tmp_path, largest=10, keep=2)
    assert rotation.look() == 0
    assert not oldest.exists()
    assert log.read_text() == "new" * 10
    in_the_way.rmdir()
    assert rotation.look() == 1


def test_without_logs_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert LogRotation(tmp_path / "missing", largest=1, keep=1).look() == 0
