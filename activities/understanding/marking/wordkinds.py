"""Which English words can name a thing; pure."""

from functools import cached_property
from itertools import pairwise

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import Word, tag

_MOST = 4_000
"""Characters that are looked at: what an application is about is said before."""
_DOINGS = frozenset({"VVN", "VVD", "AV0", "AVP", "PNP", "PNI", "VBZ", "VHZ"})
"""Tags of words that tell what was done, how, or by whom: "bought", "too", "up", "has"."""
_ONLY_VERBS = word_set(
    "takes brings gets goes comes needs wants does makes gives puts keeps sees says pays owes"
)
_DOERS = word_set("who i we they he she")
"""Behind these, "books" are no things."""
_DESCRIBING = frozenset({"AJ0", "AJC", "AJS", "AVQ", "PRP", "CJS"})


class WordKinds:
    """Tells the words of a text apart; looks at them when it is first asked.

    Args:
        text: In English.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def names_nothing(self, start: int) -> bool:
        """Say whether the word that begins there describes or tells, as far as that is known."""
        return self._tags.get(start) in _DESCRIBING | _DOINGS

    def tells_doing(self, start: int) -> bool:
        """Say whether the word that begins there says what was done, which names nothing."""
        return self._tags.get(start) in _DOINGS or self._words.get(start) in _ONLY_VERBS

    def is_verb(self, start: int) -> bool:
        """Say whether the word that begins there is a verb."""
        return self._tags.get(start, "")[:1] == "V"

    def names_no_noun(self, start: int) -> bool:
        """Say whether the word that begins there is a verb, or stands for a noun: "her"."""
        doing = self._before.get(start, "") in _DOERS
        return doing or self._tags.get(start, "")[:1] in ("V", "P", "D", "C")

    @cached_property
    def _before(self) -> dict[int, str]:
        return {word.start: one.low for one, word in pairwise(self._tagged)}

    @cached_property
    def _tagged(self) -> tuple[Word, ...]:
        return tuple(tag(self._text[:_MOST]))

    @cached_property
    def _tags(self) -> dict[int, str]:
        return {word.start: word.tag for word in self._tagged}

    @cached_property
    def _words(self) -> dict[int, str]:
        return {word.start: word.low for word in self._tagged}
