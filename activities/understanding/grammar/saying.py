"""A sentence with a verb that a list follows; pure."""

import re
from typing import NamedTuple

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.skipping import is_refused, is_view_item

_HAVING = word_set(
    """
    have has having with get gets contain contains containing include includes including consists
    consist needs comes come
    """
)


class Said(NamedTuple):
    """A sentence with a verb that lists follow: "each plant has a name and a pot"."""

    left: str
    verb: str
    items: list[str]
    text: str

    @property
    def first(self) -> str:
        """The verb without what belongs to it."""
        return self.verb.split()[0]

    @property
    def having(self) -> bool:
        """Whether the words before the verb name what has the items."""
        return self.first in _HAVING

    @property
    def people(self) -> bool:
        """Whether it is the writer or another person who does it."""
        return re.search(r"\b(?:i|we|you|my \w+|he|she)$", self.left, re.IGNORECASE) is not None

    @property
    def told(self) -> list[str]:
        """The items that are neither refused nor ways of looking."""
        return [i for i in self.items if not is_view_item(i) and not is_refused(i)]
