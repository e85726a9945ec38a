"""Parts of the product put together for one measurement, without the rest around them."""

from pathlib import Path

from activities.building.port import Brief
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.containers.port import Owner
from activities.specification.activities import SpecificationActivities
from activities.specification.messages import WriteSpecificationInput
from activities.understanding.activities import UnderstandingActivities
from activities.understanding.messages import AnalyseInput, AnalyseResult
from models.base import new_id
from models.jobs import JobContext, LogLevel
from models.specification import ApplicationSpecification
from storage.sources import SourceStore

REQUEST = "A reading list: books with title, author, a rating from 1 to 5 and the date finished"


class QuietJournal:
    """Writes nothing down."""

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        """Forget the lines."""


class AnyCommit(SourceStore):
    """Knows every commit: nothing was really built."""

    async def tag_version(self, application_id: str, version: int, commit: str) -> None:
        """Take the tag for granted."""


def new_job(application_id: str | None = None) -> JobContext:
    """Return a job of an owner who exists nowhere else."""
    job_id = new_id()
    return JobContext(
        job_id=job_id,
        application_id=application_id or new_id(),
        owner="bench",
        correlation_id=job_id,
    )


def owner_of(job: JobContext, version: int) -> Owner:
    return Owner(application_id=job.application_id, version=version, job_id=job.job_id)


async def understood(job: JobContext, request: str = REQUEST) -> AnalyseResult:
    """Read the request as the worker does."""
    activities = UnderstandingActivities(journal=QuietJournal())
    return await activities.analyse(AnalyseInput(job=job, request=request))


async def specified(job: JobContext, request: str = REQUEST) -> ApplicationSpecification:
    """Write the request's specification as the worker does."""
    found = await understood(job, request)
    written = await SpecificationActivities(QuietJournal()).write(
        WriteSpecificationInput(job=job, request=request, understanding=found.understanding)
    )
    return written.specification


async def built(job: JobContext, tree: Path, version: int = 1, request: str = REQUEST) -> Path:
    """Build the request's application into a new folder."""
    tree.mkdir(parents=True)
    specification = await specified(job, request)
    brief = Brief(
        application_id=job.application_id,
        job_id=job.job_id,
        title=specification.metadata.title,
        version=version,
        specification=specification,
    )
    await ScaffoldBuilder().build(brief, tree)
    return tree


def touched(tree: Path, mark: str) -> None:
    """Change a source file so that neither a cache of gates nor one of layers knows the tree."""
    path = tree / "app" / "__init__.py"
    lines = path.read_text().splitlines()
    kept = [line for line in lines if not line.startswith("MARK")]
    path.write_text("\n".join([*kept, f'MARK = "{mark}"', ""]))


def differed(tree: Path, mark: str) -> None:
    """Change what only this application has: what it has in common with others stays known."""
    path = tree / "app" / "schema.py"
    path.write_text(f"{path.read_text()}\n\n# {mark}\n")


_COMMENTS = {
    ".py": "\n\n# {}\n",
    ".html": "{{# {} #}}\n",
    ".js": "// {}\n",
    ".svg": "<!-- {} -->\n",
}


def renewed(tree: Path, mark: str) -> None:
    """Change each file that analysers read, so that nothing of the tree was ever seen before."""
    for path in tree.rglob("*"):
        comment = _COMMENTS.get(path.suffix, "").format(mark)
        if comment and path.is_file():
            text = path.read_text()
            path.write_text(text + (comment if text else comment.lstrip()))
