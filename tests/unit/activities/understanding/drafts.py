"""Drafts to begin tests with."""

from activities.understanding.draft import Draft
from activities.understanding.knowledge.lexicon import load


def draft_of(lists: dict[str, str]) -> Draft:
    """Return a draft of lists, each told with its fields, which commas divide.

    Args:
        lists: What each is called, and its fields: ``{"boats": "name, length"}``.
    """
    draft = Draft(load())
    for name, fields in lists.items():
        entity = draft.ensure(name, name)
        assert entity is not None
        entity.fields = []
        for words in fields.split(", "):
            entity.add(words, words, 0.9)
        entity.described = True
    return draft
