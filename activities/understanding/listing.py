"""The reader of requests: sentence by sentence into a draft of the data model."""

import re
from dataclasses import dataclass, field

from activities.understanding.asking import participle
from activities.understanding.attributes import attributes, is_known, trim
from activities.understanding.draft import TEMPLATE, Draft, DraftEntity
from activities.understanding.frames import frames
from activities.understanding.heads import happening_in, head_phrase, is_happening, nameless, thing_of_head, weigh
from activities.understanding.lexicon import Lexicon
from activities.understanding.owners import Phrase, is_nameable, owner, phrases, pivot, separator
from activities.understanding.sentences import Sentence
from activities.understanding.skipping import is_looking, is_refused, is_small_talk, is_view_item
from activities.understanding.tagging import tag
from activities.understanding.text import mask, split_items
from activities.understanding.words import is_plural, singular
from models.specification import Category

_NESTED = re.compile(r"^(?P<thing>[^()]{2,60}?)\s*\((?P<fields>[^()]{3,400})\)$")
_WITH = re.compile(
    r"^(?P<thing>(?:[\w'-]+ ){0,3}[\w'-]+) (?:with|having|that (?:say|says|have|has|show|shows)|including|has|have|each with"
    r"|need|needs) (?P<fields>.{3,})$", re.IGNORECASE)
_BACK = re.compile(r"^(?:for |of |from |about )?(?:each|every one|every|all|any) ?(?:one|of (?:them|these|those))?$|^them$|^it$"
                   r"|^(?:each )?(?:entry|record|one|item)s?$", re.IGNORECASE)
_EVENT_CLAUSE = re.compile(
    r"\b(?:every time|each time|whenever|when(?! (?:it|they) (?:is|are))|once|then|after|if)\b (?P<clause>.+?)(?:,|$)", re.IGNORECASE)
_MOST_FIELDS = 40
_LIKELY = 3.0
_DATED = re.compile(r"^(?:date|when|day|time|from|since|start|which day|on what day|on which day|what day|date and time|times?)\b(?! (?:of birth|born))", re.IGNORECASE)
_WHICH_WHICH = re.compile(
    r"^(?:what|which (?P<one>[a-z]+)) (?P<verb>(?:is |are |was |were |has |have |may |can )?(?:[a-z]+)(?: [a-z]+)?)(?: (?:in|on|at|to|for|with))? "
    r"(?:which|what) (?P<other>[a-z]+)\b", re.IGNORECASE)
_NO_PAIR = frozenset(("slot", "way", "price", "colour", "color", "size", "date", "number"))
_TO_US = re.compile(r"^(?:please )?(?:can|could|would|will|do|does|is|are|may|how|what|why)\b", re.IGNORECASE)
_FOR_EACH_END = re.compile(r",? (?:for|of|per) (?:each|every)(?: of (?:my|our|the))? (?P<thing>[\w-]+(?: [\w-]+)?)$", re.IGNORECASE)
_WHO_HAS = re.compile(r"^(?:who|whom) (?:has |have )?(?:borrowed|borrows|has|have|took|got|is using) (?:(?:my|our|the|which|what|a) )+(?P<thing>[a-z]+)\b", re.IGNORECASE)
_BELONGS = re.compile(
    r"^(?:belongs? to|is part of|lives? in|stands? in|is assigned to) (?:an?|one|the|exactly one) (?P<thing>[a-z]+)$", re.IGNORECASE)
_STATES = frozenset("done paid open opened closed left returned bought died born back out".split())
_CROWD = frozenset("people friends family team users everyone folks guys colleagues mum dad".split())
_AND_THEIR = re.compile(r"\b(?P<whole>[a-z]+s|children|people) and (?:their|its|his|her) (?P<part>[a-z]+(?: [a-z]+)?)$", re.IGNORECASE)
_WHAT_EACH = re.compile(r"^(?:what|where|how|who) (?:each|every) (?P<thing>[\w-]+)\b", re.IGNORECASE)
_WHICH_THING = re.compile(r"^(?:and )?which (?:of (?:my|our|the) )?(?P<thing>[\w-]+(?: [\w-]+)?)(?: \b(?:is|are|was|fell|did|has|have|i|we|my|our|he|she|they)\b.*)?$", re.IGNORECASE)


@dataclass
class Told:
    """Fields that were told before anything says what of."""

    items: list[str] = field(default_factory=list)
    evidence: str = ""


@dataclass
class Reading:
    """What the sentences said."""

    draft: Draft
    topic: str = ""
    """What the application is called or about, as it was written."""
    topic_entity: DraftEntity | None = None
    current: DraftEntity | None = None
    mentions: list[tuple[str, str]] = field(default_factory=list)
    """Things that were spoken of, with their sentence."""
    weights: list[float] = field(default_factory=list)
    """Of the mentions: how likely each is what lists are about."""
    homeless: list[Told] = field(default_factory=list)
    acts: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Who does what to what: subject, verb, object, and the sentence."""
    refused: list[str] = field(default_factory=list)


class Reader:
    """Reads sentences in their order."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.reading = Reading(Draft(lexicon))
        self.told = ""
        self._lexicon = lexicon

    def read(self, told: list[Sentence]) -> Reading:
        """Return what the sentences say."""
        self.told = " ".join(sentence.text for sentence in told)[:4_000]
        for sentence in told:
            self._sentence(sentence)
        return self.reading

    def _sentence(self, sentence: Sentence) -> None:
        text = sentence.text
        if _TO_US.match(text):
            text = text.rstrip("? ")
        if is_refused(text):
            self.reading.refused.append(text)
            return
        if is_small_talk(text):
            return
        parts = separator(text)
        if parts and self._headed(*parts, text):
            return
        if is_looking(text):
            return
        if self._bracketed_list(text):
            return
        found = pivot(text)
        if found and self._told_by_verb(*found, text):
            return
        if self._bare_list(text):
            return
        self._plain(text)

    # A list behind a colon or a dash.

    def _headed(self, left: str, right: str, text: str) -> bool:
        items = _items(right)
        if is_looking(left) and len(items) < 3:
            return True
        told = [i for i in items if not is_view_item(i)]
        if not told:
            return False
        if len(told) == 1 and not self._is_listlike(told[0]) and len(left.split()) > 4:
            return False
        *before, last = _items(left)
        if before and sum(is_known(i) for i in before) * 2 >= len(before) and not re.search(r"\b(?:following|fields|record|note)$", left):
            if not _is_heading(last):
                return self._list_with_choices(left, right, text)
            self._told_list(before, text)
            left = last
        if self._bracketed_list(left):
            left = last
        if len(told) > 1 and self._things_listed(told, text):
            self._set_topic(left, text)
            return True
        if self._names_instances(left, told):
            self._mention(left)
            return True
        self._act(left, text)
        first = self._opens_with_thing(told[0])
        target = self._owner_entity(left, text, headed=True) if not first else None
        if first:
            self._set_topic(left, text)
        self._take(target, items, text)
        return True

    def _opens_with_thing(self, item: str) -> bool:
        """Say whether a list begins with a thing of its own: "A reading list: books with title"."""
        match = _NESTED.match(trim(item)) or _WITH.match(trim(item))
        core = _core(match["thing"]) if match else ""
        known = bool(match) and (_fieldlike(match["fields"]) or is_known(match["fields"]))
        return bool(core) and known and is_plural(core) and is_nameable(core) and not is_known(core)

    def _list_with_choices(self, left: str, right: str, text: str) -> bool:
        """Read "date, plate, status: open, closed": the last field before the colon has choices."""
        *items, last = _items(left)
        rest = re.split(r"[.;]", right, maxsplit=1)[0]
        asked = [a.label for a in attributes(last)]
        parts = split_items(rest.replace("(", "").replace(")", ""))
        after: list[str] = []
        while len(parts) > 2 and parts[-1].lower().split()[-1] in frames().knowns - _STATES:
            after.insert(0, parts.pop())
        chosen = [*items, *([f"{asked[0]} ({', '.join(parts)})"] if asked else []), *after]
        if not self._told_list(chosen, text):
            return False
        return True

    def _told_list(self, items: list[str], text: str) -> bool:
        found = pivot(items[0])
        if found and found[2]:
            target = self._owner_entity(found[0], text, headed=False, having=found[1].split()[0] in ("has", "have", "with"))
            self._take(target, [found[2], *items[1:]], text)
        else:
            self._take(None, items, text)
        return True

    def _which_which(self, item: str, text: str) -> DraftEntity | None:
        """Read "which girl wears which costume" and "what was sown in which bed"."""
        match = _WHICH_WHICH.match(item.strip())
        if match is None:
            return None
        if not all(is_nameable(match[n], explicit=True) and match[n].lower() not in _NO_PAIR for n in ("one", "other") if match[n]):
            return None
        verbs = [w for w in tag(match["verb"]) if w.is_verb and w.tag[:2] == "VV"]
        lemma = verbs[0].lemma if verbs else ""
        happening = frames().events.get(lemma) or (f"{lemma}ing" if lemma and "what" in item[:6].lower() else "assignment")
        other = self._ensure(match["other"], text)
        one = self._ensure(match["one"], text) if match["one"] else None
        made = self._ensure(happening, text)
        if made is None or other is None:
            return made
        self.reading.draft.link(made, other, other.label, evidence=text)
        if one:
            self.reading.draft.link(made, one, one.label, evidence=text)
        else:
            made.tell(f"what was {participle(lemma)}", "what", text)
        made.described = True
        return made

    def _of_what(self, items: list[str], text: str) -> DraftEntity | None:
        """Return the thing that the first question asks for: "which scope, who has it"."""
        match = _WHAT_EACH.match(items[0].strip()) or _WHICH_THING.match(items[0].strip()) if items else None
        if match is None:
            return None
        named = [p for p in phrases(match["thing"]) if is_nameable(p.text)]
        if not named or is_known(named[0].text) or self._lexicon.thing(named[0].text.lower()) is None and len(items) < 2:
            return None
        return self._ensure(named[0].text, text)

    def _names_instances(self, left: str, items: list[str]) -> bool:
        """Say whether "three posts: ticket desk, driver, café" only names which there are."""
        phrase = owner(left, subject=True)
        priced = sum(bool(re.search(r"\d", i)) for i in items)
        if priced * 2 >= len(items) and not any(is_known(re.sub(r"[\d\W]+$", "", i)) for i in items):
            return True
        if phrase is None:
            return not any(is_known(i) for i in items) and self._is_setting(left)
        if phrase.quantified or not (phrase.plural or is_plural(phrase.text)):
            return False
        flat = [i for i in items if not _NESTED.match(trim(i)) and not _WITH.match(trim(i))]
        named = re.search(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", left) is not None
        known = sum(is_known(i) for i in flat)
        return bool(flat) and len(flat) == len(items) and (known == 0 or (named and known * 2 < len(flat)))

    def _is_listlike(self, item: str) -> bool:
        return len(item.split()) <= 6 and any(True for _ in attributes(item))

    def _bracketed_list(self, text: str) -> bool:
        """Read "Books (title, author) and films (title)" and "Our tools (name, place)"."""
        groups = re.findall(r"([^,()]{2,60}?)\s*\(([^()]{5,300})\)", text)
        rich = [(head, inside) for head, inside in groups if inside.count(",") and _fieldlike(inside)]
        outer = re.sub(r"\([^()]*\)", "", text)
        if not rich or (len(rich) == 1 and outer.count(",") > 1):
            return False
        made = False
        for head, inside in rich:
            phrase = owner(head, subject=True)
            if phrase is None:
                continue
            entity = self._ensure(phrase.text, text)
            if entity:
                self._take(entity, split_items(inside), text)
                made = True
        return made

    # A list behind a verb: "each has", "I write down", "with".

    def _told_by_verb(self, left: str, verb: str, right: str, text: str) -> bool:
        items = _items(right)
        having = verb.split()[0] in ("have", "has", "having", "with", "get", "gets", "contain", "contains", "containing",
                                     "include", "includes", "including", "consists", "consist", "needs", "comes", "come")  # fmt: skip
        people = re.search(r"\b(?:i|we|you|my \w+|he|she)$", left, re.IGNORECASE) is not None
        if having and (people or not left) and verb.split()[0] != "with":
            return self._possessions(right, text)
        told = [i for i in items if not is_view_item(i) and not is_refused(i)]
        if not told:
            return False
        if having and self._parts_of(left, items, text):
            return True
        if verb.split()[0] in ("with", "including") and len(told) > 1 and not re.search(r"\beach\b|\bevery\b", left) \
                and self._things_listed(told, text):
            self._set_topic(left, text)
            return True
        phrase = owner(left, subject=having and not people)
        if having and phrase is None and verb.split()[0] != "with" and self._is_setting(left):
            return self._possessions(right, text)
        if not having and phrase is None and len(told) == 1 and not _asks(told[0]):
            return self._object(told[0], text)
        if not having and phrase is None and self._things_listed(told, text):
            return True
        if len(told) < 2 and not having and not _asks(told[0]) and phrase is None:
            return False
        known = sum(is_known(i) for i in told)
        if phrase is None and known * 3 < len(told):
            return False
        named = phrase is not None and (phrase.quantified or self.reading.draft.find(phrase.text) or self._lexicon.thing(phrase.text.lower()))
        if not known and not (having and named):
            return False
        self._act(left, text)
        if not self.reading.topic and (having or verb.startswith(("with", "that"))) and not (phrase and phrase.quantified):
            self.reading.topic = head_phrase(left)
        end = _FOR_EACH_END.search(right) if phrase is None and not having else None
        if end and is_nameable(end["thing"], explicit=True):
            self._take(self._ensure(end["thing"], text), _items(right[: end.start()]), text)
            return True
        named = None if having or (phrase and phrase.quantified) else self._first_named(told, text)
        if named is not None:
            self._take(named, items[1:], text)
            return True
        if verb.split()[0] == "with" and phrase is None and not left:
            return False
        target = self._owner_entity(left, text, headed=False, having=having)
        self._take(target, items, text)
        return True

    def _is_setting(self, left: str) -> bool:
        found = phrases(left)
        return bool(found) and found[-1].text.lower().split()[-1] in frames().settings

    def _first_named(self, told: list[str], text: str) -> DraftEntity | None:
        """Return the thing that stands first of what is known of it: "gift ideas for each child, what they cost"."""
        core = _core(told[0])
        rest = told[1:]
        if not core or not rest or not is_plural(core) or not is_nameable(core) or is_known(core) or _asks(told[0]):
            return None
        if not all(_asks(i) or is_known(i) for i in rest) or _NESTED.match(trim(told[0])) or _WITH.match(trim(told[0])):
            return None
        made = self._ensure(core, text)
        each = next((p for p in phrases(told[0]) if p.quantified and p.text != core), None)
        whole = self._ensure(each.text, text) if each else None
        if made and whole and made is not whole:
            self.reading.draft.link(made, whole, whole.label, evidence=text)
            self.reading.current = made
        return made

    def _possessions(self, right: str, text: str) -> bool:
        """Take "we have two cars" as a mention of what is there."""
        self._mention(text)
        return False

    def _parts_of(self, left: str, items: list[str], text: str) -> bool:
        """Read "subjects have topics" and "a customer has one or more cars"."""
        whole = owner(left, subject=True)
        if whole is None or len(items) > 2:
            return False
        part = [p for p in phrases(items[0]) if is_nameable(p.text)]
        many = re.match(r"^(?:many|several|multiple|one or more|some|lots of|a number of|different|various|four to|\w+ to \w+)\b",
                        items[0], re.IGNORECASE)  # fmt: skip
        if not part or not (part[0].plural or is_plural(part[0].text)) or _asks(items[0]):
            return False
        thing = self._lexicon.thing(part[0].text.lower())
        plain = len(items[0].split()) == len(part[0].text.split())
        if not (many or (plain and thing is not None and len(items) == 1) or (plain and len(items) == 1)):
            return False
        one, other = self._ensure(whole.text, text), self._ensure(part[0].text, text)
        if one and other and one is not other:
            self.reading.draft.link(other, one, one.label, evidence=text)
            self.reading.current = other
        return True

    def _object(self, item: str, text: str) -> bool:
        """Read what is to be kept: "I want to keep track of our chores"."""
        named = [p for p in phrases(item) if is_nameable(p.text)]
        if not named or is_looking(text):
            return False
        self._set_topic(item, text)
        return True

    def _things_listed(self, items: list[str], text: str) -> bool:
        """Read "I want to keep books, films and games" as things."""
        known = [i for i in items if self._is_thing(i) and singular(_core(i).lower()) not in frames().knowns - frames().people]
        nested = [i for i in items if _NESTED.match(trim(i)) or _WITH.match(trim(i))]
        if len(known) * 2 < len(items) or len(items) < 2 or nested:
            return False
        for item in items:
            core = _core(item)
            if item in known or (is_plural(core) and is_nameable(core) and not _asks(item) and not is_known(item)) or (
                    core and _is_person_word(core) and is_plural(core)):  # fmt: skip
                self._ensure(core, text)
        return True

    def _is_thing(self, item: str) -> bool:
        core = _core(item)
        ending = self._lexicon.thing_at_end(core.lower())
        return bool(core) and is_plural(core) and ending is not None and not _asks(item)

    # A list without anything before it.

    def _bare_list(self, text: str) -> bool:
        items = _items(text)
        if len(items) >= 2 and self._things_listed(items, text):
            return True
        told = [i for i in items if not is_view_item(i) and not is_refused(i)]
        short = [i for i in told if len(i.split()) <= 7 and any(True for _ in attributes(i))]
        asked = [i for i in told if _asks(i)]
        spoken = [w for w in tag(text)[:4] if w.low in ("i", "we", "you", "he", "she", "they", "my", "it")]
        if asked and asked[0] == told[0] and len(told) >= 2 and not text.endswith("?"):
            self._take(None, items, text)
            return True
        if len(told) < 3 or len(short) * 3 < len(told) * 2 or (spoken and not _asks(told[0])):
            return False
        if sum(is_known(i) for i in told) * 4 < len(told):
            self._set_topic(items[0], text)
            return True
        if not self.reading.topic and not self.reading.draft.entities:
            first = _core(told[0])
            if first and (is_plural(first) or self._lexicon.domain(first.lower())) and not _asks(told[0]) and \
                    self._lexicon.thing_at_end(first.lower()):
                self._set_topic(told[0], text)
                items = items[1:]
        first = _core(told[0])
        target = None
        if first and is_plural(first) and is_nameable(first) and not is_known(told[0]) and not _asks(told[0]) \
                and self._lexicon.thing_at_end(first.lower()):
            target = self._ensure(first, text)
            if re.search(r"\bnumbered\b", told[0]) and target:
                target.tell("number", "number", text)
            items = [i for i in items if i != told[0]]
        self._take(target, items, text)
        return True

    def _plain(self, text: str) -> None:
        self._act(text, text)
        if _WISH.search(text) or _is_fragment(text):
            self._set_topic(text, text)
        else:
            self._mention(text)

    # Things.

    def _set_topic(self, words: str, text: str) -> None:
        head = head_phrase(words)
        each = [p for p in phrases(words) if p.quantified and is_nameable(p.text)]
        if each and re.match(r"^(?:every|each|all)\b", words.strip(), re.IGNORECASE):
            head = each[0].text
        own = re.match(r"^(?:my|our|the|your) (\w+)", words.strip(), re.IGNORECASE)
        if own and (_is_person_word(own.group(1)) or own.group(1).lower() in frames().settings) and len(words.split()) > 4:
            head = ""
        if head and not self.reading.topic:
            self.reading.topic = head
        self._mention(words, asked=True)

    def _mention(self, text: str, *, asked: bool = False) -> None:
        text = text[:300]
        for phrase in phrases(text)[:6]:
            if is_nameable(phrase.text):
                around = text[: phrase.start], text[phrase.end :]
                self.reading.mentions.append((phrase.text, text))
                self.reading.weights.append(weigh(phrase, *around, self._lexicon, asked=asked))

    def _act(self, left: str, text: str) -> None:
        """Note who does what: "members borrow tools", "each plant stands in a room"."""
        words = tag(left[:400])
        named = [p for p in phrases(left[:400]) if is_nameable(p.text)]
        for verb in (w for w in words if w.is_verb and w.tag[:2] == "VV"):
            before = [p for p in named if p.end <= verb.start]
            after = [p for p in named if p.start >= verb.end]
            if before or after or verb.lemma in frames().events:
                subject = before[-1].text if before else ""
                target = after[0].text if after else ""
                behind = left[verb.end : verb.end + 6].strip().lower()
                if self.reading.current is not None and re.match(r"(?:them|it)\b", behind):
                    target = self.reading.current.label.lower()
                self.reading.acts.append((subject, verb.lemma, target, text))

    def _owner_entity(self, left: str, text: str, *, headed: bool, having: bool = False) -> DraftEntity | None:
        bare = left.strip()
        if _BACK.match(bare):
            return self.reading.current
        pair = _AND_THEIR.search(bare)
        if pair:
            whole, part = self._ensure(pair["whole"], text), self._ensure(pair["part"], text)
            if whole and part and whole is not part:
                self.reading.draft.link(part, whole, whole.label, evidence=text)
            return part
        phrase = owner(left, subject=having)
        if phrase and phrase.text.lower() in frames().times:
            thing = thing_of_head(self.reading.topic, self._lexicon)
            made = self._ensure(thing or ("day" if phrase.text.lower() in ("day", "night") else "entry"), text)
            if made and thing:
                made.tell(phrase.text, "date as date", text)
            return made
        if phrase and not phrase.quantified and not headed and phrase.preposition == "for" and _is_person_word(phrase.text):
            self._mention(left)
            phrase = None
        event = self._event(left, text) if not (phrase and phrase.quantified) else None
        if event is not None:
            return event
        if phrase is None:
            if headed:
                self._set_topic(left, text)
            return None
        if headed and not phrase.quantified:
            return self._headed_entity(left, phrase, text)
        made = self._ensure(phrase.text, text)
        self._whom(made, left[phrase.end :], text)
        each = next((p for p in phrases(left) if p.quantified and p.start != phrase.start and is_nameable(p.text, explicit=True)), None)
        whole = self._ensure(each.text, text) if each else None
        if made and whole and made is not whole and not re.search(r"\bbelongs?\b", left):
            self.reading.draft.link(made, whole, whole.label, evidence=text)
        self.reading.current = made
        return made

    def _whom(self, entity: DraftEntity | None, behind: str, text: str) -> None:
        """Relate a thing to those that it is kept for: "chores for my kids"."""
        match = re.match(r"\s*for (?:my|our|the|all|each|\w+ of)? ?(?:\w+ )?(?P<who>[a-z]+)\s*$", behind, re.IGNORECASE)
        who = match["who"].lower() if match else ""
        if entity is None or not is_plural(who) or who in _CROWD or not _is_person_word(who):
            return
        target = self.reading.draft.ensure(who, text, TEMPLATE)
        if target and target is not entity:
            self.reading.draft.link(entity, target, target.label, evidence=text, confidence=TEMPLATE)

    def _headed_entity(self, left: str, phrase: Phrase, text: str) -> DraftEntity | None:
        """Return the thing that a heading names; the first one may be the application's name."""
        head = head_phrase(left)
        if not self.reading.topic:
            self.reading.topic = head
        if len(left.split()) <= 4 and self.reading.draft.entities:
            return self._ensure(phrase.text, text)
        found = thing_of_head(left, self._lexicon)
        made = self._ensure(found or phrase.text, text)
        self._whom(made, left[phrase.end :], text)
        return made

    def _event(self, left: str, text: str) -> DraftEntity | None:
        """Return what happens in "every time somebody borrows one", as a thing to keep."""
        match = _EVENT_CLAUSE.search(left)
        if match is None:
            return None
        events = frames().events
        verbs = [w for w in tag(match["clause"]) if w.is_verb and w.lemma in events]
        return self._ensure(events[verbs[0].lemma], text) if verbs else None

    def _ensure(self, phrase: str, text: str) -> DraftEntity | None:
        phrase = re.sub(r"'s$", "", phrase.lower().strip())
        known = self.reading.draft.find(phrase) or self._same_ending(phrase)
        made = known or self.reading.draft.ensure(phrase, text)
        if made:
            self.reading.current = made
        return made

    def _same_ending(self, phrase: str) -> DraftEntity | None:
        one = singular(phrase.split()[-1]) if phrase.split() else ""
        found = [e for e in self.reading.draft.entities.values() if e.label.lower() == one or (
            len(phrase.split()) == 1 and e.label.lower().endswith(f" {one}"))]  # fmt: skip
        return found[0] if found else None

    # Items.

    def _take(self, target: DraftEntity | None, items: list[str], text: str) -> None:
        """Read the items of an enumeration as fields of a thing, or as things with fields."""
        target = self._named_inside(target, items, text)
        at: DraftEntity | None = target
        for number, item in enumerate(items[:_MOST_FIELDS]):
            if re.match(r"^so (?:that|i|we|it|you|my)\b|^because\b|^then i\b", item, re.IGNORECASE):
                break
            if is_view_item(trim(item)) or is_refused(item):
                continue
            belongs = _BELONGS.match(trim(item))
            other = self.reading.draft.find(belongs["thing"]) or self.reading.draft.ensure(belongs["thing"], text) if belongs else None
            if belongs and target and other and other is not target:
                self.reading.draft.link(target, other, other.label, evidence=text)
                continue
            lent = _WHO_HAS.match(trim(item))
            if lent and is_plural(lent["thing"]):
                thing, loan = self._ensure(lent["thing"], text), self._ensure("loan", text)
                if thing and loan:
                    self.reading.draft.link(loan, thing, thing.label, evidence=text)
                    loan.tell("borrower", "borrower", text)
                at = target = loan
                continue
            paired = self._which_which(item, text)
            if paired is not None:
                at = target = paired
                continue
            nested = self._nested(item, text, first=number == 0)
            if nested is not None:
                at = nested if _WITH.match(trim(item)) and " and " not in item else target
                continue
            at = self._field(at, item, text)
            target = target or at

    def _named_inside(self, target: DraftEntity | None, items: list[str], text: str) -> DraftEntity | None:
        if target is not None or not items or self._opens_with_thing(items[0]):
            return target
        for item in items:
            for told in attributes(item):
                if told.thing and is_nameable(told.thing) and not is_known(told.thing):
                    return self._ensure(told.thing, text)
        target = self._of_what(items, text)
        return target or self._happening(items, text)

    def _happening(self, items: list[str], text: str) -> DraftEntity | None:
        """Return what happened, when a list tells of something that did and nothing has its name yet."""
        dated = [i for i in items[:6] if _DATED.match(trim(i))]
        current = self._default()
        if not dated or (current and not current.fields and is_happening(current.label)):
            return None
        first = _core(trim(items[0])).lower()
        kept = current is not None and (_is_person_word(current.label) or current.label.lower() == first or bool(
            current.thing and current.thing.category in (Category.DIRECTORY, Category.INVENTORY) and _DATED.match(trim(items[0]))))  # fmt: skip
        if current is not None and not kept:
            return None
        name = happening_in(self.told.replace(text, " ")) or nameless(items)
        return self._ensure(name, text)

    def _nested(self, item: str, text: str, *, first: bool) -> DraftEntity | None:
        bare = trim(item)
        match = _NESTED.match(bare) or _WITH.match(bare)
        if match is None or _asks(bare):
            return None
        core = _core(match["thing"])
        inside = match["fields"]
        the = re.match(r"^(?:and |also )*(?:the|each|an?) ", item.strip(), re.IGNORECASE) is not None
        plural = bool(core) and is_nameable(core) and (is_plural(core) or (the and _is_thing_alone(core, self._lexicon)))
        thing = self._lexicon.thing_at_end(core.lower()) if core else None
        several = len(split_items(inside)) > 1 and _fieldlike(inside)
        told = bool(_WITH.match(bare)) and (thing is not None) or bool(_WITH.match(bare)) and is_known(split_items(inside)[0] if split_items(inside) else "")
        parts = [trim(p).lower() for p in split_items(inside)]
        if not plural and several and parts and parts[0] in ("name", "title", "what", "first name") and core and is_nameable(core, explicit=True):
            plural = True
        if not plural or not (several or (told and is_plural(core))):
            return None
        entity = self._ensure(core, text)
        if entity:
            self._take(entity, split_items(inside), text)
        return entity

    def _field(self, target: DraftEntity | None, item: str, text: str) -> DraftEntity | None:
        for told in attributes(item):
            if told.thing and target is None:
                target = self._ensure(told.thing, text)
            target = target or self._default()
            if target is None:
                self._keep_homeless(item, text)
                return None
            target.tell(told.label, told.words, text)
        return target

    def _default(self) -> DraftEntity | None:
        """Return what a list without a name is about: what was spoken of last, or the topic."""
        reading = self.reading
        if reading.current is not None:
            return reading.current
        found = thing_of_head(reading.topic, self._lexicon)
        named = found and (self._lexicon.thing_at_end(found) or is_plural(found) or found.endswith(" entry"))
        if named and not _is_person_word(found):
            return self._ensure(found, reading.topic)
        likely = max(zip(reading.weights, reading.mentions, strict=True), default=None, key=lambda one: one[0])
        if likely and likely[0] >= _LIKELY:
            return self._ensure(*likely[1])
        return self._ensure(found, reading.topic) if named else None

    def _keep_homeless(self, item: str, text: str) -> None:
        homeless = self.reading.homeless
        if not homeless or homeless[-1].evidence != text:
            homeless.append(Told(evidence=text))
        homeless[-1].items.append(item)


_WISH = re.compile(
    r"\b(?:want|need|would like|like to|make|build|create|could you|can you|please|looking for|wish|give me|for my|i love)\b", re.IGNORECASE)


def _is_fragment(text: str) -> bool:
    """Say whether words are a heading rather than a sentence."""
    words = tag(text[:200])
    if any(w.low in ("i", "we", "they", "he", "she", "it", "you") for w in words[:6]):
        return False
    return not any(w.tag in ("VBZ", "VBB", "VHZ", "VM0", "VVZ", "VBD", "VHB", "VDB") for w in words)


_KINDS = re.compile(
    r"\b(kind|type|sort|status|stage|category|level|size|condition|state|result|severity|priority)(?: - |: ?)([^.;:-]+)$", re.IGNORECASE)
_FROM_TO = re.compile(
    r"\bfrom(?: when)?(?:,| and|-|/| -)? ?(?:to|till|until)(?: when)?\b(?! (?:\d|be\b))|\bwhen (?:it|they) (?:starts?|begins?) and ends?\b"
    r"|\bstart and end(?: time)?\b", re.IGNORECASE)


def _with_choices(match: re.Match[str]) -> str:
    parts = split_items(match.group(2))
    after: list[str] = []
    while len(parts) > 2 and parts[-1].lower().split()[-1] in frames().knowns - _STATES:
        after.insert(0, parts.pop())
    return ", ".join([f"{match.group(1)} ({', '.join(parts)})", *after]) if len(parts) > 1 else match.group(0)


def _items(text: str) -> list[str]:
    text = _KINDS.sub(_with_choices, text)
    text = _FROM_TO.sub("start, end", text)
    text = re.sub(r"\s+-\s+|\s+\+\s+", ", ", text)
    outside = mask(text)
    cuts = [m.start() for m in re.finditer(",", outside)]
    found: list[str] = []
    for begin, end in zip([0, *(c + 1 for c in cuts)], [*cuts, len(text)], strict=True):
        part = text[begin:end].strip()
        closed = len(cuts) and re.match(r"^(?:and )?[\w'-]+(?: [\w'-]+)? with [^,]+ and [^,]+$", part, re.IGNORECASE)
        found += [part] if closed else split_items(part)
    return [one for item in found if (one := item.strip(" .,:;"))]


def _is_thing_alone(core: str, lexicon: Lexicon) -> bool:
    return lexicon.thing(core.lower()) is not None and core.lower() not in frames().knowns


def _is_person_word(phrase: str) -> bool:
    return singular(phrase.lower().split()[-1]) in frames().people


def _is_heading(item: str) -> bool:
    """Say whether the last words before a colon name a new thing, not a field with choices."""
    if re.search(r"\b(?:per|each|every|for the|for each)\b", item, re.IGNORECASE):
        return True
    return not is_known(item) and any(p.plural and is_nameable(p.text) for p in phrases(trim(item)))


def _asks(item: str) -> bool:
    return bool(re.match(
        r"^(?:and |also |(?:on|in|at|from|to|since|for|by|with) )?(?:what|which|who|whom|whose|when|where|how|whether|if)\b",
        item.strip(), re.IGNORECASE))  # fmt: skip


def _core(item: str) -> str:
    found = [p for p in phrases(trim(re.sub(r"\(.*$", "", item)))]
    return found[0].text if found else ""


def _fieldlike(inside: str) -> bool:
    """Say whether brackets hold fields and not choices or examples."""
    parts = split_items(inside)
    return sum(is_known(p) for p in parts) * 5 >= len(parts) * 2


__all__ = ["Reader", "Reading", "mask"]
