"""What the command line says of the audit list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from api.views import AuditCheck, Listing
from models.audit import AuditEntry
from models.base import utc_now
from settings import Settings
from terminal import audit


class Client:
    """An API with one entry, whose list may have been changed."""

    broken: int | None = None

    async def audit(self, *, limit: int) -> Listing[AuditEntry]:
        entry = AuditEntry(
            sequence=1,
            at=utc_now(),
            actor="[ada]",
            action="backup.delete",
            subject="application-1",
            data={"backup_id": "b"},
        )
        return Listing[AuditEntry](items=(entry,)[:limit])

    async def check_audit(self) -> AuditCheck:
        return AuditCheck(first_broken=self.broken)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Client()

    @asynccontextmanager
    async def connected(*_: Any, **__: Any) -> AsyncIterator[Any]:
        yield SimpleNamespace(client=made)

    monkeypatch.setattr(audit, "connected", connected)
    return made


async def test_entries_are_listed_as_they_are(client: Client) -> None:
    said = StringIO()
    assert await audit.run_audit(Settings(), Console(file=said, width=120), 50) == 0
    for word in ("[ada]", "backup.delete", "application-1", "backup_id b"):
        assert word in said.getvalue()


@pytest.mark.parametrize(
    ("broken", "code", "told"), [(None, 0, "as it was written"), (7, 1, "Entry 7 is missing")]
)
async def test_a_list_that_was_changed_is_told_also_by_the_exit_code(
    client: Client, broken: int | None, code: int, told: str
) -> None:
    client.broken, said = broken, StringIO()
    found = await audit.run_audit_check(Settings(), Console(file=said, width=200))
    assert found == code
    assert told in said.getvalue()
