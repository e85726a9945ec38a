"""What routes hand out of real sources and a real quality report."""

import gzip
import io
import tarfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from api.auth import Role
from models.base import utc_now
from models.quality import (
    GateName,
    GateResult,
    QualityFinding,
    QualityReport,
    Severity,
)
from models.specification import FieldSpecification, FieldType
from models.traffic import LogPosition, TrafficSums, Visits, latency_class
from models.usage import Spent
from sdk.client import OrchestratorClient
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration

HOUR = timedelta(hours=1)
FIRST = {"app/main.py": "print('one')\n", "README.md": "# Reading list\n"}
SECOND = {"app/main.py": "print('two')\n", "README.md": "# Reading list\n", "app/shelf.py": "\n"}


async def commit(api: Api, folder: Path, application_id: str, number: int) -> str:
    """Store a version's sources as the builder does, and return the commit."""
    for name, text in (FIRST if number == 1 else SECOND).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    made = await api.services.sources.commit(
        application_id, folder, message=f"Version {number}", version=number, job_id="job"
    )
    await api.services.sources.tag_version(application_id, number, made)
    return made


async def two_versions(api: Api, folder: Path) -> str:
    """Record an application with two versions and return its id."""
    async with OrchestratorClient(api.url, api.token()) as client:
        application_id = (await client.create("A list of books")).application_id
    specification = samples.reading_list()
    book = samples.book()
    shelf = FieldSpecification(name="shelf", label="Shelf", type=FieldType.INTEGER)
    wider = book.model_copy(update={"fields": (*book.fields, shelf)})
    data_model = specification.data_model.model_copy(update={"entities": (wider,)})
    for number in (1, 2):
        changes: dict[str, object] = {"commit": await commit(api, folder, application_id, number)}
        if number == 2:
            changes["specification"] = specification.model_copy(update={"data_model": data_model})
        version = samples.version(application_id, number).model_copy(update=changes)
        await api.store.add_version(version)
    return application_id


async def test_what_a_version_changed_is_told_for_sources_and_specification(
    api: Api, tmp_path: Path
) -> None:
    application_id = await two_versions(api, tmp_path / "tree")
    async with api.client() as http:
        here = f"/applications/{application_id}/versions"
        difference = (await http.get(f"{here}/2/diff")).json()
        assert (difference["against"], difference["version"]) == (1, 2)
        assert "-print('one')\n+print('two')\n" in difference["sources"]
        assert "README.md" not in difference["sources"]
        (changed,) = difference["specification"]
        assert changed["pointer"] == "/data_model/entities/book/fields/shelf"
        assert (changed["old"], changed["new"]["label"]) == (None, "Shelf")

        first = (await http.get(f"{here}/1/diff")).json()
        assert (first["against"], first["sources"].count("new file mode")) == (None, 2)
        back = (await http.get(f"{here}/1/diff?against=2")).json()
        assert "-print('two')\n+print('one')\n" in back["sources"]
        same = (await http.get(f"{here}/2/diff?against=2")).json()
        assert (same["sources"], same["specification"]) == ("", [])
        assert (await http.get(f"{here}/2/diff?against=3")).status_code == 404


async def test_the_sources_of_a_version_are_an_archive(api: Api, tmp_path: Path) -> None:
    application_id = await two_versions(api, tmp_path / "tree")
    async with api.client() as http:
        here = f"/applications/{application_id}/versions"
        answer = await http.get(f"{here}/1/source")
        again = await http.get(f"{here}/1/source")
    assert answer.headers["content-type"] == "application/gzip"
    assert answer.headers["content-disposition"].endswith(f'{application_id}-v1.tar.gz"')
    assert answer.content == again.content
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(answer.content))) as archive:
        found = {
            member.name.partition("/")[2]: archive.extractfile(member)
            for member in archive.getmembers()
            if member.isfile()
        }
        texts = {name: file.read().decode() for name, file in found.items() if file is not None}
    assert texts == FIRST


async def test_a_report_is_handed_out_as_it_is_and_as_sarif(api: Api) -> None:
    finding = QualityFinding(
        rule="orchestrator.sql-injection",
        severity=Severity.ERROR,
        message="A query is built from text.",
        path="app/main.py",
        line=3,
        remedy="Use parameters.",
    )
    security = GateResult(
        gate=GateName.SECURITY,
        passed=False,
        summary="1 problem",
        findings=(finding,),
        finding_count=1,
    )
    lint = GateResult(gate=GateName.LINT, passed=True, summary="fine")
    report = QualityReport(passed=False, commit="c" * 40, gates=(lint, security))
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books", auto_approve=True)
        await client.wait(started.job_id)
        job = await api.store.job(started.job_id)
        judged = job.progress.model_copy(
            update={"quality": report, "sequence": job.progress.sequence + 1}
        )
        await api.store.publish(job.id, judged, ())
        assert await client.quality(job.id) == report
    async with api.client(role=Role.OPERATOR) as http:
        answer = await http.get(f"/jobs/{job.id}/quality?format=sarif")
        assert (await http.get(f"/jobs/{job.id}/quality?format=xml")).status_code == 400
    assert answer.headers["content-type"] == "application/sarif+json"
    sarif = answer.json()
    assert sarif["version"] == "2.1.0"
    (result,) = [result for run in sarif["runs"] for result in run.get("results", ())]
    assert (result["ruleId"], result["level"]) == ("orchestrator.sql-injection", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "app/main.py"
    assert place["region"]["startLine"] == 3


async def test_what_each_turn_of_an_agent_used_is_listed(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books")
        assert await client.turns(started.job_id) == ()
        job = samples.job(started.application_id, started.job_id)
        for turn, cost in ((2, "0.5"), (1, "0.25")):
            await api.store.usage.settle(job, turn, Spent(cost=Decimal(cost)))
        used = await client.turns(started.job_id)
    assert [(each.turn, each.spent.cost) for each in used] == [
        (1, Decimal("0.25")),
        (2, Decimal("0.5")),
    ]


async def test_visits_are_told_together_and_step_by_step(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application_id = (await client.create("A list of books")).application_id
        assert (await client.traffic(application_id)).last_visit is None
        now = utc_now()
        sums = TrafficSums(requests=3, server_errors=1, latencies={latency_class(0.1): 3})
        visits = [
            Visits(application_id=application_id, at=now - ago * HOUR, sums=sums, last=now)
            for ago in (1, 4, 30)
        ]
        await api.store.traffic.add("a log", None, LogPosition(file="f", offset=1), visits)

        day = await client.traffic(application_id)
        assert day.last_visit == now
        assert (day.figures.requests, day.figures.server_errors) == (6, 2)
        assert [one.requests for one in day.series] == [3, 3]
        assert (await client.traffic(application_id, hours=48)).figures.requests == 9
    async with api.client() as http:
        refused = await http.get(f"/applications/{application_id}/traffic?hours=0")
        assert refused.status_code == 400
