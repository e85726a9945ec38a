"""What was understood, each with the words that it came from and how sure that is; pure."""

from activities.understanding.draft import STATED, Draft
from activities.understanding.knowledge.money import DEFAULT_CURRENCY, currency_in
from activities.understanding.sureness import sureness
from activities.understanding.text.cleaning import QUOTED
from models.conversation import Finding
from models.specification import Entity, FieldType


def finding(what: str, evidence: str, confidence: float) -> Finding:
    """Return a finding with its words as short as they are shown."""
    return Finding(what=what, evidence=evidence[:QUOTED], confidence=min(round(confidence, 3), 1))


def findings_of(draft: Draft) -> list[Finding]:
    """Return the findings about what is kept: entities with their fields, and relations."""
    found: list[Finding] = []
    for entity in draft.entities.values():
        sure = sureness("entity", entity.confidence)
        found.append(finding(f"entity={entity.name}", entity.evidence, sure))
        for told in entity.fields:
            sure = sureness("field", told.confidence)
            what = f"field={entity.name}.{told.specification.name}"
            found.append(finding(what, told.evidence, sure))
    for link in draft.links:
        what = f"relation={link.relation.source}.{link.relation.name}"
        found.append(finding(what, link.evidence, sureness("relation", link.confidence)))
    return found


def currency_findings(entities: tuple[Entity, ...], text: str) -> list[Finding]:
    """Return which currency amounts of money are in, or will be where there are none yet."""
    named = currency_in(text)
    if named:
        return [finding(f"currency={named[0]}", named[1], STATED)]
    if any(field.type is FieldType.MONEY for entity in entities for field in entity.fields):
        return [finding(f"currency={DEFAULT_CURRENCY}", "", 0.3)]
    return []
