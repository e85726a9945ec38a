"""Lists behind a colon or a dash, and what the words before it name."""

import re

from activities.understanding.grammar.attributes import attributes, is_known, trim
from activities.understanding.grammar.enumerating import Enumerator
from activities.understanding.grammar.items import (
    NESTED,
    WITH,
    choices_and_rest,
    is_heading,
    items_of,
)
from activities.understanding.grammar.nouns import is_nameable
from activities.understanding.grammar.owners import owner
from activities.understanding.grammar.pivots import pivot
from activities.understanding.grammar.stating import for_each
from activities.understanding.text.skipping import is_looking, is_view_item
from activities.understanding.text.words import is_plural


class Headings(Enumerator):
    """Lists behind a colon or a dash, and what the words before it name."""

    def _headed(self, left: str, right: str, text: str) -> bool:
        items = items_of(right)
        if self._of_each(left, right, text) or self._shared_by_all(left, items, text):
            return True
        if is_looking(left) and len(items) < 3:
            return True
        told = [i for i in items if not is_view_item(i)]
        if not told:
            return False
        if len(told) == 1 and not self._is_listlike(told[0]) and len(left.split()) > 4:
            return False
        *before, last = items_of(left)
        if self._are_fields(before, left):
            if not is_heading(last):
                return self._list_with_choices(left, right, text)
            self._told_list(before, text)
            left = last
        if self._bracketed_list(left):
            left = last
        self._under_heading(left, items, told, text)
        return True

    def _of_each(self, left: str, right: str, text: str) -> bool:
        """Read "bees: for each hive name and location"."""
        each = for_each(right)
        if each is None or not is_nameable(each[0], explicit=True):
            return False
        self._set_topic(left)
        self._take(self._ensure(each[0], text), items_of(each[1]), text)
        return True

    def _are_fields(self, before: list[str], left: str) -> bool:
        """Say whether what stands before the last item before a colon are fields."""
        announced = re.search(r"\b(?:following|fields|record|note)$", left)
        known = sum(is_known(i) for i in before)
        return bool(before) and known * 2 >= len(before) and not announced

    def _under_heading(self, left: str, items: list[str], told: list[str], text: str) -> None:
        if len(told) > 1 and self._things_listed(told, text):
            self._set_topic(left)
            return
        if self._names_instances(left, told):
            self._mention(left)
            return
        self._act(left, text)
        if self._opens_with_list(told):
            self._set_topic(left)
            self._take(None, items, text)
            return
        target = self._pair_before_colon(left, text)
        target = target or self._owner_entity(left, text, headed=True)
        self._those_kept_for(target, left, told, text)
        self._take(target, items, text)

    def _list_with_choices(self, left: str, right: str, text: str) -> bool:
        """Read "date, plate, status: open, closed": the last field before the colon has choices."""
        *items, last = items_of(left)
        rest = re.split(r"[.;]", right, maxsplit=1)[0]
        asked = [a.label for a in attributes(last)]
        parts, after = choices_and_rest(rest.replace("(", "").replace(")", ""))
        chosen = [*items, *([f"{asked[0]} ({', '.join(parts)})"] if asked else []), *after]
        return self._told_list(chosen, text)

    def _told_list(self, items: list[str], text: str) -> bool:
        found = pivot(items[0])
        if found and found[2]:
            target = self._owner_entity(
                found[0], text, headed=False, having=found[1].split()[0] in ("has", "have", "with")
            )
            self._take(target, [found[2], *items[1:]], text)
        else:
            self._take(None, items, text)
        return True

    def _names_instances(self, left: str, items: list[str]) -> bool:
        """Say whether "three posts: ticket desk, driver, café" only names which there are."""
        phrase = owner(left, subject=True)
        priced = sum(bool(re.search(r"\d", i)) for i in items)
        if priced * 2 >= len(items) and not any(
            is_known(re.sub(r"[\d\W]+$", "", i)) for i in items
        ):
            return True
        if phrase is None:
            return not any(is_known(i) for i in items) and self._is_setting(left)
        if phrase.quantified or not (phrase.plural or is_plural(phrase.text)):
            return False
        flat = [i for i in items if not NESTED.match(trim(i)) and not WITH.match(trim(i))]
        named = (
            re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", left)
            is not None
        )
        known = sum(is_known(i) for i in flat)
        return (
            bool(flat)
            and len(flat) == len(items)
            and (known == 0 or (named and known * 2 < len(flat)))
        )

    def _is_listlike(self, item: str) -> bool:
        return len(item.split()) <= 6 and any(True for _ in attributes(item))
