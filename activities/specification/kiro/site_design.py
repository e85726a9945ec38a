"""``design.md`` of a web site; pure."""

from activities.specification.kiro.markdown import bullets, document, numbered, table, text
from activities.specification.kiro.overview import overview
from models.specification import ApplicationSpecification

_COMPONENTS = (
    ("`app/schema.py`", "the pages, and the lists that stand on them"),
    ("`content/`", "texts and lists; what is there is the owner's"),
    ("`app/contents.py`, `app/markdown.py`, `app/cells.py`", "reading texts and lists"),
    ("`app/render.py`, `app/templates/`", "making all pages at the start"),
    ("`app/main.py`", "answering visitors, search engines and the health check"),
    ("`app/security.py`", "headers and the log"),
)
_FLOW = """```mermaid
flowchart LR
    content[content/] -->|at the start| pages[Pages in memory]
    templates[Templates] -->|at the start| pages
    visitor([Visitor]) -->|HTTP| pages
```"""
_PROPERTIES = (
    "**Only text.** What stands in a text or a list is shown escaped, whatever it is.",
    "**Nothing is lost.** A change keeps every text and list that it is not about.",
    "**Nothing from elsewhere.** No page runs a script or loads anything of another site.",
)
_ERRORS = (
    "A file that can't be read stops the start and says what to mend.",
    "An address that is not there is answered with 404 and the way to the first page.",
)


def site_design(specification: ApplicationSpecification) -> str:
    """Return the document."""
    rows = (
        (
            f"`{page.name}`",
            text(page.title),
            f"`content/pages/{page.name}.md`",
            ", ".join(f"`content/{name}.csv`" for name in page.lists) or "–",
        )
        for page in specification.pages
    )
    return document(
        *overview(specification),
        _FLOW,
        "## Components and Interfaces",
        bullets(f"{name}: {what}" for name, what in _COMPONENTS),
        "## Data Models",
        table(("page", "title", "text", "list"), rows),
        "## Correctness Properties",
        numbered(_PROPERTIES),
        "## Error Handling",
        bullets(_ERRORS),
        "## Testing Strategy",
        bullets(
            (
                "Tests that come with the sources cover pages, texts, lists and headers; they run "
                "on the pages of this document.",
                "Static analysis, a search for secrets and the tests must pass before a version "
                "goes live.",
                f"At least {specification.development.minimum_coverage} % of the lines are run by "
                "the tests.",
            )
        ),
    )
