"""The one list of search attributes; the embedded server and the tests register exactly these."""

from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from models.jobs import JobContext, JobKind, JobPhase

OWNER = SearchAttributeKey.for_keyword("Owner")
APPLICATION = SearchAttributeKey.for_keyword("ApplicationId")
JOB = SearchAttributeKey.for_keyword("JobId")
KIND = SearchAttributeKey.for_keyword("JobKind")
PHASE = SearchAttributeKey.for_keyword("JobPhase")

ALL_KEYS = (OWNER, APPLICATION, JOB, KIND, PHASE)


def attributes_of(job: JobContext, kind: JobKind) -> TypedSearchAttributes:
    """Return the attributes that a job's workflow starts with."""
    return TypedSearchAttributes(
        [
            SearchAttributePair(OWNER, job.owner),
            SearchAttributePair(APPLICATION, job.application_id),
            SearchAttributePair(JOB, job.job_id),
            SearchAttributePair(KIND, kind.value),
            SearchAttributePair(PHASE, JobPhase.ANALYSING.value),
        ]
    )
