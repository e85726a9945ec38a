"""Whoever lives in what is kept is its tenant: "who lives there, since when, what rent"; pure.

Only what they do is told of them, and a list "Stay" or "Wohnt" would say nothing.
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from models.fields import FieldType

_TENANT = "tenant"
_LIVES = re.compile(
    r"\bwho (?:all )?(?:lives?|is living|are living) (?:there|in (?:it|each|them|which))"
    r"|\bwer (?:dort|da|darin|drin|dadrin|in (?:ihr|welcher))?\s?wohnt|\bqui y (?:habite|vit|loge)"
    r"|\bquién (?:vive|viven) (?:allí|ahí|en ell[ao]|dentro)|\bquién vive\b|\bchi ci (?:abita|vive)"
    r"|\bwie (?:er|daar|erin) woont|\bquem (?:lá )?(?:mora|vive)|\bkto (?:tam|w nim"
    r"|w niej) mieszka",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:rent|deposit|miete|kaution|loyer|caution|alquiler|fianza|renta|affitto|cauzione|canone"
    r"|huur|borg|renda|aluguel|caução|czynsz|kaucja)\b",
    re.IGNORECASE,
)
_STAYS = word_set("stay booking residence occupancy rental occupant resident living")
_HOMES = word_set("flat apartment room house property unit home building cottage bungalow")
_SAID = re.compile(
    r"\b(?:book(?:ings?|ed)?|stays?|rentals?|residents?|occupants?)\b", re.IGNORECASE
)
_WHO = ("who", "person", "wer", "qui", "quién", "chi", "wie", "quem", "kto")


def call_tenants(draft: Draft, text: str, language: str) -> None:
    """Call tenants those of whom only is told that they live there, and what they pay.

    Args:
        draft: What was understood; a list is called otherwise.
        text: The request.
        language: ISO 639-1 code.
    """
    match = _LIVES.search(text)
    if match is None or _PAID.search(text) is None or draft.find(_TENANT, exact=True):
        return
    for entity in list(draft.entities.values()):
        homes = {link.relation.target for link in draft.links_of(entity.name)}
        in_home = any(name.split("_")[-1] in _HOMES for name in homes)
        told = entity.evidence.lower() in match.group().lower()
        guessed = entity.name in _STAYS and _SAID.search(text) is None
        if in_home and (told or guessed) and entity.is_told:
            _call(draft, entity, match.group(), language)
            return


def _call(draft: Draft, entity: DraftEntity, words: str, language: str) -> None:
    entry = said_in(_TENANT, language) if language != "en" else None
    if language != "en" and entry is None:
        return
    one = entry.one if entry else _TENANT
    several = (entry.many or several_of(entry.one, language)) if entry else "tenants"
    entity.label, entity.plural_label = label_of(one), label_of(several)
    draft.rename(entity.name, _TENANT)
    entity.thing = draft.lexicon.things.get(_TENANT)
    for home in (draft.entities[link.relation.target] for link in draft.links_of(_TENANT)):
        home.fields = [told for told in home.fields if not _tells_tenant(told, one, words)]
    for field in entity.fields:
        known = field.specification
        if known.type is FieldType.TEXT and known.label.lower() in _WHO:
            update = {"label": "Name", "name": "name"}
            if "name" not in entity.names():
                field.specification = known.model_copy(update=update)


def _tells_tenant(told: DraftField, tenant: str, words: str) -> bool:
    """Say whether a field of a home only names who lives there, who is kept now."""
    said = told.evidence.lower()
    return told.specification.label.lower() == tenant.lower() and said in words.lower()
