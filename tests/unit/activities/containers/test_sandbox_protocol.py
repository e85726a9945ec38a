"""Answers come from where hostile code ran: whatever they are, a result comes out."""

import base64
import json

from hypothesis import given
from hypothesis import strategies as st

from activities.containers.sandbox_protocol import (
    MAX_OUTPUT_CHARACTERS,
    decode_answer,
    encode_request,
    printable,
)


def answer(**fields: object) -> bytes:
    return json.dumps({"exit_code": 0, "output": "", "files": {}} | fields).encode()


@given(st.binary(max_size=300))
def test_any_bytes_become_a_result(data: bytes) -> None:
    result = decode_answer(data, collect=["a"], duration=1)
    assert 0 <= result.exit_code <= 255


@given(st.text())
def test_any_text_becomes_printable(text: str) -> None:
    shown = printable(text)
    assert all(ord(c) >= 32 or c in "\n\t" for c in shown)
    shown.encode()


def test_only_files_that_were_asked_for_come_back() -> None:
    files = {name: base64.b64encode(b"x").decode() for name in ("report", "../evil")}
    result = decode_answer(answer(files=files), collect=["report", "other"], duration=1)
    assert result.files == {"report": b"x"}


def test_the_end_of_long_output_is_kept() -> None:
    text = "a" * (MAX_OUTPUT_CHARACTERS + 10) + "end"
    result = decode_answer(answer(output=text), collect=[], duration=1)
    assert len(result.output) == MAX_OUTPUT_CHARACTERS
    assert result.output.endswith("end")


def test_a_killed_sandbox_and_an_impossible_code_are_failures() -> None:
    assert decode_answer(b"", collect=[], duration=1, killed=124).exit_code == 124
    assert decode_answer(answer(exit_code=-1), collect=[], duration=1).exit_code == 137


def test_a_request_says_the_length_of_each_part() -> None:
    data = encode_request(b"tar", ["a"], environment={}, timeout_seconds=1, collect=())
    length = int.from_bytes(data[:8], "big")
    assert json.loads(data[8 : 8 + length])["command"] == ["a"]
    assert data[8 + length :] == (3).to_bytes(8, "big") + b"tar"
