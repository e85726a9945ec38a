"""What people must know about the certificates of their applications, in plain words."""

import hashlib
import ssl
from datetime import UTC, datetime
from pathlib import Path

from settings import Settings, TlsChoice

_SYSTEMS = (
    (
        "Debian, Ubuntu",
        "sudo cp {path} /usr/local/share/ca-certificates/orchestrator.crt && "
        "sudo update-ca-certificates",
    ),
    ("Fedora", "sudo trust anchor {path}"),
    (
        "macOS",
        "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain "
        "{path}",
    ),
    ("Windows", "certutil -addstore -f Root {path}   (as administrator)"),
    ("Firefox", "Settings, Privacy & Security, View Certificates, Authorities, Import"),
    ("Android", "Settings, Security, Encryption & credentials, Install a certificate, CA"),
    (
        "iPhone, iPad",
        "send the file to the device, install the profile, then switch it on in Settings, "
        "General, About, Certificate Trust Settings",
    ),
)


def certificate_lines(settings: Settings) -> list[str]:
    """Return who vouches for the addresses of applications, and what devices must be told."""
    proxy = settings.proxy
    if proxy.tls is TlsChoice.OFF:
        return [
            "Applications are visited by plain HTTP: there is no certificate.",
            "Set proxy.tls to 'internal' for your own network, or to 'acme' for a public domain.",
        ]
    if proxy.tls is TlsChoice.ACME:
        return [
            f"Certificates come from {proxy.acme_directory}, and are renewed by themselves.",
            "Devices trust them already; nothing has to be installed.",
        ]
    path = settings.paths.root_certificate
    if not path.exists():
        return [
            f"The authority of this installation is made when the proxy first starts: {path}.",
            "Start it with 'orchestrator up', then ask again.",
        ]
    return _own_authority(path)


def _own_authority(path: Path) -> list[str]:
    pem = path.read_text()
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
    pairs = ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return [
        f"Root certificate  {path}",
        f"SHA-256           {pairs}",
        f"Made              {made:%Y-%m-%d}",
        "",
        "Each device that visits your applications must trust this certificate once; nothing is",
        "installed without you. Copy the file to the device; it is no secret. Then, on",
        *(f"  {name:<16}{how.format(path=path)}" for name, how in _SYSTEMS),
    ]
