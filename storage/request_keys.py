"""Idempotency keys: what the first request with a key started."""

import json

from sqlalchemy import Connection, select

from models.base import utc_now
from models.errors import RequestRefused
from storage.database import Database, writes
from storage.statements import insert_if_absent
from storage.tables import request_keys


class RequestKeys:
    """The idempotency keys of requests that start something."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def claim(
        self,
        connection: Connection,
        owner: str,
        key: str,
        fingerprint: str,
        subject: dict[str, str],
    ) -> dict[str, str]:
        """Store the subject for the first caller; give it to the later ones.

        Raises:
            RequestRefused: The key came with another request before.
        """
        mine = select(request_keys.c.fingerprint, request_keys.c.subject).where(
            request_keys.c.owner == owner, request_keys.c.key == key
        )
        connection.execute(
            insert_if_absent(connection, request_keys).values(
                owner=owner,
                key=key,
                fingerprint=fingerprint,
                created_at=utc_now(),
                subject=json.dumps(subject),
            )
        )
        stored = connection.execute(mine).one()
        if stored.fingerprint != fingerprint:
            raise RequestRefused(
                "This idempotency key was used for another request.",
                remedy="Send a new key with a new request; repeat a key only with the same body.",
            )
        claimed: dict[str, str] = json.loads(stored.subject)
        return claimed
