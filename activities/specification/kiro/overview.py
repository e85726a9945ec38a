"""How every ``design.md`` begins: what is made, with what, within which limits; pure."""

from activities.specification.kiro.markdown import bullets, text
from models.specification import ApplicationSpecification


def overview(specification: ApplicationSpecification) -> tuple[str, ...]:
    """Return the blocks before the components, but for the flow."""
    architecture, limits = specification.architecture, specification.resources
    return (
        "# Design Document",
        "## Overview",
        text(specification.metadata.summary),
        text(architecture.rationale),
        "## Architecture",
        bullets(
            (
                f"Framework: {text(architecture.framework)}",
                f"Database: {text(architecture.database)}",
                f"Health: `GET {specification.deployment.health_path}`",
                f"Limits: {limits.memory_mb} MB of memory, {limits.cpus:g} processor, "
                f"{limits.disk_mb} MB of disk, {limits.pids} processes",
            )
        ),
    )
