"""What a club spends is no expense of its members, of whom only is told who has paid; pure."""

import re

from activities.understanding.draft import Draft, DraftLink
from activities.understanding.drafting.spending import is_spent_by_payers

_MARKED = " \u2026 "
_SENTENCE = re.compile(r"[^.!?\n]{0,200}")


def drop_dues(draft: Draft, text: str) -> None:
    """Take away what relates expenses to those who pay a fee, where no word says that it does.

    Args:
        draft: What was understood; relations are taken away.
        text: The request.
    """
    draft.links[:] = [link for link in draft.links if not _is_loose(draft, link, text.lower())]


def _is_loose(draft: Draft, link: DraftLink, low: str) -> bool:
    source, target = (draft.entities[e] for e in (link.relation.source, link.relation.target))
    plain = link.relation.label == target.label
    if not (
        is_spent_by_payers(source, target)
        and plain
        and (_MARKED in link.evidence or not link.evidence)
    ):
        return False
    at = low.find(source.evidence.lower())
    behind = _SENTENCE.match(low, at + len(source.evidence)) if at >= 0 else None
    named = {target.label.lower(), target.plural_label.lower(), target.evidence.lower()}
    return behind is not None and not any(one and one in behind.group() for one in named)
