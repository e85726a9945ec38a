"""How the end of a job is told."""

import io

from rich.console import Console

from api.views import JobView
from models.base import utc_now
from models.jobs import DevelopmentJob, JobKind, JobPhase, JobProgress, JobResult
from terminal.follow import tell_result
from tests import samples


def _done(result: JobResult) -> JobView:
    now = utc_now()
    progress = JobProgress(
        job_id="j", application_id="a", kind=JobKind.MODIFY, phase=JobPhase.DONE, result=result
    )
    job = DevelopmentJob(
        id="j",
        application_id="a",
        owner="ada",
        kind=JobKind.MODIFY,
        request="r",
        correlation_id="c",
        created_at=now,
        updated_at=now,
        progress=progress.model_copy(update={"quality": samples.quality_report()}),
    )
    return JobView.of(job)


def test_long_results_are_told_whole_within_the_width_of_the_terminal() -> None:
    told = io.StringIO()
    words = [f"word{number}" for number in range(60)]
    url = "http://a-rather-long-name-of-an-application.localhost:8780"
    result = JobResult(version=2, url=url, summary=" ".join(words))
    tell_result(Console(file=told, width=80, force_terminal=False), _done(result))
    lines = told.getvalue().splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert [word for word in words if word not in told.getvalue()] == []
    assert any(url in line for line in lines)
