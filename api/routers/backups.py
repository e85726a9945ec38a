"""Backups: list, make, show, download, restore, delete."""

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse

from api.access import find_application, find_backup, find_changeable
from api.auditing import note_backup
from api.backing_up import delete_backup, digest_header, file_of, start_backup
from api.backup_views import BackupAccepted, BackupView
from api.routers.parameters import WithPage
from api.routers.starts import located, may_change, may_start
from api.services import FromCaller, WithServices
from api.views import Accepted, Listing

router = APIRouter(prefix="/applications/{application_id}/backups", tags=["backups"])


@router.get("")
async def list_backups(
    application_id: str, query: WithPage, services: WithServices, caller: FromCaller
) -> Listing[BackupView]:
    """List the backups of an application, newest first."""
    await find_application(services.store, caller, application_id)
    page = await services.store.backups.page(application_id, limit=query.limit, cursor=query.cursor)
    items = tuple(BackupView.of(backup) for backup in page.items)
    return Listing[BackupView](items=items, next_cursor=page.next_cursor)


@router.post("", status_code=202)
async def make_backup(
    application_id: str,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> BackupAccepted:
    """Start making a backup now; the application keeps running."""
    application = await find_changeable(services.store, caller, application_id)
    key = may_start(request, services, caller)
    accepted = BackupAccepted.of(await start_backup(services, caller, application, key))
    response.headers["Location"] = accepted.links["backup"]
    return accepted


@router.get("/{backup_id}")
async def show_backup(
    application_id: str, backup_id: str, services: WithServices, caller: FromCaller
) -> BackupView:
    """Show a backup."""
    return BackupView.of(await find_backup(services.store, caller, application_id, backup_id))


@router.get(
    "/{backup_id}/download",
    response_class=FileResponse,
    responses={200: {"content": {"application/gzip": {}}}},
)
async def download_backup(
    application_id: str, backup_id: str, services: WithServices, caller: FromCaller
) -> Response:
    """Download a backup as ``.tar.gz``: databases and files as the application keeps them."""
    backup = await find_backup(services.store, caller, application_id, backup_id)
    application = await find_application(services.store, caller, application_id)
    file = await file_of(services, backup)
    await note_backup(services.store, caller, "download", backup)
    return FileResponse(
        file,
        media_type="application/gzip",
        filename=f"{application.slug or application.id}-{backup.taken_at:%Y%m%d-%H%M%S}.tar.gz",
        headers={"Repr-Digest": digest_header(backup)},
    )


@router.post("/{backup_id}/restore", status_code=202)
async def restore_backup(
    application_id: str,
    backup_id: str,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start putting a backup in place of the data; what it replaces becomes a backup itself."""
    application, key = await may_change(request, services, caller, application_id)
    backup = await find_backup(services.store, caller, application_id, backup_id)
    return located(response, await services.starter.restore(caller, application, backup, key))


@router.delete("/{backup_id}", status_code=204)
async def remove_backup(
    application_id: str, backup_id: str, services: WithServices, caller: FromCaller
) -> None:
    """Delete a backup for good."""
    backup = await find_backup(services.store, caller, application_id, backup_id)
    await delete_backup(services, backup)
    await note_backup(services.store, caller, "delete", backup)
