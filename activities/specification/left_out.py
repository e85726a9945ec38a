"""What is said of wishes that are left to people, not wanted or not understood; pure."""

import re

from activities.design.declined import declined
from activities.design.fitting.fit import ANSWERS
from activities.design.wording import enumerate_words
from activities.specification.answered import is_answered
from activities.understanding.wishes.figures import Unmet, sentences_of
from models.conversation import Understanding
from models.specification import ApplicationSpecification, FieldType, View

_UNPICKED = (
    "“{}” is not picked out by itself: a list is sorted and searched, and narrowed down by a "
    "choice, by yes or no, or by what a record belongs to."
)
_SURELY_PICKED = 0.5
_CALLED_FILTER = re.compile(r"\b(?:filter|filtr|narrow)", re.IGNORECASE)
_OVERLOOKED = (
    "“{}” was not understood, so nothing is kept of it. If it matters, say as a change what it is."
)
_SEVERAL_OVERLOOKED = (
    "{} were not understood, so nothing is kept of them. If they matter, say as a change what "
    "they are."
)


def left_to_people(
    understanding: Understanding, written: ApplicationSpecification
) -> dict[str, str]:
    """Return what is not worked out and which rules are not checked, by the words."""
    fields = [f.evidence for f in understanding.findings if f.what.startswith("field=")]
    told = _unmet(understanding)
    return sentences_of(one for one in told if not is_answered(one, written, fields))


def _unmet(understanding: Understanding) -> list[Unmet]:
    return [
        Unmet(finding.what.partition("=")[2], finding.evidence)
        for finding in understanding.findings
        if finding.what.startswith("unmet=")
    ]


def is_called_filter(understanding: Understanding) -> bool:
    """Say whether somebody who wants only some records to be seen speaks of filters."""
    words = [f.evidence for f in understanding.findings if f.what == f"view={View.FILTER}"]
    return not words or any(_CALLED_FILTER.search(said) for said in words)


def unpicked(understanding: Understanding, written: ApplicationSpecification) -> dict[str, str]:
    """Return what is asked after in words that nothing picks records out by, by these words.

    What a list of what is due, or of what is away, answers is none, nor what is told of anyway.
    """
    answered = any(ANSWERS.get(feature.kind) is View.REMINDER for feature in written.features)
    if answered or View.FILTER not in understanding.views or is_called_filter(understanding):
        return {}
    model = written.data_model
    types = {field.type for entity in model.entities for field in entity.fields}
    if model.relations or types & {FieldType.CHOICE, FieldType.YES_NO}:
        return {}
    told = [one.words.casefold() for one in _unmet(understanding)]
    told += [f.evidence.casefold() for f in understanding.findings if f.what.startswith("order=")]
    said = (
        finding.evidence
        for finding in understanding.findings
        if finding.what == f"view={View.FILTER}" and finding.confidence >= _SURELY_PICKED
    )
    return {
        words: _UNPICKED.format(words)
        for words in said
        if not any(words.casefold() in one or one in words.casefold() for one in told)
    }


def without(understanding: Understanding, written: ApplicationSpecification) -> str:
    """Return the sentence on what it is without, as was said."""
    pictured = any(
        field.type is FieldType.PHOTO
        for entity in written.data_model.entities
        for field in entity.fields
    )
    views = [v for v in understanding.unwanted if not (pictured and v is View.PHOTO)]
    others = (
        finding.what.partition("=")[2]
        for finding in understanding.findings
        if finding.what.startswith("declined=")
    )
    return declined(views, written.features, others)


def overlooked(understanding: Understanding) -> dict[str, str]:
    """Return in one sentence what was told to be kept and was not understood, by its words."""
    missed = [
        finding.evidence for finding in understanding.findings if finding.what == "overlooked"
    ]
    if not missed[1:]:
        return {words: _OVERLOOKED.format(words) for words in missed}
    named = enumerate_words([f"“{words}”" for words in missed])
    return {missed[0]: _SEVERAL_OVERLOOKED.format(named)}
