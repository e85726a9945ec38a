"""What a request for a web site asks for; pure."""

from activities.understanding.draft import STATED
from activities.understanding.finding import currency_findings, finding
from activities.understanding.sites.reading import site_in
from activities.understanding.wishes.contradictions import contradictions_in
from models.conversation import Understanding
from models.specification import ApplicationKind


def site_understanding(text: str, english: str, language: str, name: str) -> Understanding:
    """Return what a request for a web site asks for; nothing of it is worth a question.

    Args:
        text: The cleaned request.
        english: The same in English.
        language: ISO 639-1 code of the request.
        name: Title that the person chose.
    """
    site = site_in(text, language)
    return Understanding(
        title=name or site.title,
        category=site.category,
        kind=ApplicationKind.SITE,
        language=language,
        entities=site.entities,
        pages=site.pages,
        findings=(
            *(finding(f"page={page.name}", page.title, STATED) for page in site.pages),
            *(finding(f"entity={one.name}", one.plural_label, STATED) for one in site.entities),
            *currency_findings(site.entities, text),
        ),
        contradictions=contradictions_in(english),
        completeness=1,
        clarity=STATED,
        confidence=STATED,
    )
