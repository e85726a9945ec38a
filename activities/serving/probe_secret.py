"""What tells the orchestrator's own looks from visits: a secret that only it and its proxy know."""

from settings import Paths
from storage.secret_files import load_or_create

PROBE_HEADER = "Orchestrator-Probe"
"""Carries the secret on the requests by which the orchestrator itself looks at applications."""


def probe_secret(paths: Paths) -> str:
    """Return the secret of this installation, made on first use.

    Raises:
        StorageError: It can't be kept, or others may read it.
    """
    file = paths.secrets / "probe.key"
    consequence = "the proxy gets it when upkeep looks next"
    return load_or_create(file, "secret of the probes", consequence).hex()
