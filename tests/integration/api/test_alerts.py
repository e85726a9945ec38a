"""Alerts over the API: who sees which, what acknowledging does, what health says."""

import httpx
import pytest

from api.auth import Role
from models.alerts import Aspect, Finding, FindingKind, Severity
from models.applications import ApplicationStatus
from models.base import utc_now
from sdk.client import OrchestratorClient
from tests.integration.api.conftest import Api
from tests.unit.storage.contract_alerts import a_finding, keep
from tests.unit.storage.samples import an_application

pytestmark = pytest.mark.integration


async def broken_application(api: Api, owner: str) -> Finding:
    application = an_application(owner=owner, status=ApplicationStatus.UNHEALTHY)
    await api.store.add_application(application)
    found = a_finding(
        application.id,
        kind=FindingKind.CRASH_LOOP,
        application_id=application.id,
        owner=owner,
        title=application.title,
        summary="It ends again and again: it was started 5 times in vain.",
        done=("It was started again. It ended before it answered.",),
        given_up=True,
        tries=5,
        raised_at=utc_now(),
        diagnostics=("The end of its log:", "it broke on purpose"),
    )
    await keep(api.store, found)
    return found


async def test_owners_see_their_own_alerts_and_operators_all(api: Api) -> None:
    mine = await broken_application(api, "ada")
    theirs = await broken_application(api, "bob")
    disk = a_finding(
        kind=FindingKind.DISK_LOW,
        aspect=Aspect.DISK,
        severity=Severity.WARNING,
        raised_at=utc_now(),
    )
    await keep(api.store, disk)

    async def seen(owner: str, role: Role = Role.USER) -> set[str]:
        async with OrchestratorClient(api.url, api.token(owner, role)) as client:
            return {alert.alert_id for alert in (await client.alerts(is_open=True)).items}

    assert await seen("ada") == {mine.id}
    assert await seen("carl") == set()
    assert await seen("op", Role.OPERATOR) == {mine.id, theirs.id, disk.id}


async def test_acknowledging_is_kept_and_the_first_time_counts(api: Api) -> None:
    found = await broken_application(api, "ada")
    async with OrchestratorClient(api.url, api.token("ada")) as client:
        first = await client.acknowledge_alert(found.id)
        assert first.acknowledged_by == "ada"
        assert "it broke on purpose" in first.diagnostics
    async with OrchestratorClient(api.url, api.token("op", Role.OPERATOR)) as client:
        again = await client.acknowledge_alert(found.id)
        assert (again.acknowledged_by, again.acknowledged_at) == ("ada", first.acknowledged_at)
        assert await client.alert(found.id) == again


async def test_an_application_says_in_plain_words_why_it_is_not_well(api: Api) -> None:
    found = await broken_application(api, "ada")
    async with OrchestratorClient(api.url, api.token("ada")) as client:
        shown = await client.application(found.subject)
        assert (shown.health, shown.status) == ("unhealthy", ApplicationStatus.UNHEALTHY)
        assert shown.health_reason == (
            "It ends again and again: it was started 5 times in vain. It was started again. "
            "It ended before it answered. It is tried again from time to time; the operator was "
            "told."
        )
        over = found.model_copy(update={"resolved_at": utc_now()})
        await api.store.alerts.change([found.id], lambda _: over)
        assert (await client.application(found.subject)).health_reason == ""
        assert (await client.alerts(is_open=True)).items == ()
        assert [alert.alert_id for alert in (await client.alerts()).items] == [found.id]


async def test_open_alerts_are_among_the_figures(api: Api) -> None:
    await broken_application(api, "ada")
    async with httpx.AsyncClient(base_url=api.url) as http:
        headers = api.headers("op", Role.OPERATOR)
        text = (await http.get("/metrics", headers=headers)).text
    assert 'orchestrator_alerts_open{kind="crash_loop"} 1.0' in text
    assert 'orchestrator_alerts_open{kind="disk_full"} 0.0' in text
