"""The ways in which servers speak the chat completions protocol; pure."""

from dataclasses import dataclass, replace
from typing import Any

from activities.understanding.language_model.prompt import Message, schema

MOST_WORDS = 4_000
"""Characters of a server's complaint that are looked at."""


@dataclass(frozen=True)
class Dialect:
    """What a server is asked with; begins with what is best and gives up what it refuses."""

    form: str = "json_schema"
    """``json_schema``, ``json_object``, or ``text`` for servers that know neither."""
    limit: str = "max_completion_tokens"
    """The name of the bound on the answer; older servers call it ``max_tokens``."""
    temperature: bool = True
    """Whether it may be set; some models have only their own."""

    def body(self, model: str, messages: tuple[Message, ...], answer_tokens: int) -> dict[str, Any]:
        """Return the body of a request for a completion."""
        body: dict[str, Any] = {"model": model, "messages": messages, self.limit: answer_tokens}
        if self.temperature:
            body["temperature"] = 0
        if self.form == "json_schema":
            told = {"name": "application", "strict": True, "schema": schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": told}
        elif self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def without(self, complaint: str) -> "Dialect | None":
        """Return what to try after a server refused a body, None when nothing is left to give up.

        Args:
            complaint: What the server said; only searched for the names of members.
        """
        words = complaint[:MOST_WORDS].lower()
        if self.limit in words and self.limit == "max_completion_tokens":
            return replace(self, limit="max_tokens")
        if "temperature" in words and self.temperature:
            return replace(self, temperature=False)
        plainer = {"json_schema": "json_object", "json_object": "text"}.get(self.form)
        if plainer:
            return replace(self, form=plainer)
        if self.limit == "max_completion_tokens":
            return replace(self, limit="max_tokens")
        return None
