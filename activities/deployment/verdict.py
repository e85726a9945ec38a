"""When what was seen of a watched version proves a fault."""

from activities.containers.port import InstanceState
from activities.deployment.evidence import PROBES, Sighting
from activities.deployment.visitors import Counter
from activities.serving.health import Probe
from models.base import utc_now
from models.deployments import FailureStage, Fault, ProbeRecord, VisitorCount, WatchRules
from models.errors import Unhealthy


def ended_by_itself(state: InstanceState | None) -> Sighting | None:
    """Return the fault of a program that ended, also if it was started again since."""
    if state is None:
        return _watched(Fault.ENDED, "The instance is gone.")
    if not state.running:
        told = f"The program ended with code {state.exit_code}."
        return _watched(Fault.ENDED, told)
    if state.restarts:
        told = "The program ended by itself and had to be started again."
        return _watched(Fault.RESTARTED, told)
    return None


def visitors_fault(rules: WatchRules, seen: VisitorCount | None) -> Sighting | None:
    """Return the fault of a version whose visitors get more errors than they may."""
    if seen is None or seen.requests < rules.least_requests or seen.rate <= rules.error_rate:
        return None
    told = (
        f"{seen.errors} of {seen.requests} requests of visitors were answered with an error"
        f" ({seen.rate:.0%}; {rules.error_rate:.0%} are allowed)."
    )
    return _watched(Fault.VISITORS_ERRORS, told).model_copy(update={"visitors": seen})


class Looks:
    """The looks at one version, and what follows from them."""

    def __init__(self, rules: WatchRules, counter: Counter) -> None:
        self._rules = rules
        self._counter = counter
        self._bad: list[Probe] = []
        self.number = 0
        self.records: list[ProbeRecord] = []
        """The last of them."""

    def add(self, seen: Probe, *, blameless: bool) -> None:
        """Take in one look; a blameless one failed for a reason that is not the version's."""
        self.number += 1
        self.records = [*self.records, record_of(seen)][-PROBES:]
        self._bad = [] if seen.healthy or blameless else [*self._bad, seen]

    @property
    def suspicious(self) -> bool:
        """Whether one more failing look would be proof."""
        return len(self._bad) + 1 >= self._rules.failures_in_a_row

    def failing(self) -> Sighting | None:
        """Return the fault when too many looks in a row failed."""
        if len(self._bad) < self._rules.failures_in_a_row:
            return None
        last = self._bad[-1]
        fault = Fault.NO_ANSWER if last.status is None else Fault.BAD_STATUS
        told = f"Asked whether it is well {len(self._bad)} times in a row, {last.sentence}."
        return _watched(fault, told)

    async def visitors(self) -> Sighting | None:
        """Return the fault when visitors get too many errors."""
        return visitors_fault(self._rules, await self._counter.read())


def record_of(seen: Probe) -> ProbeRecord:
    """Return a look as it is kept."""
    return ProbeRecord(
        at=utc_now(),
        status=seen.status,
        error=seen.error,
        milliseconds=round(1000 * seen.seconds, 1),
    )


def gate_sighting(problem: Unhealthy) -> Sighting:
    """Return what proves that a version never became healthy."""
    status, ended = problem.context.get("status"), problem.context.get("ended", False)
    fault = Fault.ENDED if ended else Fault.NO_ANSWER if status is None else Fault.BAD_STATUS
    look = ProbeRecord(
        at=utc_now(),
        status=status,
        error=str(problem.context.get("error", "")),
        milliseconds=1000 * float(problem.context.get("waited_seconds", 0.0)),
    )
    return Sighting(stage=FailureStage.GATE, fault=fault, summary=problem.message, probes=(look,))


def _watched(fault: Fault, summary: str) -> Sighting:
    return Sighting(stage=FailureStage.WATCH, fault=fault, summary=summary)
