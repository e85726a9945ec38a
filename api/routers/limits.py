"""What an owner may have, and has."""

from fastapi import APIRouter

from api.auth import Caller, Role
from api.bodies import OwnerLimitsBody
from api.routers.parameters import WithOwner
from api.services import FromCaller, Services, WithServices
from api.views import LimitsView
from models.errors import NotAllowed
from models.queue import OwnerLimits

router = APIRouter(prefix="/limits", tags=["limits"])


@router.get("")
async def show_limits(query: WithOwner, services: WithServices, caller: FromCaller) -> LimitsView:
    """Show your limits and what you have; operators may name another owner."""
    owner = query.owner or caller.owner
    if owner != caller.owner:
        _only_operators(caller)
    return await _view(services, owner)


@router.put("")
async def set_limits(
    query: WithOwner, body: OwnerLimitsBody, services: WithServices, caller: FromCaller
) -> LimitsView:
    """Set limits of an owner; what is left out stays as it is, and null is no limit.

    Only operators may.
    """
    _only_operators(caller)
    owner = query.owner or caller.owner
    limits = OwnerLimits.model_validate(body.model_dump(exclude_unset=True))
    await services.store.limits.set(owner, limits)
    await services.store.add_audit(
        caller.owner, "limits.set", owner, limits.model_dump(exclude_unset=True)
    )
    return await _view(services, owner)


@router.delete("")
async def reset_limits(query: WithOwner, services: WithServices, caller: FromCaller) -> LimitsView:
    """Let the limits of an owner be as they are configured.

    Only operators may.
    """
    _only_operators(caller)
    owner = query.owner or caller.owner
    await services.store.limits.reset(owner)
    await services.store.add_audit(caller.owner, "limits.reset", owner, {})
    return await _view(services, owner)


async def _view(services: Services, owner: str) -> LimitsView:
    limits, use = await services.store.limits.of(owner, services.owner_limits)
    return LimitsView(owner=owner, limits=limits, use=use)


def _only_operators(caller: Caller) -> None:
    if caller.role is not Role.OPERATOR:
        raise NotAllowed("Only operators may do that.", remedy="Ask an operator.")
