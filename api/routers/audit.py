"""The audit list, for operators: who did what, and whether somebody has changed the list."""

from fastapi import APIRouter

from api.auth import Caller, Role
from api.routers.parameters import WithPage
from api.services import FromCaller, WithServices
from api.views import AuditCheck, Listing
from models.audit import AuditEntry
from models.errors import NotAllowed

router = APIRouter(prefix="/audit", tags=["audit"])


@router.get("")
async def list_audit(
    query: WithPage, services: WithServices, caller: FromCaller
) -> Listing[AuditEntry]:
    """List who did what, newest first."""
    _check_operator(caller)
    page = await services.store.audit(limit=query.limit, cursor=query.cursor)
    return Listing[AuditEntry](items=page.items, next_cursor=page.next_cursor)


@router.get("/check")
async def check_audit(services: WithServices, caller: FromCaller) -> AuditCheck:
    """Check the seals of all entries; entries that were cut off at the end don't show."""
    _check_operator(caller)
    return AuditCheck(first_broken=await services.store.first_broken_audit())


def _check_operator(caller: Caller) -> None:
    if caller.role is not Role.OPERATOR:
        raise NotAllowed("Only operators may see the audit list.")
