"""Where things are kept below the data directory."""

import hashlib
import os
import tempfile
from pathlib import Path

LONGEST_SOCKET_FOLDER = 60
"""Characters: a unix socket's whole path must stay under 108."""


class Paths:
    """The folders below the data directory; nothing is created here.

    Args:
        root: The data directory, which all hosts of an installation share.
        local: Folder of what stays on this machine; unset: the data directory too.
    """

    def __init__(self, root: Path, local: Path | None = None) -> None:
        self.root = root
        self.local = local or root
        self.sources = root / "sources"
        """One git repository per application."""
        self.workspaces = self.local / "workspaces"
        """Work trees of builds; can be deleted at any time."""
        self.logs = root / "logs"
        """Build logs, one file per job."""
        self.applications = self.local / "applications"
        """Data, environments and logs of applications in the process runtime."""
        self.snapshots = root / "snapshots"
        """Copies of applications' data from before a change."""
        self.backups = root / "backups"
        """Copies of applications' data, made on schedule or by hand."""
        self.drills = root / "drills"
        """Where copies are restored for a trial; can be deleted at any time."""
        self.tools = self.local / "tools"
        """Environment of the analysers."""
        self.tokens = root / "tokens"
        """What language models have cost, a file per day."""
        self.secrets = root / "secrets"
        """Keys, readable by the owner alone."""
        self.certificates = self.local / "certificates"
        """Keys and certificates of the reverse proxy, its own authority too."""
        self.access_log = self.local / "logs" / "access" / "access.log"
        """What the reverse proxy writes about each visit; earlier ones lie beside it."""
        self.temporal_database = root / "temporal.db"
        self.stack_state = root / "stack.json"
        """Ports and process ids of the running embedded stack."""

    @property
    def run(self) -> Path:
        """Folder of sockets: ``run``, or a short one when that path is too long."""
        folder = self.local / "run"
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        digest = hashlib.sha256(str(self.local).encode()).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"orchestrator-{os.getuid()}-{digest}"

    @property
    def proxy_admin_socket(self) -> Path:
        """Socket of the reverse proxy's admin API."""
        return self.run / "proxy-admin.sock"

    @property
    def doorkeeper_socket(self) -> Path:
        """Socket of whoever answers for applications that do not run."""
        return self.run / "doorkeeper.sock"

    @property
    def root_certificate(self) -> Path:
        """Certificate of the reverse proxy's own authority, once it has made one."""
        return self.certificates / "pki" / "authorities" / "local" / "root.crt"

    def application_run(self, application_id: str) -> Path:
        """Folder of an application's sockets: a folder per instance, the link ``current.sock``."""
        return self.run / application_id.replace("-", "")[-12:]
