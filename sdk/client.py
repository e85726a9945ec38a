"""An asynchronous client of the API: the calls of all subjects over one set of connections."""

from typing import Self

import httpx

from api.views import Readiness
from sdk.alerts import AlertCalls
from sdk.application_logs import ApplicationLogCalls
from sdk.applications import ApplicationCalls
from sdk.audit import AuditCalls
from sdk.backups import BackupCalls
from sdk.calls import read
from sdk.hosts import HostCalls
from sdk.jobs import JobCalls
from sdk.owner_limits import OwnerLimitCalls
from sdk.streams import failed
from sdk.usage import UsageCalls
from sdk.versions import VersionCalls


class OrchestratorClient(
    ApplicationCalls,
    ApplicationLogCalls,
    VersionCalls,
    BackupCalls,
    JobCalls,
    UsageCalls,
    OwnerLimitCalls,
    AlertCalls,
    HostCalls,
    AuditCalls,
):
    """Talks to one API as one owner; use it as an asynchronous context manager.

    Every method raises :class:`sdk.errors.ApiError`, by kind of refusal.

    Args:
        url: Where the API answers, like ``http://127.0.0.1:8700``.
        token: A bearer token; ``orchestrator token`` makes one.
        timeout: Seconds that one call may take.
        transport: Replaces the network, for tests.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 30.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
            transport=transport,
        )
        super().__init__(http)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def ready(self) -> Readiness:
        """Return what is ready and what is not; does not raise when something is not."""
        response = await self._request("GET", "/readyz")
        if response.status_code not in {200, 503}:
            raise failed(response)
        return read(response, Readiness)
