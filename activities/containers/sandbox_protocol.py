"""What goes into the sandbox's standard input and what comes out of its standard output."""

import base64
import json
from collections.abc import Mapping, Sequence

from pydantic import Field, ValidationError

from activities.containers.port import SandboxResult
from models.base import Model

MAX_OUTPUT_CHARACTERS = 200_000
MAX_COLLECTED_BYTES = 5 * 1024 * 1024
MAX_ANSWER_BYTES = 64 * 1024 * 1024
TIMED_OUT = 124
OUT_OF_MEMORY = 137


class _Answer(Model):
    exit_code: int = Field(ge=0, le=255)
    output: str
    files: dict[str, str] = Field(default_factory=dict)
    memory_peak_bytes: int = Field(default=0, ge=0, le=2**40)


def encode_request(
    archive: bytes,
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    timeout_seconds: float,
    collect: Sequence[str],
    alone: bool = False,
) -> bytes:
    """Return head and archive, each after its length in eight bytes.

    ``alone``: nothing else is in the sandbox's control group, which therefore says what it takes.
    """
    head = json.dumps(
        {
            "command": list(command),
            "environment": dict(environment),
            "timeout": timeout_seconds,
            "collect": list(collect),
            "output": MAX_OUTPUT_CHARACTERS,
            "file_bytes": MAX_COLLECTED_BYTES,
            "alone": alone,
        }
    ).encode()
    return len(head).to_bytes(8, "big") + head + len(archive).to_bytes(8, "big") + archive


def decode_answer(
    data: bytes, *, collect: Sequence[str], duration: float, killed: int = OUT_OF_MEMORY
) -> SandboxResult:
    """Read an answer; what can't be one means that the whole sandbox was killed.

    The answer comes from where untrusted code ran, so nothing of it is believed but its shape.
    """
    try:
        answer = _Answer.model_validate_json(data)
    except ValidationError:
        text = "The sandbox was ended before it could answer."
        return SandboxResult(exit_code=killed, output=text, duration_seconds=duration)
    files = {name: _content(answer.files[name]) for name in collect if name in answer.files}
    return SandboxResult(
        exit_code=answer.exit_code,
        output=printable(answer.output[-MAX_OUTPUT_CHARACTERS:]),
        files=files,
        duration_seconds=duration,
        memory_peak_bytes=answer.memory_peak_bytes,
    )


def _content(encoded: str) -> bytes:
    return base64.b64decode(encoded[: MAX_COLLECTED_BYTES * 2])[:MAX_COLLECTED_BYTES]


def printable(text: str) -> str:
    """Return the text without control characters and lone surrogates."""
    clean = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return "".join(c if ord(c) >= 32 or c in "\n\t" else " " for c in clean)
