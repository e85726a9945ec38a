"""Reads a form that a file was sent in with; the parts are the standard library's to find."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Policy, compat32
from functools import partial
from secrets import token_hex
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from app.security import check_origin

_MOST_PARTS = 20
_LONGEST_HEADER = 1_000
_MARK = "X-Form"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came in, before anybody looked into it."""

    content_type: str
    body: bytes


async def sent(request: Request) -> Sent:
    """Return what was sent, after checking that it comes from our own pages.

    Raises:
        HTTPException: 403, it comes from elsewhere.
    """
    check_origin(request)
    return Sent(request.headers.get("content-type", ""), await request.body())


Upload = Annotated[Sent, Depends(sent)]


def parts(upload: Sent) -> Mapping[str, bytes]:
    """Return the contents by the name of the control.

    Raises:
        HTTPException: 400, it can't be read.
    """
    kind = upload.content_type
    if len(kind) > _LONGEST_HEADER or not kind.lower().startswith("multipart/form-data"):
        raise HTTPException(400, "This form could not be read.")
    boundary = _parsed(Sent(kind, b"")).get_boundary("").encode("ascii", "replace")
    if not boundary or upload.body.count(b"--" + boundary) > _MOST_PARTS:
        raise HTTPException(400, "This form could not be read.")
    found = _parsed(upload).get_payload()
    if not isinstance(found, list):
        raise HTTPException(400, "This form could not be read.")
    return {_name(part): _content(part) for part in found if isinstance(part, Message)}


class _Part(Message):
    """The form, or a part of it; a part's own word on its type is not taken: none holds others.

    Args:
        mark: What only the form itself has in its head.
        policy: As for any message.
    """

    def __init__(self, mark: str, policy: "Policy[Message]" = compat32) -> None:
        super().__init__(policy)
        self._mark = mark

    def get_content_type(self) -> str:
        """Return whether it is the form; all else is bytes."""
        whole = self.get(_MARK) == self._mark
        return "multipart/form-data" if whole else "application/octet-stream"


def _parsed(upload: Sent) -> Message:
    mark = token_hex()
    parser = BytesFeedParser(partial(_Part, mark))
    head = f"{_MARK}: {mark}\r\nContent-Type: {upload.content_type}\r\n\r\n"
    parser.feed(head.encode("latin-1"))
    parser.feed(upload.body)
    return parser.close()


def _name(part: Message) -> str:
    # A header is looked at only if it is short: long ones take the library very long.
    if len(str(part.get("content-disposition", ""))) > _LONGEST_HEADER:
        return ""
    return str(part.get_param("name", "", "content-disposition"))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
