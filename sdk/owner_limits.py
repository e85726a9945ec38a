"""What owners may have."""

from collections.abc import Mapping

from api.views import LimitsView
from sdk.calls import Calls, given, read


class OwnerLimitCalls(Calls):
    """Calls about the limits of owners."""

    async def owner_limits(self, *, owner: str | None = None) -> LimitsView:
        """Return what you, or for operators another owner, may have and have."""
        return await self._get("/limits", LimitsView, {"owner": owner})

    async def set_owner_limits(
        self, limits: Mapping[str, int | None], *, owner: str | None = None
    ) -> LimitsView:
        """Set limits of an owner, as an operator; None is no limit, others stay as they are."""
        asked = given({"owner": owner})
        return read(await self._send("PUT", "/limits", params=asked, json=dict(limits)), LimitsView)

    async def reset_owner_limits(self, *, owner: str | None = None) -> LimitsView:
        """Let the limits of an owner be as they are configured, as an operator."""
        asked = given({"owner": owner})
        return read(await self._send("DELETE", "/limits", params=asked), LimitsView)
