"""What is reported, once, and taken back, once."""

from datetime import timedelta

from activities.resources.alarms import Alarms
from activities.resources.host import HostSize
from activities.resources.sampling import Measured
from models.applications import Application
from models.quality import Severity
from models.resources import Sample, host_subject
from models.specification import ResourceLimits
from settings import ResourceSettings
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.activities.resources.conftest import NOON, live_application

SIZE = HostSize(cores=2, memory_bytes=8 << 30, disk_bytes=100 << 30)
SETTINGS = ResourceSettings(alarm_minutes=1, interval_seconds=30)


class Told:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str, str]] = []
        self.sentences: list[str] = []

    async def raise_finding(
        self, kind: str, subject: str, severity: Severity, sentence: str
    ) -> None:
        self.all.append(("raised", kind, subject))
        self.sentences.append(sentence)

    async def clear_finding(self, kind: str, subject: str) -> None:
        self.all.append(("cleared", kind, subject))


def used(subject: str, number: int, megabytes: int) -> Sample:
    memory = megabytes << 20
    return Sample(
        subject=subject,
        at=NOON + timedelta(seconds=30 * number),
        memory=memory,
        memory_p95=memory,
        memory_max=memory,
        disk=1 << 20,
    )


async def rows(alarms: Alarms, application: Application, megabytes: list[int]) -> None:
    for number, value in enumerate(megabytes):
        await alarms.run(Measured([used(application.id, number, value)], [application]))


async def test_an_application_near_its_limit_is_reported_once_and_cleared_once(
    store: MetadataStore,
) -> None:
    limits = ResourceLimits(memory_mb=200)
    near = samples.deployment().model_copy(update={"limits": limits})
    application = await live_application(store, deployment=near)
    told = Told()
    alarms = Alarms(told, SETTINGS, SIZE)

    await rows(alarms, application, [190, 100, 190])
    assert ("raised", "application_memory", application.id) not in told.all
    await rows(alarms, application, [190, 190, 175, 190, 175])
    await rows(alarms, application, [100, 100, 100])
    of_memory = [what for what, kind, _ in told.all if kind == "application_memory"]
    assert of_memory == ["raised", "cleared"]
    assert "95% of its 200 MB" in told.sentences[0]


async def test_a_full_disk_of_the_machine_names_what_helps() -> None:
    told = Told()
    alarms = Alarms(told, SETTINGS, SIZE)
    full = used(host_subject("local"), 0, 100).model_copy(update={"disk": 95 << 30, "cpu": 0.1})
    for _ in range(3):
        await alarms.run(Measured([full], []))
    assert [(what, kind) for what, kind, _ in told.all if what == "raised"] == [
        ("raised", "host_disk")
    ]
    assert "clean-up" in told.sentences[0]
