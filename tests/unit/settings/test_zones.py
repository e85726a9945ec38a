"""Whose days applications go by."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import RuntimeSettings
from settings.zones import is_zone, machine_zone


@pytest.fixture
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TZ", raising=False)
    return tmp_path


def test_a_machine_may_tell_nothing(etc: Path) -> None:
    (etc / "localtime").write_bytes(b"TZif")
    assert machine_zone(etc) is None


def test_a_machine_tells_its_zone(etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (etc / "localtime").symlink_to("/usr/share/zoneinfo/America/Lima")
    assert machine_zone(etc) == "America/Lima"
    (etc / "timezone").write_text("Asia/Tokyo\n")
    assert machine_zone(etc) == "Asia/Tokyo"
    for told in ("Europe/Berlin", ":Europe/Berlin", ":/usr/share/zoneinfo/Europe/Berlin"):
        monkeypatch.setenv("TZ", told)
        assert machine_zone(etc) == "Europe/Berlin"


@pytest.mark.parametrize("odd", ["", "CET-1CEST", "/etc/localtime", "../../etc/passwd", "Europe"])
def test_what_is_no_name_is_passed_over(
    odd: str, etc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", odd)
    (etc / "timezone").write_bytes(b"\xff")
    (etc / "localtime").symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    assert machine_zone(etc) == "Asia/Tokyo"
    assert not is_zone(odd)


def test_the_settings_win_over_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert RuntimeSettings(time_zone="Europe/Berlin").zone == "Europe/Berlin"
    assert RuntimeSettings(time_zone="").zone == RuntimeSettings().zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("Europe/Berlim", "did you mean Europe/Berlin"),
        ("new york", "did you mean America/New_York"),
        ("../etc/passwd\n", "write it like Europe/Berlin"),
    ],
)
def test_what_is_no_zone_is_refused(wrong: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        RuntimeSettings(time_zone=wrong)
