"""What is wrong, by one look at a host; pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from activities.alerts.course import Observation
from activities.alerts.kinds import OF_APPLICATIONS, REPORTED
from activities.health.survey import Seen, Survey
from models.alerts import Aspect, Finding, FindingKind
from models.applications import Application
from settings import HealthSettings

LATE_SECONDS = 10.0
"""A worker that is well takes work within milliseconds."""


def observations(
    survey: Survey, host: str, health: HealthSettings, now: datetime
) -> list[Observation]:
    """Return everything that is wrong."""
    found = list(_of_host(survey, host, health, now))
    for seen in survey.seen:
        found += _of_application(seen, survey)
    running = {seen.application.id: seen.application for seen in survey.seen}
    found += survey.pressures.observations(host, running)
    return [*found, *_leftovers(survey)]


def is_unknown(found: Finding, survey: Survey) -> bool:
    """Say whether the look tells nothing of an open finding that it has not seen."""
    subject = found.subject
    if found.aspect in REPORTED:
        return is_expected(found, survey)
    if survey.pressures.is_unknown(found):
        return True
    if found.aspect is Aspect.LEFTOVER:
        return bool(survey.runtime_problem)
    if found.aspect not in OF_APPLICATIONS:
        return False
    if subject in survey.busy:
        return True
    if found.aspect is Aspect.SOCKET:
        return False
    if found.aspect is Aspect.ROUTE:
        return bool(survey.proxy_problem)
    if survey.runtime_problem:
        return True
    return (
        found.aspect is Aspect.CONFIGURATION
        and is_expected(found, survey)
        and (subject not in survey.inspected)
    )


def is_expected(found: Finding, survey: Survey) -> bool:
    """Say whether anybody still expects the finding's subject to be well."""
    if found.aspect in REPORTED:
        return found.application_id is None or found.application_id in survey.here
    if found.aspect not in OF_APPLICATIONS:
        return True
    return any(seen.application.id == found.subject for seen in survey.seen)


def _of_host(
    survey: Survey, host: str, health: HealthSettings, now: datetime
) -> Iterator[Observation]:
    def on_host(
        kind: FindingKind, summary: str, *evidence: str, subject: str = host
    ) -> Observation:
        return Observation(
            kind=kind, subject=subject, summary=summary, evidence=evidence, title=f"Host {host}"
        )

    if survey.proxy_problem:
        told = "The proxy in front of the applications does not answer: nobody reaches them."
        yield on_host(FindingKind.PROXY_DOWN, told, survey.proxy_problem)
    if survey.runtime_problem:
        told = "What runs the applications does not answer: nothing can be started or healed."
        yield on_host(FindingKind.RUNTIME_DOWN, told, survey.runtime_problem)
    if survey.waited_seconds > LATE_SECONDS:
        told = "Work waits long for a worker: the machine is overloaded, or Temporal is slow."
        waited = f"The last look waited for {survey.waited_seconds:.0f} s."
        yield on_host(FindingKind.WORK_DELAYED, told, waited)
    for disk in survey.disks:
        kind = _disk_kind(disk.free_megabytes, health)
        if kind is not None:
            told = f"The disk that holds {disk.folder} is {_NEARLY[kind]}full."
            left = f"{disk.free_megabytes} MB of {disk.total_megabytes} MB are free."
            yield on_host(kind, told, left, subject=disk.folder)
    for name, end in survey.certificates.items():
        if end - now < timedelta(days=health.certificate_days):
            word = "ended" if end <= now else "ends"
            told = f"The certificate of {name} {word} on {end:%Y-%m-%d %H:%M} UTC."
            yield on_host(FindingKind.CERTIFICATE_EXPIRING, told, subject=name)


_NEARLY = {FindingKind.DISK_LOW: "nearly ", FindingKind.DISK_FULL: ""}


def _disk_kind(free_megabytes: int, health: HealthSettings) -> FindingKind | None:
    if free_megabytes < health.disk_full_megabytes:
        return FindingKind.DISK_FULL
    return FindingKind.DISK_LOW if free_megabytes < health.disk_low_megabytes else None


def _of_application(seen: Seen, survey: Survey) -> Iterator[Observation]:
    application = seen.application
    if seen.replaced:
        # Of its health nothing is known, as nobody has asked; it is stopped in any case.
        told = "It put a link in the place of its socket, which could lead to other programs."
        yield _about(application, FindingKind.SOCKET_REPLACED, told)
        return
    if not survey.runtime_problem:
        yield from _of_service(seen)
        yield from _of_configuration(seen, survey.inspected.get(application.id, []))
    if application.id in survey.astray:
        if survey.astray[application.id]:
            kind, told = FindingKind.ROUTE_WRONG, "Its address does not lead to it."
        else:
            kind, told = FindingKind.ROUTE_LOST, "The proxy does not know its address."
        yield _about(application, kind, told)


def _of_service(seen: Seen) -> Iterator[Observation]:
    application, glimpse = seen.application, seen.glimpse
    if glimpse is None:
        yield _about(application, FindingKind.INSTANCE_GONE, "What should run for it is gone.")
    elif not glimpse.running or (glimpse.restarting and not seen.answers):
        told = "Its program has ended."
        yield _about(application, FindingKind.INSTANCE_ENDED, told, f"Its state: {glimpse.state}.")
    elif not seen.answers:
        last = seen.probes[-1].sentence if seen.probes else "it was never asked"
        evidence = [f"Asked for its health, {probe.sentence}." for probe in seen.probes]
        told = f"It runs, but is not well: {last}."
        found = _about(application, FindingKind.UNRESPONSIVE, told, *evidence)
        yield found.model_copy(update={"crashed": glimpse.restarts > 0})


def _of_configuration(seen: Seen, inspected: list[str]) -> Iterator[Observation]:
    application, glimpse = seen.application, seen.glimpse
    deployment = application.deployment
    if glimpse is None or deployment is None:
        return
    if glimpse.image != deployment.image:
        told = "Something else runs than the version that is recorded."
        yield _about(
            application,
            FindingKind.WRONG_IMAGE,
            told,
            f"It runs from {glimpse.image} instead of {deployment.image}.",
        )
    elif inspected:
        told = "Its limits or its protection were changed by hand."
        yield _about(application, FindingKind.CHANGED_BY_HAND, told, *inspected)


def _about(application: Application, kind: FindingKind, told: str, *evidence: str) -> Observation:
    return Observation(
        kind=kind,
        subject=application.id,
        summary=told,
        evidence=evidence,
        application_id=application.id,
        owner=application.owner,
        title=application.title,
    )


def _leftovers(survey: Survey) -> Iterator[Observation]:
    for glimpse in survey.orphans:
        yield Observation(
            kind=FindingKind.ORPHAN,
            subject=glimpse.name,
            summary="An instance of ours belongs to nothing any more.",
            evidence=(f"{glimpse.name} of application {glimpse.owner.application_id}.",),
            title=glimpse.name,
        )
