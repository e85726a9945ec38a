"""Applications: what there is, and the jobs that change it."""

from collections.abc import Mapping

from api.traffic_views import TrafficView
from api.views import Accepted, ApplicationView, Listing
from models.applications import DesiredState
from sdk.calls import Calls, application_path, given, read


class ApplicationCalls(Calls):
    """Calls about applications. What starts a job has a key, so that it can be repeated safely."""

    async def create(
        self,
        request: str,
        *,
        name: str | None = None,
        priority: int | None = None,
        builder: str | None = None,
        auto_approve: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start the creation of an application."""
        body = {
            "request": request,
            "name": name,
            "priority": priority,
            "builder": builder,
            "auto_approve": auto_approve,
        }
        return await self._start("POST", "/applications", key, given(body))

    async def modify(
        self,
        application_id: str,
        request: str,
        *,
        auto_approve: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start a change of an application."""
        path = f"{application_path(application_id)}/modifications"
        body = {"request": request, "auto_approve": auto_approve}
        return await self._start("POST", path, key, body)

    async def roll_back(
        self,
        application_id: str,
        version: int,
        *,
        restore_data: bool = False,
        key: str | None = None,
    ) -> Accepted:
        """Start the return to an earlier version."""
        path = f"{application_path(application_id)}/rollbacks"
        body = {"version": version, "restore_data": restore_data}
        return await self._start("POST", path, key, body)

    async def delete(
        self, application_id: str, *, keep_data: bool = False, key: str | None = None
    ) -> Accepted:
        """Start the deletion of an application."""
        path = f"{application_path(application_id)}?keep_data={str(keep_data).lower()}"
        return await self._start("DELETE", path, key)

    async def restart(self, application_id: str, *, key: str | None = None) -> Accepted:
        """Start a restart of an application: a new instance of its live version."""
        return await self._start("POST", f"{application_path(application_id)}/restart", key)

    async def application(self, application_id: str) -> ApplicationView:
        """Return an application."""
        return await self._get(application_path(application_id), ApplicationView)

    async def applications(
        self,
        *,
        status: str | None = None,
        query: str | None = None,
        sort: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Listing[ApplicationView]:
        """Return a page of applications."""
        asked = {"status": status, "q": query, "sort": sort, "limit": limit, "cursor": cursor}
        return await self._get("/applications", Listing[ApplicationView], asked)

    async def update(
        self,
        application_id: str,
        *,
        name: str | None = None,
        priority: int | None = None,
        labels: Mapping[str, str] | None = None,
        desired_state: DesiredState | None = None,
    ) -> ApplicationView:
        """Change an application's name, priority or labels; stop or start it."""
        body = given({"name": name, "priority": priority, "labels": labels})
        if desired_state is not None:
            body["desired_state"] = desired_state.value
        path = application_path(application_id)
        return read(await self._send("PUT", path, json=body), ApplicationView)

    async def traffic(self, application_id: str, *, hours: float = 24) -> TrafficView:
        """Return how an application was visited in the last hours."""
        path = f"{application_path(application_id)}/traffic"
        return await self._get(path, TrafficView, {"hours": hours})
