"""The pages for visitors as parts of the proxy's configuration; pure."""

from typing import Any

from activities.serving.pages import BROKEN, FAILED, UNKNOWN, Page

Json = dict[str, Any]
ONLY_PAGE = "Orchestrator-Only-Page"
"""Set on a request that an application has failed to answer: it may not be handed on again."""


def unknown_host() -> list[Json]:
    """Return the routes for addresses that nothing is at."""
    return _in_both_forms(UNKNOWN)


def errors(doorkeeper: str) -> list[Json]:
    """Return the routes for requests that no application answered.

    The doorkeeper knows why; when it does not answer either, the page says what can be said.
    """
    match = {"expression": "{http.error.status_code} in [502, 503, 504]"}
    ask = {
        "handler": "reverse_proxy",
        "upstreams": [{"dial": doorkeeper}],
        "transport": {"protocol": "http", "keep_alive": {"enabled": False}},
        "headers": {"request": {"set": {ONLY_PAGE: ["1"]}}},
    }
    asking = {
        "handler": "subroute",
        "routes": [{"handle": [ask]}],
        "errors": {"routes": _in_both_forms(BROKEN)},
    }
    other = _static(FAILED, FAILED.html, "text/html; charset=utf-8")
    other["status_code"] = "{http.error.status_code}"
    return [{"match": [match], "handle": [asking], "terminal": True}, {"handle": [other]}]


def _in_both_forms(page: Page) -> list[Json]:
    as_json = _static(page, page.json, "application/problem+json")
    program = {"match": [{"header": {"Accept": ["*json*"]}}], "handle": [as_json], "terminal": True}
    return [program, {"handle": [_static(page, page.html, "text/html; charset=utf-8")]}]


def _static(page: Page, body: str, content_type: str) -> Json:
    return {
        "handler": "static_response",
        "status_code": page.status,
        "headers": {name: [value] for name, value in page.headers(content_type).items()},
        "body": body,
    }
