"""The journal: what activities tell people about a job while they work."""

from collections.abc import Iterator, Sequence

import structlog

from models.errors import OrchestrationError
from models.jobs import JobContext, LogLevel
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.redaction import redacted

LONGEST_LINE = 2_000
MOST_LINES = 200


def journal_lines(texts: Sequence[str]) -> list[str]:
    """Return the lines to write: without secrets, of bounded length and number, none empty."""
    # Together first: a secret may go over several lines.
    found = list(_lines(redacted("\n".join(texts))))
    if len(found) <= MOST_LINES:
        return found
    left_out = len(found) - MOST_LINES + 1
    return [*found[: MOST_LINES - 1], f"… {left_out} more lines left out"]


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        shown = line.rstrip()
        if len(shown) > LONGEST_LINE:
            shown = f"{shown[: LONGEST_LINE - 1]}…"
        if shown:
            yield shown


class JobJournal:
    """Writes lines to a job's build log; from level ``info`` up they become events as well."""

    def __init__(self, log: JobLog, store: MetadataStore) -> None:
        self._log = log
        self._store = store
        self._logger = structlog.get_logger("storage.journal")

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        """Write the texts, line by line, without secrets. Never fails for want of storage."""
        try:
            lines = await self._log.append(job.job_id, level, step, journal_lines(texts))
            if level is not LogLevel.DEBUG and lines:
                await self._store.publish_log(job.job_id, lines)
        except OrchestrationError as problem:
            # The work that the lines tell of matters more than the lines.
            self._logger.warning(
                "journal_not_written",
                job_id=job.job_id,
                correlation_id=job.correlation_id,
                step=step,
                code=problem.code,
                message=problem.message,
            )
