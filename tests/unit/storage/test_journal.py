"""The journal: redaction, bounds, events, and that it never fails its caller."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from models.jobs import DevelopmentJob, EventKind, LogLevel
from storage.journal import LONGEST_LINE, MOST_LINES, JobJournal, journal_lines
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.redaction import plain, redacted
from tests.unit.storage.samples import a_job, an_application, context_of

WORD = st.text(alphabet="abcdefghijkmnopqrstuvwxyzABCDEFGH23456789", min_size=20, max_size=40)
CONTEXTS = st.sampled_from(
    [
        "password={}",
        "PASSWORD: {}",
        "DB_PASSWORD='{}'",
        '{{"api_key": "{}"}}',
        "--token {} --token={}",
        "Authorization: Bearer {}",
        "authorization: basic {}",
        "postgresql://user:{}@host/db",
        "https://{}@example.org/x?y=1",
        "GET /x?access_token={}&y=1",
        "ghp_{}",
        "sk-{}",
        "eyJ{}.{}.{}",
        "AWS_SECRET_ACCESS_KEY={}",
        "client-secret: {}",
        "-----BEGIN RSA PRIVATE KEY-----\n{}\n{}\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n{}",
        "\x1b[31mpassword\x1b[0m={}",
    ]
)


ESCAPES = st.sampled_from(["", "\x1b", "\x1b[", "\x1b[1m", "\x1b(", "\x1b#", "\x1b-"])
SECRET = "abcdefghijkmnopqrstuvwxyz"


@settings(max_examples=300)
@example(before="\x1b", context="password={}", secret=SECRET, after="")
@given(before=st.text(max_size=20), context=CONTEXTS, secret=WORD, after=st.text(max_size=20))
def test_no_secret_is_left(before: str, context: str, secret: str, after: str) -> None:
    assume(secret[4:] not in before + after)
    text = f"{before} {context.replace('--token {} ', '').format(*[secret] * 3)} {after}"
    shown = redacted(text)
    assert secret not in shown
    assert secret[4:] not in shown


@settings(max_examples=300)
@example(escape="\x1b", context="password={}", secret=SECRET)
@given(escape=ESCAPES, context=CONTEXTS, secret=WORD)
def test_no_escape_takes_the_letter_that_tells_a_secret(
    escape: str, context: str, secret: str
) -> None:
    text = f"{escape}{context.replace('--token {} ', '').format(*[secret] * 3)}"
    assert secret[4:] not in redacted(text)
    assert secret[4:] not in redacted(plain(text))


@settings(max_examples=200)
@given(texts=st.lists(st.text(max_size=3_000), max_size=5))
def test_lines_are_bounded_and_printable(texts: list[str]) -> None:
    for line in journal_lines(texts):
        assert 0 < len(line) <= LONGEST_LINE
        assert not any(ord(c) < 32 and c != "\t" for c in line)
        assert not any(0x7F <= ord(c) <= 0x9F for c in line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/ann/project/x.py: ok", "~/project/x.py: ok"),
        ("see /root/x and /Users/bob", "see ~/x and ~"),
        ("/rooted/x and a/home/ann", "/rooted/x and a/home/ann"),
        ("14 tests passed, 3 tokens used", "14 tests passed, 3 tokens used"),
        ("the password field is required", "the password field is required"),
        ("http://app.localhost:8780/x@y", "http://app.localhost:8780/x@y"),
        ("\x1b[1mbold\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07", "bold link"),
        ("a\rb\tc\x00d", "a\nb\tcd"),
        ("\u202eevil", "evil"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert redacted(text) == shown


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["password", "a://", "eyJa.", "/home/", "key-", "\x1b[", '"', "=:", "api_", "token="]
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    redacted(unit * (300_000 // len(unit)))


def test_many_lines_are_cut_with_a_word() -> None:
    lines = journal_lines(["x\n" * 500])
    assert len(lines) == MOST_LINES
    assert lines[-1] == "… 301 more lines left out"


@pytest.fixture
async def store() -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open("sqlite:///:memory:")
    yield opened
    await opened.close()


@pytest.fixture
async def job(store: MetadataStore) -> DevelopmentJob:
    application = await store.add_application(an_application())
    return await store.add_job(a_job(application))


async def test_info_and_above_become_events(
    store: MetadataStore, job: DevelopmentJob, tmp_path: Path
) -> None:
    log = JobLog(tmp_path)
    journal = JobJournal(log, store)
    context = context_of(job)
    await journal.write(context, "building.scaffold", "hidden", level=LogLevel.DEBUG)
    await journal.write(context, "building.scaffold", "one\ntwo", "token=abc123")
    await journal.write(context, "building.scaffold", "bad", level=LogLevel.ERROR)
    await journal.write(context, "building.scaffold", "", " \n")
    assert [line.text for line in await log.read(job.id)] == [
        "hidden",
        "one",
        "two",
        "token=[removed]",
        "bad",
    ]
    events = await store.events(job.id)
    assert [event.data["number"] for event in events] == [2, 3, 4, 5]
    assert {event.kind for event in events} == {EventKind.LOG}
    assert events[-1].data["level"] == "error"


async def test_it_never_fails_its_caller(
    store: MetadataStore, job: DevelopmentJob, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    await JobJournal(JobLog(tmp_path / "file"), store).write(context_of(job), "a", "text")
    full = JobJournal(JobLog(tmp_path, largest=1), store)
    await full.write(context_of(job), "a", "text")
    unknown = context_of(job).model_copy(update={"job_id": "unknown"})
    await JobJournal(JobLog(tmp_path), store).write(unknown, "a", "text")
    assert await store.events(job.id) == []
