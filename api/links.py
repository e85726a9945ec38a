"""Addresses within the API, each written once."""

PREFIX = "/api/v1"


def application_links(application_id: str) -> dict[str, str]:
    """Return the addresses of an application."""
    here = f"{PREFIX}/applications/{application_id}"
    return {"application": here, "versions": f"{here}/versions", "backups": f"{here}/backups"}


def backup_links(backup_id: str, application_id: str) -> dict[str, str]:
    """Return the addresses of a backup."""
    here = f"{application_links(application_id)['backups']}/{backup_id}"
    return {"backup": here, "download": f"{here}/download", "restore": f"{here}/restore"}


def job_links(job_id: str, application_id: str) -> dict[str, str]:
    """Return the addresses of a job."""
    here = f"{PREFIX}/jobs/{job_id}"
    return {
        "job": here,
        "application": f"{PREFIX}/applications/{application_id}",
        "events": f"{here}/events",
        "conversation": f"{here}/conversation",
        "plan": f"{here}/plan",
        "evidence": f"{here}/evidence",
    }
