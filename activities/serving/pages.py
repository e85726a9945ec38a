"""The pages that visitors see when no application answers them; pure."""

import json
from dataclasses import dataclass
from html import escape

PAGE_HEADER = "Orchestrator-Page"
"""Names the page, so that nobody takes it for an answer of the application."""
_STYLE = (
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;"
    "padding:0 1.5rem;color:#1f2933;background:#f7f8fa}h1{font-size:1.5rem;line-height:1.3}"
    "p{color:#3e4c59}a{color:#0b5394}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#15191e}"
    "p{color:#b6c2cf}a{color:#8ab4f8}}"
)


@dataclass(frozen=True)
class Page:
    """What is said, to people and to programs."""

    code: str
    status: int
    title: str
    text: str
    retry_after: int | None = None
    """Seconds after which asking again may help."""
    refresh: bool = False
    """Whether browsers ask again by themselves."""

    def headers(self, content_type: str) -> dict[str, str]:
        """Return the headers of the answer."""
        found = {
            "Content-Type": content_type,
            "Cache-Control": "no-store",
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            PAGE_HEADER: self.code,
        }
        if self.retry_after is not None:
            found["Retry-After"] = str(self.retry_after)
        return found

    @property
    def html(self) -> str:
        """The page for people: readable on a phone, by a screen reader and without scripts."""
        again = ""
        if self.refresh:
            again = f'<meta http-equiv="refresh" content="{self.retry_after}">'
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"{again}<title>{escape(self.title)}</title><style>{_STYLE}</style></head>"
            f'<body><main role="status"><h1>{escape(self.title)}</h1><p>{escape(self.text)}</p>'
            '<p><a href="">Load the page again</a></p></main></body></html>'
        )

    @property
    def json(self) -> str:
        """The same as problem details."""
        told = {"title": self.title, "status": self.status, "detail": self.text, "code": self.code}
        return json.dumps(told)


UNKNOWN = Page(
    code="unknown",
    status=404,
    title="Nothing here",
    text="There is no application at this address. Check the spelling, or it may have been "
    "deleted.",
)
STARTING = Page(
    code="starting",
    status=503,
    title="One moment, please",
    text="The application is starting. This page loads again by itself in a few seconds; what you "
    "have just sent, if anything, was not received and must be sent again.",
    retry_after=2,
    refresh=True,
)
STOPPED = Page(
    code="stopped",
    status=503,
    title="This application is stopped",
    text="Its owner has stopped it. Its data is kept, and it answers again once the owner starts "
    "it.",
    retry_after=300,
)
FULL = Page(
    code="full",
    status=503,
    title="This application has run out of space",
    text="Its data has reached the limit of its disk space, so it was stopped. Nothing of its data "
    "is lost. Its owner can give it more space (orchestrator resize, --disk), or start it for an "
    "hour to remove what is not needed (orchestrator start).",
    retry_after=300,
)
CHANGING = Page(
    code="changing",
    status=503,
    title="This application is being changed",
    text="It is back in a moment. This page loads again by itself.",
    retry_after=5,
    refresh=True,
)
BROKEN = Page(
    code="broken",
    status=503,
    title="One moment, please",
    text="The application does not answer at the moment. It is started again by itself; wait a "
    "little and load the page again. If that does not help, tell its owner.",
    retry_after=5,
    refresh=True,
)
FAILED = Page(
    code="failed",
    status=500,
    title="That did not work",
    text="The request could not be handled.",
)


def wants_json(accept: str) -> bool:
    """Return whether a program asks, to judge by its ``Accept`` header."""
    return "json" in accept.lower() and "text/html" not in accept.lower()
