"""How backups are listed and chosen."""

import io

import httpx
import pytest
from rich.console import Console

from api.backup_views import BackupView
from api.views import Listing
from models.backups import BackupState
from models.base import new_id
from models.errors import NotFound
from sdk.client import OrchestratorClient
from terminal.backups import NEWEST, choose, tell_backups
from tests import samples


def view(**changes: object) -> BackupView:
    return BackupView.of(samples.backup("app-1", new_id(), **changes))


def told(*backups: BackupView) -> str:
    written = io.StringIO()
    tell_backups(Console(file=written, width=40, force_terminal=False), backups)
    return written.getvalue()


def client(*backups: BackupView) -> OrchestratorClient:
    """Return a client of a server that has these backups, a page each."""

    def answer(request: httpx.Request) -> httpx.Response:
        at = int(request.url.params.get("cursor", "0"))
        following = str(at + 1) if at + 1 < len(backups) else None
        page = Listing[BackupView](items=backups[at : at + 1], next_cursor=following)
        return httpx.Response(200, content=page.model_dump_json())

    return OrchestratorClient("http://api", "t", transport=httpx.MockTransport(answer))


def test_what_one_copies_is_never_cut_off_and_what_is_wrong_is_said() -> None:
    proved = view(verified_at=samples.NOW)
    torn = view(state=BackupState.DAMAGED, problem="The file is damaged [bold]here[/].")
    lines = told(proved, torn).splitlines()
    assert proved.backup_id in {line.strip() for line in lines}
    assert torn.backup_id in {line.strip() for line in lines}
    assert lines[0].endswith("whole, proved")
    assert "The file is damaged [bold]here[/]." in told(torn)


def test_without_backups_it_is_said_how_to_make_one() -> None:
    assert "orchestrator backup" in told()


async def test_the_newest_whole_backup_is_chosen_whatever_page_it_is_on() -> None:
    made = [view(state=BackupState.DAMAGED), view(state=BackupState.MAKING), view(), view()]
    async with client(*made) as api:
        assert await choose(api, "app-1", NEWEST) == made[2]


async def test_without_a_whole_backup_none_is_chosen() -> None:
    async with client(view(state=BackupState.MISSING)) as api:
        with pytest.raises(NotFound, match="no whole backup"):
            await choose(api, "app-1", NEWEST)
