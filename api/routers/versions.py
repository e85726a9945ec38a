"""Versions: list, show, compare, download."""

from fastapi import APIRouter, Response
from starlette.responses import FileResponse

from api.access import find_application, find_version
from api.differences import specification_differences
from api.routers.parameters import WithDiff, WithPage
from api.services import FromCaller, WithServices
from api.version_views import DiffView, VersionDetail, VersionView
from api.views import Listing

router = APIRouter(prefix="/applications/{application_id}/versions", tags=["versions"])


@router.get("")
async def list_versions(
    application_id: str, query: WithPage, services: WithServices, caller: FromCaller
) -> Listing[VersionView]:
    """List the versions of an application, newest first."""
    await find_application(services.store, caller, application_id)
    page = await services.store.versions(application_id, limit=query.limit, cursor=query.cursor)
    items = tuple(VersionView.of(version) for version in page.items)
    return Listing[VersionView](items=items, next_cursor=page.next_cursor)


@router.get("/{number}")
async def show_version(
    application_id: str, number: str, services: WithServices, caller: FromCaller
) -> VersionDetail:
    """Show a version with its specification and quality report."""
    return VersionDetail.of(await find_version(services.store, caller, application_id, number))


@router.get("/{number}/diff")
async def compare_versions(
    application_id: str,
    number: str,
    query: WithDiff,
    services: WithServices,
    caller: FromCaller,
) -> DiffView:
    """Compare a version with an older one; the first is compared with nothing."""
    version = await find_version(services.store, caller, application_id, number)
    against = query.against if query.against is not None else version.number - 1
    old = None
    if against:
        old = await find_version(services.store, caller, application_id, str(against))
    return DiffView(
        application_id=application_id,
        against=against or None,
        version=version.number,
        sources=await services.sources.diff(
            application_id, old.commit if old else None, version.commit
        ),
        specification=specification_differences(
            old.specification if old else None, version.specification
        ),
    )


@router.get(
    "/{number}/source",
    response_class=FileResponse,
    responses={200: {"content": {"application/gzip": {}}}},
)
async def download_source(
    application_id: str, number: str, services: WithServices, caller: FromCaller
) -> Response:
    """Download the sources of a version as ``.tar.gz``."""
    version = await find_version(services.store, caller, application_id, number)
    archive = await services.sources.archive(application_id, version.commit)
    name = f"{application_id}-v{version.number}.tar.gz"
    return Response(
        archive,
        media_type="application/gzip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
