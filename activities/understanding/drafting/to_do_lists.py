"""What is to be done and who does it, told of a thing or alone, kept as tasks; pure.

"Our boat: what still has to be done, who does it, done or not" lists no boats, and what is on the
list is called a task in the person's language.
"""

import re
from functools import cache

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.words import label_of
from models.fields import FieldType

_TASK, _NAME = "task", "to_do"
"""What it is called, and its name here: what is done once goes from nobody to the next one."""
_DONE = (FieldType.YES_NO, FieldType.CHOICE)


def keep_tasks(draft: Draft, language: str) -> None:
    """Call tasks what is to be done, by whom, and whether it is.

    Args:
        draft: What was understood; a list is renamed.
        language: ISO 639-1 code of another language than English.
    """
    entry = said_in(_TASK, language)
    if language not in LANGUAGES or entry is None:
        return
    for entity in list(draft.entities.values()):
        what = next((one for one in entity.fields if _tells_what(one, language)), None)
        if what is None and _is_clause(entity, language):
            made = field_from(Hint("What", FieldType.TEXT), owner=entity.name)
            what = DraftField(made, entity.evidence, STATED)
            entity.fields.insert(0, what)
        elif what is None or not _is_of_tasks(entity, what, language):
            continue
        label = label_of(read_table("crossing")[language]["what"])
        what.specification = what.specification.model_copy(
            update={"label": label, "type": FieldType.TEXT}
        )
        entity.fields = [one for one in entity.fields if one.evidence]
        entity.label = label_of(entry.one)
        entity.plural_label = label_of(entry.many or several_of(entry.one, language))
        entity.described = True
        _rename(draft, entity)


@cache
def _turns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = read_table("to_do")[language]
    return re.compile(row["what"], re.IGNORECASE), re.compile(row["who"], re.IGNORECASE)


def _tells_what(told: DraftField, language: str) -> bool:
    what, _ = _turns(language)
    return bool(told.evidence) and what.match(told.evidence.strip()) is not None


def _is_clause(entity: DraftEntity, language: str) -> bool:
    """Say whether a list of which more is told was called by the clause itself."""
    what, _ = _turns(language)
    told = entity.is_told
    return told and what.match(entity.evidence.strip()) is not None


def _is_of_tasks(entity: DraftEntity, what: DraftField, language: str) -> bool:
    """Say whether the rest tells who does it and whether it is done, and little besides."""
    _, who = _turns(language)
    others = [one for one in entity.fields if one.evidence and one is not what]
    done = any(one.specification.type in _DONE for one in others)
    doer = any(who.match(one.evidence.strip()) for one in others)
    itself = entity.evidence.lower() in what.evidence.lower()
    if (
        not itself
        and entity.evidence.lower() == entity.plural_label.lower() != entity.label.lower()
    ):
        return False
    return doer or (done and len(others) <= len(_DONE)) or itself


def _rename(draft: Draft, entity: DraftEntity) -> None:
    """Name it by what it is, where nothing is related to it and there are no tasks yet."""
    tied = any(entity.name in (k.relation.source, k.relation.target) for k in draft.links)
    if tied or _NAME in draft.entities:
        return
    named = {_NAME if one is entity else key: one for key, one in draft.entities.items()}
    entity.name, entity.thing = _NAME, draft.lexicon.things.get(_TASK)
    draft.entities.clear()
    draft.entities.update(named)
