"""Where each part of a specification came from: the sentence, or the answer; pure."""

import re
from collections.abc import Iterator

from models.conversation import AnswerValue, Question, Understanding

_LONGEST = 300
_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]?")


def sources_of(understanding: Understanding, request: str = "") -> dict[str, str]:
    """Return the words that things came from.

    Returns:
        By ``entity``, ``entity.relation``, ``entity.*`` (its fields together), ``view=…`` and
        ``order=…``.
    """
    sentences = _Sentences(request)
    sources: dict[str, str] = {}
    fields: dict[str, list[str]] = {}
    for finding in understanding.findings:
        kind, _, name = finding.what.partition("=")
        if not finding.evidence:
            continue
        words = sentences.around(finding.evidence)
        if kind in ("entity", "relation"):
            sources[name] = words
        elif kind in ("view", "order"):
            sources[finding.what] = words
        elif kind == "field":
            fields.setdefault(name.partition(".")[0], []).append(words)
    for entity, told in fields.items():
        sources[f"{entity}.*"] = " … ".join(dict.fromkeys(told))[:_LONGEST]
    return sources


class _Sentences:
    """The sentences of a request, taken apart once: there may be hundreds of findings."""

    def __init__(self, request: str) -> None:
        sentences = (" ".join(found.split()) for found in _SENTENCE.findall(request))
        self._known = [(sentence, sentence.casefold()) for sentence in sentences if sentence]

    def around(self, words: str) -> str:
        """Return the sentence that holds the words; the words when there is none."""
        wanted = " ".join(words.split()).casefold()
        for sentence, folded in self._known:
            at = folded.find(wanted)
            if at >= 0:
                return _around(sentence, at, at + len(wanted))
        return words[:_LONGEST]


def _around(sentence: str, start: int, end: int) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    begin = max(0, min(start - 40, len(sentence) - _LONGEST + 2))
    stop = max(end, begin + _LONGEST - 2)
    cut = sentence[begin:stop]
    return f"{'…' if begin else ''}{cut}{'…' if stop < len(sentence) else ''}"[:_LONGEST]


def changed_by_answer(
    question: Question, value: AnswerValue, before: Understanding, after: Understanding
) -> dict[str, str]:
    """Return the sources of everything that an answer has changed."""
    return dict.fromkeys(_changed(before, after), told_in(question, value))


def told_in(question: Question, value: AnswerValue) -> str:
    """Return an answer as the source of something."""
    return f"Answer to “{question.text}”: {in_words(value)}"[:_LONGEST]


def _changed(before: Understanding, after: Understanding) -> Iterator[str]:
    known = {entity.name: entity for entity in before.entities}
    for entity in after.entities:
        if entity.name not in known:
            yield entity.name
        if known.get(entity.name) != entity:
            yield f"{entity.name}.*"
    relations = set(before.relations)
    yield from (f"{r.source}.{r.name}" for r in after.relations if r not in relations)


def in_words(value: AnswerValue) -> str:
    """Return an answer as people say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ", ".join(value) or "nothing"
