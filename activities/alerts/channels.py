"""The ways to people: a webhook of ours to speak with, and everything that Apprise knows."""

import asyncio
import hashlib
import hmac
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import httpx

from activities.alerts.notices import Message
from models.errors import InvalidInput, Unavailable
from settings import AlertSettings

if TYPE_CHECKING:
    from apprise import Apprise

_WORTH_ANOTHER_TRY = frozenset({408, 425, 429})


class Channel(Protocol):
    """A way to people."""

    name: str
    """What settings and records call it."""
    address: str
    """Where it leads, without what is secret."""

    async def send(self, message: Message) -> None:
        """Send a message.

        Raises:
            Unavailable: It did not get there; it may the next time.
            InvalidInput: It never will, with these settings.
        """
        ...


class Webhook:
    """Posts messages as JSON, signed when there is a secret; follows no redirect."""

    name = "webhook"

    def __init__(
        self,
        url: str,
        secret: str | None,
        *,
        timeout_seconds: float,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._url = url
        self._secret = secret
        self._timeout = timeout_seconds
        self._transport = transport
        self.address = shown(url)

    async def send(self, message: Message) -> None:
        """Post the message; what is answered is not read."""
        body = _body(message)
        headers = {"Content-Type": "application/json", "X-Orchestrator-Delivery": message.delivery}
        if self._secret is not None:
            headers |= signed(body, self._secret, int(time.time()))
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx.AsyncClient(
                    timeout=self._timeout, trust_env=False, transport=self._transport
                ) as client,
                client.stream("POST", self._url, content=body, headers=headers) as answer,
            ):
                status = answer.status_code
        except (httpx.HTTPError, TimeoutError) as problem:
            # Not its text: that may contain the address, which is secret.
            told = f"The webhook at {self.address} does not answer ({type(problem).__name__})."
            raise Unavailable(
                told, remedy="Check alerts.webhook_url, and what runs there."
            ) from None
        _check(status, self.address)


class Service:
    """One address of Apprise: e-mail, chat, push …"""

    def __init__(self, number: int, url: str, *, timeout_seconds: float) -> None:
        self.name = f"service-{number}"
        self.address = shown(url)
        self._url = url
        self._timeout = timeout_seconds

    async def send(self, message: Message) -> None:
        """Send the message as plain text."""
        service = await asyncio.to_thread(self._open)
        # A thread can't be ended; its sockets have time limits of their own.
        sent = False
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timeout * 3):
                sent = await asyncio.to_thread(_notify, service, message)
        if not sent:
            told = f"The service at {self.address} did not take the message."
            raise Unavailable(told, remedy="Check its address in alerts.urls.")

    def _open(self) -> "Apprise":
        # Takes a tenth of a second to load, and most installations have none.
        from apprise import Apprise

        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it logs addresses
        service = Apprise()
        if not service.add(self._url):
            raise InvalidInput(
                f"No service is known at an address like {self.address}.",
                remedy="Write alerts.urls as Apprise does: mailto://user:password@example.org.",
            )
        for server in service:
            server.socket_connect_timeout = server.socket_read_timeout = self._timeout
        return service


def open_channels(settings: AlertSettings) -> dict[str, Channel]:
    """Return the channels that the settings name, by their names."""
    channels: list[Channel] = []
    if settings.webhook_url is not None:
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
        address = settings.webhook_url.get_secret_value()
        channels.append(Webhook(address, secret, timeout_seconds=settings.timeout_seconds))
    for number, url in enumerate(settings.urls, 1):
        channels.append(
            Service(number, url.get_secret_value(), timeout_seconds=settings.timeout_seconds)
        )
    return {channel.name: channel for channel in channels}


def signed(body: bytes, secret: str, timestamp: int) -> dict[str, str]:
    """Return the headers by which the receiver knows that a body is from us, and fresh."""
    text = f"{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
    return {
        "X-Orchestrator-Timestamp": str(timestamp),
        "X-Orchestrator-Signature": f"sha256={digest}",
    }


def shown(url: str) -> str:
    """Return an address without everything that may be secret: scheme and host alone."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or '…'}"


def _body(message: Message) -> bytes:
    return message.model_dump_json().encode()


def _check(status: int, address: str) -> None:
    if status < 300:
        return
    told = f"The webhook at {address} answered with status {status}."
    if status in _WORTH_ANOTHER_TRY or status >= 500:
        raise Unavailable(told, remedy="Look at what runs there.")
    raise InvalidInput(told, remedy="Check alerts.webhook_url; redirects are not followed.")


def _notify(service: "Apprise", message: Message) -> bool:
    from apprise import NotifyFormat, NotifyType

    kind = NotifyType.SUCCESS if message.is_good_news else NotifyType.WARNING
    told = service.notify(
        title=message.subject,
        body=message.text,
        notify_type=kind,
        body_format=NotifyFormat.TEXT,
    )
    return bool(told)
