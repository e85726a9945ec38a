"""Settings of conversations, and of who reads requests."""

from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from settings.section import Section


class ConversationSettings(Section):
    """How long a person is waited for."""

    deadline_hours: float = Field(default=72.0, gt=0)
    """Time to answer or approve: then recommended answers are taken, and nothing is approved."""
    reminder_hours: float = Field(default=24.0, gt=0)
    """Time after which the job says again that it waits."""


class AnalyserChoice(StrEnum):
    """Who reads the requests of new applications."""

    WORDS = "words"
    MODEL = "model"


class UnderstandingSettings(Section):
    """Reading of requests."""

    analyser: AnalyserChoice = AnalyserChoice.WORDS
    """``words`` reads by rules, and nothing leaves the machine; ``model`` asks a language model."""
    base_url: str | None = None
    """Where the model answers, OpenAI-compatible, like ``http://127.0.0.1:11434/v1``."""
    model: str | None = Field(default=None, min_length=1, max_length=200)
    """Name of the model at that server."""
    api_key: SecretStr | None = None
    """Key for that server, if it wants one."""
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    """How long the model may take, and its owner waits; after it the rules read the request."""
    tokens_per_request: int = Field(default=20_000, ge=4_000)
    """Most tokens for one request, in and out, all attempts together."""
    tokens_per_day: int = Field(default=500_000, ge=0)
    """Most tokens for all requests of a day (UTC)."""
    max_response_bytes: int = Field(default=262_144, ge=1024)
    """Largest answer of the model that is read."""

    @field_validator("base_url")
    @classmethod
    def _is_plain_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        usual = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        if (
            not usual
            or not value.isprintable()
            or " " in value
            or parts.query
            or parts.fragment
            or parts.username is not None
        ):
            raise ValueError(
                "write it like http://127.0.0.1:11434/v1, without user, password or query"
            )
        return value.rstrip("/")

    @model_validator(mode="after")
    def _model_is_named(self) -> Self:
        if self.analyser is AnalyserChoice.MODEL and not (self.base_url and self.model):
            raise ValueError("analyser = 'model' needs base_url and model as well")
        return self
