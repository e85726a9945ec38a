"""When the certificates that visitors are shown end."""

import asyncio
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime

from activities.serving.caddy_config import host_name
from activities.serving.desired import desired_routes
from models.base import Model
from settings import Settings
from storage.metadata import MetadataStore

HANDSHAKE_SECONDS = 5.0
AT_ONCE = 8


class ServedCertificate(Model):
    """The certificate that a host's visitors are shown."""

    host: str
    expires_at: datetime | None = None
    """None when none is served that can be trusted; then ``trouble`` says why."""
    trouble: str = ""


async def served_certificate(settings: Settings, host: str) -> ServedCertificate:
    """Look at the certificate that the proxy serves for a host, as a browser would."""
    address, _, port = settings.proxy_url.rpartition("//")[2].rpartition(":")
    context = await asyncio.to_thread(_trusting, settings)
    try:
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            _, writer = await asyncio.open_connection(
                address, int(port), ssl=context, server_hostname=host
            )
    except ssl.SSLCertVerificationError as problem:
        return ServedCertificate(host=host, trouble=problem.verify_message)
    except (OSError, TimeoutError) as problem:
        said = getattr(problem, "reason", None) or str(problem) or type(problem).__name__
        return ServedCertificate(host=host, trouble=str(said))
    shown = writer.get_extra_info("peercert")
    writer.transport.abort()
    seconds = ssl.cert_time_to_seconds(shown["notAfter"])
    return ServedCertificate(host=host, expires_at=datetime.fromtimestamp(seconds, UTC))


class ServedCertificates:
    """The certificates of all applications of an installation."""

    def __init__(self, settings: Settings, store: MetadataStore) -> None:
        self._settings = settings
        self._store = store

    async def all(self) -> list[ServedCertificate]:
        """Look at what is served for each application; without TLS there is nothing."""
        if not self._settings.proxy.encrypted:
            return []
        reachable = await desired_routes(self._store, self._settings)
        hosts = [host_name(self._settings, one.slug) for one in reachable]
        return await _look_at(self._settings, hosts)

    async def ends(self) -> dict[str, datetime]:
        """Return when the certificate of each host ends that is shown one to be trusted."""
        return {one.host: one.expires_at for one in await self.all() if one.expires_at is not None}


async def _look_at(settings: Settings, hosts: Sequence[str]) -> list[ServedCertificate]:
    slots = asyncio.Semaphore(AT_ONCE)

    async def look(host: str) -> ServedCertificate:
        async with slots:
            return await served_certificate(settings, host)

    return await asyncio.gather(*(look(host) for host in hosts))


def _trusting(settings: Settings) -> ssl.SSLContext:
    """Return a context that trusts what visitors trust: the system's authorities and our own."""
    context = ssl.create_default_context()
    own = (settings.paths.root_certificate, settings.proxy.acme_root)
    for path in own:
        if path is not None and path.exists():
            context.load_verify_locations(path)
    return context
