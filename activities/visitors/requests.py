"""Reading the head of a request and writing a page as the answer; pure."""

from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from io import BytesIO

from activities.serving.pages import Page, wants_json

MOST_HEAD_BYTES = 128 * 1024
"""More than the proxy lets through, with what it adds."""


@dataclass(frozen=True)
class Head:
    """The first line and the headers of a request."""

    method: str
    headers: Message

    @property
    def host(self) -> str:
        """Name that was asked for, without the port."""
        return str(self.headers.get("Host", "")).rpartition("]")[2].split(":")[0].lower()


def read_head(text: bytes) -> Head | None:
    """Return what the bytes up to the empty line say; None when they are no request."""
    first, _, rest = text.partition(b"\r\n")
    words = first.decode("latin-1").split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        return None
    try:
        return Head(method=words[0], headers=parse_headers(BytesIO(rest)))
    except HTTPException:
        return None


def slug_in(host: str, base_domain: str) -> str | None:
    """Return the part of an application's address that is its own."""
    slug = host.removesuffix(f".{base_domain}")
    return slug if slug != host and slug and "." not in slug else None


def answer(page: Page, head: Head | None) -> bytes:
    """Return the page as a whole answer, in the form that was asked for."""
    as_json = head is not None and wants_json(str(head.headers.get("Accept", "")))
    kind = "application/problem+json" if as_json else "text/html; charset=utf-8"
    body = (page.json if as_json else page.html).encode()
    headers = page.headers(kind) | {"Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {page.status} {HTTPStatus(page.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    told = "\r\n".join([*lines, "", ""]).encode()
    return told if head is not None and head.method == "HEAD" else told + body
