from dataclasses import replace

import pytest

from activities.containers.port import Glimpse, Owner
from activities.health.comparing import is_expected, is_unknown, observations
from activities.health.machine import Disk
from activities.health.survey import Seen, Survey, belongs_to
from activities.serving.health import Probe
from models.alerts import Finding, FindingKind
from models.applications import Application
from settings import HealthSettings
from tests.unit.activities.health.samples import START, after, course, seen
from tests.unit.storage.samples import a_deployment, an_application

HEALTH = HealthSettings()
WELL = (Probe(status=200),)


def an_instance(application: Application, **changes: object) -> Glimpse:
    assert application.deployment is not None
    owner = Owner(application_id=application.id, version=1, job_id="j")
    name, image = application.deployment.instance, application.deployment.image
    fields = {"name": name, "owner": owner, "image": image, "running": True}
    return Glimpse.model_validate({**fields, **changes})


def a_look(**changes: object) -> tuple[Application, Survey]:
    application = an_application(deployment=a_deployment(1))
    glimpse = an_instance(application, **changes)
    return application, Survey(seen=(Seen(application, glimpse, WELL),))


def kinds(survey: Survey) -> list[FindingKind]:
    return [found.kind for found in observations(survey, "local", HEALTH, START)]


def test_nothing_is_found_when_all_is_well() -> None:
    assert kinds(a_look()[1]) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"running": False, "state": "Exited (137)"}, FindingKind.INSTANCE_ENDED),
        ({"image": "sha256:other"}, FindingKind.WRONG_IMAGE),
    ],
)
def test_an_instance_tells_what_is_wrong_with_it(
    changes: dict[str, object], kind: FindingKind
) -> None:
    assert kinds(a_look(**changes)[1]) == [kind]


def test_an_instance_that_is_not_there_is_gone() -> None:
    application, _ = a_look()
    assert kinds(Survey(seen=(Seen(application, None),))) == [FindingKind.INSTANCE_GONE]


def test_an_instance_that_does_not_answer_is_told_with_its_probes() -> None:
    application, survey = a_look()
    ill = replace(survey.seen[0], probes=(Probe(status=500), Probe(error="no answer within 2 s")))
    (found,) = observations(Survey(seen=(ill,)), "local", HEALTH, START)
    assert found.kind is FindingKind.UNRESPONSIVE
    assert found.application_id == application.id
    assert [line.partition(", ")[2] for line in found.evidence] == [
        "it answered with status 500.",
        "it did not answer (no answer within 2 s).",
    ]


def test_configurations_and_routes_are_told_apart() -> None:
    application, survey = a_look()
    changed = replace(survey, inspected={application.id: ["It is privileged."]})
    assert kinds(changed) == [FindingKind.CHANGED_BY_HAND]
    assert kinds(replace(survey, astray={application.id: False})) == [FindingKind.ROUTE_LOST]
    assert kinds(replace(survey, astray={application.id: True})) == [FindingKind.ROUTE_WRONG]


def test_a_link_in_the_place_of_its_socket_is_told_whatever_else_is_known() -> None:
    _, survey = a_look()
    replaced = replace(survey, seen=(replace(survey.seen[0], probes=(), replaced=True),))
    assert kinds(replaced) == [FindingKind.SOCKET_REPLACED]
    blind = replace(replaced, runtime_problem="gone")
    assert kinds(blind) == [FindingKind.RUNTIME_DOWN, FindingKind.SOCKET_REPLACED]


def test_a_silent_engine_says_nothing_about_applications() -> None:
    application, _ = a_look()
    survey = Survey(seen=(Seen(application, None),), runtime_problem="It does not answer.")
    assert kinds(survey) == [FindingKind.RUNTIME_DOWN]
    assert is_unknown(course().begin(seen(subject=application.id), START), survey)


def test_what_the_host_lacks_is_told() -> None:
    survey = Survey(
        proxy_problem="It does not answer.",
        disks=(Disk("/data", 90_000, 5_000), Disk("/a", 900, 100), Disk("/b", 9_000, 900)),
        certificates={"books.example.org": after(3600), "other.example.org": after(9e6)},
        waited_seconds=30,
    )
    assert kinds(survey) == [
        FindingKind.PROXY_DOWN,
        FindingKind.WORK_DELAYED,
        FindingKind.DISK_FULL,
        FindingKind.DISK_LOW,
        FindingKind.CERTIFICATE_EXPIRING,
    ]


def a_finding(kind: FindingKind, subject: str) -> Finding:
    return course().begin(seen(kind, subject), START)


def test_nothing_is_concluded_about_what_a_job_works_on() -> None:
    application, _ = a_look()
    busy = Survey(busy=frozenset({application.id}))
    for kind in (FindingKind.INSTANCE_GONE, FindingKind.ROUTE_LOST, FindingKind.CHANGED_BY_HAND):
        assert is_unknown(a_finding(kind, application.id), busy)


def test_a_configuration_that_was_not_looked_at_is_not_well_therefore() -> None:
    application, survey = a_look()
    found = a_finding(FindingKind.CHANGED_BY_HAND, application.id)
    assert is_unknown(found, survey)
    assert not is_unknown(found, replace(survey, inspected={application.id: []}))
    assert is_expected(found, survey)
    assert not is_expected(found, Survey())


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, True),
        ({"deployment": None}, False),
        ({"deployment": None, "running_job_id": "j"}, True),
        ({"status": "deleted", "running_job_id": "j"}, False),
    ],
)
def test_instances_belong_to_the_live_version_or_to_a_job(
    changes: dict[str, object], needed: bool
) -> None:
    application = an_application(**{"deployment": a_deployment(1), **changes})
    assert belongs_to(a_deployment(1).instance, application, "local") is needed


def test_what_moved_to_another_host_is_left_over_here() -> None:
    application = an_application(deployment=a_deployment(1))
    assert not belongs_to(a_deployment(1).instance, application, "two")
