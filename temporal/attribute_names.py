"""Names of the search attributes, apart from the SDK: the supervisor starts without loading it."""

from enum import StrEnum


class AttributeName(StrEnum):
    """Search attributes, all of them keywords."""

    OWNER = "Owner"
    APPLICATION = "ApplicationId"
    JOB = "JobId"
    KIND = "JobKind"
    PHASE = "JobPhase"
