"""Answers for applications that do not run: wakes those that sleep, says why others are silent.

The proxy leads a visitor here instead of to an instance. A request that can be served after all is
handed on as it came, byte for byte, so that bodies of any size, streams and WebSockets work; the
proxy opens a connection for each request, which makes that safe.
"""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import structlog

from activities.serving import pages
from activities.serving.caddy_pages import ONLY_PAGE
from activities.serving.pages import Page
from activities.visitors.requests import MOST_HEAD_BYTES, Head, answer, read_head, slug_in
from activities.visitors.tunnel import connect, hand_over, tell
from activities.visitors.waking import Waker, sleeps
from models.applications import Application, ApplicationStatus, DesiredState, Endpoint
from models.errors import OrchestrationError
from settings import Settings
from storage.metadata import MetadataStore

HEAD_SECONDS = 15.0
SHORT_HOLD_SECONDS = 5.0
"""How long is waited for an application that should run: as long as the proxy would wait."""


class Doorkeeper:
    """A small server on a unix socket that only the proxy can reach."""

    def __init__(self, waker: Waker, store: MetadataStore, settings: Settings) -> None:
        self._waker = waker
        self._store = store
        self._settings = settings
        self._held: Counter[str] = Counter()
        self._log = structlog.get_logger("activities.visitors")

    async def serve(self, path: Path) -> None:
        """Serve until cancelled."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._visit, draft, limit=MOST_HEAD_BYTES)
        draft.chmod(0o600)
        draft.rename(path)
        async with AsyncExitStack() as cleanup:
            cleanup.push_async_callback(self._waker.close)
            cleanup.callback(server.close)
            await server.serve_forever()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            text = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
            head = read_head(text)
            found = await self._decide(head) if head is not None else pages.FAILED
            if isinstance(found, Page):
                await tell(answer(found, head), reader, writer)
            else:
                await hand_over(text, (reader, writer), found)
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            pass  # the visitor has gone, or the instance; the proxy says so to whoever is left
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _decide(self, head: Head) -> Page | tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return the page to show, or a connection to the instance that answers after all."""
        slug = slug_in(head.host, self._settings.proxy.base_domain)
        if slug is None:
            return pages.UNKNOWN
        try:
            application = await self._store.application_at(slug)
            if application is None:
                return pages.UNKNOWN
            return await self._of(application, may_hand_on=ONLY_PAGE not in head.headers)
        except OrchestrationError as problem:
            await self._log.awarning("visitor_not_led", slug=slug, message=problem.message)
            return pages.BROKEN

    async def _of(
        self, application: Application, *, may_hand_on: bool
    ) -> Page | tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        page = _resting(application)
        if page is not None:
            return page
        waking = sleeps(application) or self._waker.is_waking(application.id)
        if waking and not self._is_here(application):
            return pages.BROKEN
        task = self._waker.wake(application.id) if waking else None
        refused = pages.STARTING if waking else pages.BROKEN
        if not may_hand_on or not self._may_hold(application.id):
            return refused
        seconds = self._settings.waking.hold_seconds if waking else SHORT_HOLD_SECONDS
        return await self._held_until_up(application.id, task, seconds) or refused

    async def _held_until_up(
        self, application_id: str, task: asyncio.Task[None] | None, seconds: float
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Return a connection to the instance as soon as there can be one."""
        self._held[application_id] += 1
        try:
            async with asyncio.timeout(seconds):
                if task is not None:
                    await asyncio.shield(task)
                return await connect(await self._endpoint(application_id))
        except TimeoutError:
            return None
        finally:
            self._held[application_id] -= 1
            if not self._held[application_id]:
                del self._held[application_id]

    async def _endpoint(self, application_id: str) -> Endpoint:
        application = await self._store.application(application_id)
        return application.deployment.endpoint if application.deployment else Endpoint()

    def _may_hold(self, application_id: str) -> bool:
        limits = self._settings.waking
        total = sum(self._held.values())
        return (
            total < limits.held_requests
            and self._held[application_id] < limits.held_per_application
        )

    def _is_here(self, application: Application) -> bool:
        deployment = application.deployment
        return deployment is not None and deployment.host == self._settings.runtime.host_name


def _resting(application: Application) -> Page | None:
    """Return the page of an application that no visit can wake; pure."""
    if application.deployment is None or application.status is ApplicationStatus.DELETED:
        return pages.UNKNOWN
    if application.running_job_id is not None:
        return pages.CHANGING
    if application.desired_state is DesiredState.STOPPED:
        return pages.STOPPED
    if application.full_since is not None:
        return pages.FULL
    return None
