"""What the commands do; each returns its exit code."""

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.markup import escape

from api.bodies import Request
from models.conversation import MAX_REQUEST_CHARACTERS, AnswerValue, Question
from models.decisions import OpenDecision
from models.errors import Conflict, InvalidInput, NotFound, TooLarge
from models.jobs import Decision, JobPhase
from sdk.client import OrchestratorClient
from settings import Settings
from terminal.deployments import tell_evidence, tell_plan
from terminal.finding import all_applications, attached, carry_out, find_application, find_job
from terminal.limits import tell_delay
from terminal.questions import parse_answer
from terminal.tables import tell_application, tell_jobs, tell_versions, tell_waiting

FOLLOW_IT = "See where it stands with 'orchestrator follow', or 'orchestrator show'."
_DECIDED = {
    Decision.APPROVE: "Approved.",
    Decision.CHANGE: "The change is asked for.",
    Decision.REJECT: "Rejected.",
}


async def run_create(
    settings: Settings,
    console: Console,
    request: str,
    *,
    name: str | None,
    auto_approve: bool,
    leave: bool,
    builder: str | None = None,
    priority: int | None = None,
) -> int:
    """Create an application and follow the job."""
    check_request(request)

    async def start(client: OrchestratorClient) -> str:
        accepted = await client.create(
            request, name=name, builder=builder, priority=priority, auto_approve=auto_approve
        )
        tell_delay(console, accepted)
        return accepted.job_id

    return await carry_out(settings, console, start, leave=leave)


async def run_modify(
    settings: Settings,
    console: Console,
    application: str,
    request: str,
    *,
    auto_approve: bool,
    leave: bool,
) -> int:
    """Change an application and follow the job."""
    check_request(request)

    async def start(client: OrchestratorClient) -> str:
        found = await find_application(client, application)
        accepted = await client.modify(found.application_id, request, auto_approve=auto_approve)
        tell_delay(console, accepted)
        return accepted.job_id

    return await carry_out(settings, console, start, leave=leave)


def check_request(request: str) -> None:
    """Refuse what the API would refuse, before a stack is started for it.

    Raises:
        InvalidInput: It says nothing, or is no text.
        TooLarge: It is too long.
    """
    if len(request) > MAX_REQUEST_CHARACTERS:
        raise TooLarge(f"The request is longer than {MAX_REQUEST_CHARACTERS:,} characters.")
    try:
        request.encode()
        TypeAdapter(Request).validate_python(request)
    except UnicodeEncodeError:
        raise InvalidInput(
            "The request is not text.", remedy="Write it in UTF-8, in your own words."
        ) from None
    except ValidationError as problem:
        told = problem.errors()[0]["msg"].removeprefix("Value error, ")
        raise InvalidInput(
            f"The request {told}.",
            remedy='Try something like "A reading list: books with title, author and rating".',
        ) from None


async def run_rollback(
    settings: Settings,
    console: Console,
    application: str,
    version: int,
    *,
    restore_data: bool,
    leave: bool,
) -> int:
    """Return to an earlier version and follow the job."""

    async def start(client: OrchestratorClient) -> str:
        found = await find_application(client, application)
        accepted = await client.roll_back(found.application_id, version, restore_data=restore_data)
        return accepted.job_id

    return await carry_out(settings, console, start, leave=leave)


async def run_delete(
    settings: Settings, console: Console, application: str, *, keep_data: bool
) -> int:
    """Delete an application and follow the job."""

    async def start(client: OrchestratorClient) -> str:
        found = await find_application(client, application)
        accepted = await client.delete(found.application_id, keep_data=keep_data)
        return accepted.job_id

    return await carry_out(settings, console, start, leave=True)


async def run_list(settings: Settings, console: Console) -> int:
    """Print the applications."""
    async with attached(settings, console) as connection:
        found = await all_applications(connection.client)
        if not found:
            console.print("There are no applications yet; make one with 'orchestrator create'.")
        waiting = await _waiting(connection.client) if found else {}
        for item in found:
            tell_application(console, item)
            tell_waiting(console, waiting.get(item.running_job_id or ""))
    return 0


async def _waiting(client: OrchestratorClient) -> dict[str, str]:
    """Return what the jobs that wait in line are told, by their ids."""
    running = (await client.jobs(running=True, limit=200)).items
    return {job.job_id: job.message for job in running if job.phase is JobPhase.QUEUED}


async def run_show(settings: Settings, console: Console, application: str) -> int:
    """Print one application with its versions and jobs."""
    async with attached(settings, console) as connection:
        client = connection.client
        found = await find_application(client, application)
        tell_application(console, found)
        versions = (await client.versions(found.application_id)).items
        tell_versions(console, found, versions)
        tell_jobs(console, (await client.jobs(application_id=found.application_id)).items)
    return 0


async def run_show_deployment(
    settings: Settings, console: Console, job: str, *, plan: bool, evidence: bool
) -> int:
    """Print what a job's deployment does, and what was seen when it failed."""
    async with attached(settings, console) as connection:
        client = connection.client
        job_id = (await find_job(client, job)).job_id
        if plan:
            tell_plan(console, await client.plan(job_id))
        if evidence:
            tell_evidence(console, (await client.evidence(job_id)).items)
    return 0


async def run_follow(settings: Settings, console: Console, job: str | None, *, leave: bool) -> int:
    """Follow a job that was started before; without a name, the newest one."""

    async def find(client: OrchestratorClient) -> str:
        if job is not None:
            return (await find_job(client, job)).job_id
        newest = (await client.jobs(limit=1)).items
        if not newest:
            raise NotFound("There are no jobs yet.", remedy="Begin with 'orchestrator create'.")
        return newest[0].job_id

    return await carry_out(settings, console, find, leave=leave)


async def run_answer(settings: Settings, console: Console, wanted: str, given: list[str]) -> int:
    """Answer questions of a job."""
    async with attached(settings, console) as connection:
        job = await find_job(connection.client, wanted)
        asked = (await connection.client.conversation(job.job_id)).questions
        answers = parse_given(job.questions, given, asked)
        await connection.client.answer(job.job_id, answers)
        left = sum(question.id not in answers for question in job.questions)
        console.print(f"Answered {len(answers)}; {left} left.", highlight=False)
    return 0


def parse_given(
    questions: tuple[Question, ...], given: list[str], asked: tuple[Question, ...] = ()
) -> dict[str, AnswerValue]:
    """Return the answers that were given as ``question=value``.

    Args:
        questions: Those that are open.
        given: What was typed.
        asked: Also those that were answered and can be answered anew.

    Raises:
        Conflict: Nothing is asked.
        InvalidInput: A question is unknown, or a value does not answer it.
    """
    known = {question.id: question for question in (*asked, *questions)}
    if not known or (given == ["you_decide"] and not questions):
        raise Conflict("The job asks nothing at the moment.", remedy=FOLLOW_IT)
    if given == ["you_decide"]:
        return {question.id: "you_decide" for question in questions}
    answers: dict[str, AnswerValue] = {}
    for item in given:
        name, separator, typed = item.partition("=")
        if not separator or name not in known:
            raise InvalidInput(
                f"'{item}' answers none of the questions.",
                remedy=f"They are: {', '.join(known)}. Write question=value.",
            )
        value = "you_decide" if typed == "you_decide" else parse_answer(known[name], typed)
        if value is None:
            options = ", ".join(known[name].options) or "yes, no"
            raise InvalidInput(f"'{typed}' does not answer '{name}'.", remedy=f"One of: {options}")
        answers[name] = value
    return answers


async def run_decide(
    settings: Settings, console: Console, job: str, *, change: str | None, reject: bool
) -> int:
    """Approve a proposal, change it or reject it; or decide what the job waits for since.

    Raises:
        InvalidInput: A change is wished for and rejected at once.
    """
    if change and reject:
        raise InvalidInput(
            "A proposal can be changed or rejected, not both.",
            remedy="Give either --change or --reject.",
        )
    decision = Decision.CHANGE if change else Decision.REJECT if reject else Decision.APPROVE
    async with attached(settings, console) as connection:
        found = await find_job(connection.client, job)
        about = found.decision.id if found.decision else found.proposal or None
        await connection.client.decide(found.job_id, decision, changes=change, about=about)
        told = _told(found.decision, decision) if found.decision else _DECIDED[decision]
        console.print(f"{told} Follow it: orchestrator follow {found.job_id}", highlight=False)
    return 0


def _told(open_decision: OpenDecision, decision: Decision) -> str:
    labels = {choice.decision: choice.label for choice in open_decision.choices}
    return f"Decided: {escape(labels.get(decision, decision.value))}."


async def run_cancel(settings: Settings, console: Console, job: str) -> int:
    """Cancel a job."""
    async with attached(settings, console) as connection:
        await connection.client.cancel((await find_job(connection.client, job)).job_id)
        console.print("The job is being cancelled; what it did is undone.")
    return 0
