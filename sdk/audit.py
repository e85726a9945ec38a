"""The audit list, for operators."""

from api.views import AuditCheck, Listing
from models.audit import AuditEntry
from sdk.calls import Calls


class AuditCalls(Calls):
    """Calls about who did what; for operators only."""

    async def audit(self, *, limit: int = 50, cursor: str | None = None) -> Listing[AuditEntry]:
        """Return a page of the audit list, newest first."""
        return await self._get("/audit", Listing[AuditEntry], {"limit": limit, "cursor": cursor})

    async def check_audit(self) -> AuditCheck:
        """Check the seals of all entries."""
        return await self._get("/audit/check", AuditCheck)
