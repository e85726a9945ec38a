"""Helps the tests of imports: an application with imports, and what a person does there."""

import re
from collections.abc import Iterator

from app.assembly import assemble
from app.features.importing import Import
from app.site import Site
from tests.conftest import Direct, Visitor, browser
from tests.everything import EVERYTHING


def opened(site: Site) -> Iterator[Visitor]:
    """Give a visitor of an application with imports that keeps its records where the site does."""
    importing = Site(EVERYTHING, site.database, 1, [Import()])
    with browser(Direct(assemble(importing))) as client:
        yield Visitor(client, importing)


def send(visitor: Visitor, name: str, content: bytes | str, control: str = "file") -> str:
    """Send a table in and return the address of what it looks like."""
    body = content.encode() if isinstance(content, str) else content
    token = {"_csrf_token": token_of(visitor)}
    files = {control: ("Bücher; 1.csv", body, "text/csv")}
    answer = visitor.client.post(f"/-/import/{name}", data=token, files=files)
    assert answer.status_code == 200, answer.text
    return answer.url.path


def token_of(visitor: Visitor) -> str:
    visitor.get("/nowhere", 404)
    return visitor.client.cookies["form_token"]


def confirm(visitor: Visitor, path: str, query: str = "") -> str:
    """Press the button of the page and return the next one."""
    page = visitor.get(path + query)
    form = page[page.index(f'action="{path}"') :]
    hidden = re.findall(r'name="(first|alike|c\d+)" value="(\w*)"', form[: form.index("</form>")])
    answer = visitor.post(path, dict(hidden))
    assert answer.status_code == 303, answer.text
    return visitor.get(path)


def kept(visitor: Visitor, name: str) -> list[dict[str, object]]:
    items = visitor.client.get(f"/api/{name}?sort=created_at").json()["items"]
    return [{k: v for k, v in item.items() if not k.endswith("_at")} for item in items]
