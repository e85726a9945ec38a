"""Keys of the search attributes; the embedded server and the tests register exactly these."""

from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from models.jobs import JobContext, JobKind, JobPhase
from temporal.attribute_names import AttributeName

OWNER = SearchAttributeKey.for_keyword(AttributeName.OWNER)
APPLICATION = SearchAttributeKey.for_keyword(AttributeName.APPLICATION)
JOB = SearchAttributeKey.for_keyword(AttributeName.JOB)
KIND = SearchAttributeKey.for_keyword(AttributeName.KIND)
PHASE = SearchAttributeKey.for_keyword(AttributeName.PHASE)

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
