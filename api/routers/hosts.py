"""Hosts, for operators: list, empty, fill again, give up, forget."""

from fastapi import APIRouter

from activities.alerts.reporting import end_all_on
from activities.hosts.survey import survey
from api.auth import Caller, Role
from api.host_views import HostView
from api.services import FromCaller, Services, WithServices
from api.views import Listing
from models.errors import Conflict, NotAllowed, NotFound
from models.hosts import Candidate, HostState

router = APIRouter(prefix="/hosts", tags=["hosts"])
_ANSWERING = frozenset({HostState.ALIVE, HostState.DRAINING})


@router.get("")
async def list_hosts(services: WithServices, caller: FromCaller) -> Listing[HostView]:
    """List all hosts with their figures."""
    if caller.role is not Role.OPERATOR:
        raise NotAllowed("Only operators may see the hosts.")
    found = await survey(services.store, services.settings.hosts)
    return Listing[HostView](items=tuple(HostView.of(one) for one in found))


@router.post("/{host}/drain", status_code=202)
async def drain_host(host: str, services: WithServices, caller: FromCaller) -> HostView:
    """Place nothing more on a host, and move its applications away with their data."""
    found = await _host(services, caller, host)
    if found.state not in _ANSWERING:
        raise Conflict(
            f"The host '{host}' does not answer, so it can't hand over its data.",
            remedy="Bring it back, or start its applications elsewhere with fail-over.",
        )
    await services.store.hosts.drain(host, draining=True)
    await services.engine.hosts.evacuate(host)
    return await _told(services, caller, "host.drain", host)


@router.post("/{host}/undrain", status_code=202)
async def undrain_host(host: str, services: WithServices, caller: FromCaller) -> HostView:
    """Let a host get applications again; what has begun to move is moved."""
    await _host(services, caller, host)
    await services.store.hosts.drain(host, draining=False)
    await services.engine.hosts.call_off(host)
    return await _told(services, caller, "host.undrain", host)


@router.post("/{host}/fail-over", status_code=202)
async def fail_over_host(host: str, services: WithServices, caller: FromCaller) -> HostView:
    """Give a host up: its applications are started elsewhere, from the newest copy of their data.

    Refused while it answers, since then nothing needs to be lost.
    """
    found = await _host(services, caller, host)
    if found.state in _ANSWERING:
        raise Conflict(
            f"The host '{host}' answers.", remedy="Drain it instead: then no data is lost."
        )
    await services.store.hosts.give_up(host, found.host.seen_at)
    await services.engine.hosts.evacuate(host)
    return await _told(services, caller, "host.fail_over", host)


@router.delete("/{host}", status_code=204)
async def remove_host(host: str, services: WithServices, caller: FromCaller) -> None:
    """Forget a host that is empty and does not answer."""
    found = await _host(services, caller, host)
    if found.load.applications:
        raise Conflict(
            f"The host '{host}' still has applications: {found.load.applications}.",
            remedy="Drain it first; if it is lost, use fail-over.",
        )
    if found.state in _ANSWERING:
        raise Conflict(f"The host '{host}' still answers.", remedy="Stop its worker first.")
    await services.store.hosts.remove(host)
    await end_all_on(services.store, host)
    await services.engine.hosts.forget(host)
    await services.store.add_audit(caller.owner, "host.remove", host, {})


async def _host(services: Services, caller: Caller, name: str) -> Candidate:
    """Return a host; to anybody but operators there is none.

    Raises:
        NotFound: There is none.
    """
    if caller.role is Role.OPERATOR:
        for found in await survey(services.store, services.settings.hosts):
            if found.host.name == name:
                return found
    raise NotFound("There is no such host.", remedy="List them with GET /api/v1/hosts.")


async def _told(services: Services, caller: Caller, action: str, host: str) -> HostView:
    """Put on record who did that, and return how the host is now."""
    await services.store.add_audit(caller.owner, action, host, {})
    return HostView.of(await _host(services, caller, host))
