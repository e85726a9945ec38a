"""What jobs of the tests start with."""

from typing import Any

from models.base import new_id
from tests import samples
from workflows.messages import CreateApplicationInput, JobPolicy


def creation(**changes: Any) -> CreateApplicationInput:
    """Return the input of a creation that needs nobody."""
    application_id = new_id()
    job = samples.job(application_id, new_id())
    application = samples.application(application_id, running_job_id=job.job_id)
    values: dict[str, Any] = {
        "job": job,
        "created_at": samples.NOW,
        "policy": JobPolicy(watch_seconds=0.1),
        "application": application,
        "request": samples.READING_LIST_REQUEST,
        "auto_approve": True,
    }
    return CreateApplicationInput(**(values | changes))
