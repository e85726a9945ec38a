"""From which point on requests are delayed or refused, and when that is over."""

import pytest
from pydantic import ValidationError

from api.pressure import Gauge, Level, LocalMachine, Pressure, Sample
from settings import QueueSettings
from tests.unit.storage.contract_jobs import ROOT

FREE, DELAYED, REFUSED = Level.FREE, Level.DELAYED, Level.REFUSED


class FakeMachine:
    def __init__(self) -> None:
        self.sample = Sample(free_memory_mb=9000, free_disk_mb=9000, load=0.1)
        self.looks = 0

    def look(self) -> Sample:
        self.looks += 1
        return self.sample


def test_a_threshold_holds_until_the_figure_has_clearly_gone_back() -> None:
    gauge = Gauge(10, 100, relief=0.8)
    read = [(9, FREE), (10, DELAYED), (9, DELAYED), (8, DELAYED), (7, FREE), (9, FREE)]
    read += [(120, REFUSED), (90, REFUSED), (79, DELAYED), (99, DELAYED), (5, FREE)]
    assert [(figure, gauge.read(figure)) for figure, _ in read] == read


def test_where_low_is_bad_more_is_needed_to_end_it() -> None:
    gauge = Gauge(1000, 100, relief=0.8, low=True)
    read = [(1001, FREE), (1000, DELAYED), (1200, DELAYED), (1251, FREE)]
    read += [(0, REFUSED), (124, REFUSED), (126, DELAYED)]
    assert [(figure, gauge.read(figure)) for figure, _ in read] == read


def test_a_threshold_of_nothing_is_never_reached_where_low_is_bad() -> None:
    assert Gauge(0, 0, relief=0.8, low=True).read(0) is FREE


def test_the_machine_is_looked_at_once_a_second_and_the_worst_counts() -> None:
    machine, now = FakeMachine(), [0.0]
    pressure = Pressure(QueueSettings(), machine, lambda: now[0])
    assert pressure.of_machine()[0] is FREE
    machine.sample = Sample(free_memory_mb=400, free_disk_mb=100, load=0.1)
    assert pressure.of_machine()[0] is FREE
    now[0] = 1.0
    assert [pressure.of_machine() for _ in range(3)] == [(REFUSED, "disk")] * 3
    assert machine.looks == 2
    assert pressure.of_jobs(10) is DELAYED


def test_this_machine_can_be_looked_at() -> None:
    sample = LocalMachine(ROOT / "not" / "there" / "yet").look()
    assert min(sample.free_memory_mb, sample.free_disk_mb) > 0
    assert sample.load >= 0


def test_nothing_is_refused_before_it_is_delayed() -> None:
    with pytest.raises(ValidationError, match="delayed before"):
        QueueSettings(delay_jobs=10, refuse_jobs=5)
