"""Requirements as plain sentences, from the data model that they describe; pure."""

from activities.design.fitting.promising import promise
from activities.design.ordering import order_sentence
from activities.design.promises import SENTENCES, missing, promised
from activities.design.wording import enumerate_words, field_in_words, in_sentence
from models.conversation import BeyondLimit
from models.features import Feature
from models.specification import (
    ApplicationKind,
    Complexity,
    DataModel,
    Entity,
    FieldType,
    Relation,
    RelationKind,
    Requirement,
    ResourceLimits,
    SitePage,
    View,
)

_SIMPLE, _MODERATE = 3, 8
_LONGEST = 500
_MOST_CONSTRAINTS = 30
ALWAYS = (
    "The start page shows how much there is of everything and what was added last.",
    "Every list can be searched, sorted, paged through and exported as a CSV file.",
    "Everything can also be read and written through a JSON API.",
)
ALWAYS_OF_INTERFACES = (
    "Everything can be read, added, changed and deleted as JSON, with search, sorting and paging.",
    "An OpenAPI document and a page for developers describe every address.",
)
ALWAYS_OF_SITES = (
    "Every page links to every other one; an address without a page says that it is missing.",
    "Search engines are told about all pages.",
)
NON_FUNCTIONAL_OF_SITES = (
    "It can be read on a phone, on paper, in the dark and with the keyboard alone.",
    "What its owner wrote into the files of its texts and lists stays when words change the rest.",
    "A file that can't be shown keeps a new version from going live; the one before stays.",
    "It runs isolated from everything else, with limits on memory, processor and disk.",
    "It runs no script, sets no cookie and loads nothing from elsewhere.",
    "A health address tells whether it works, and it stops cleanly.",
)
OF_SITES = (
    "Visitors read it and send nothing: it has no forms, no login, no search and no shop.",
    "It has no pictures.",
)
"""What web sites do not do."""
NON_FUNCTIONAL = (
    "It can be used on a phone and with the keyboard alone.",
    "What was entered is kept over restarts, new versions and failures.",
    "Wrong or missing values are refused with a message beside the field; nothing is lost.",
    "It runs isolated from everything else, with limits on memory, processor and disk.",
    "It sends nothing to anybody and loads nothing from elsewhere.",
    "A health address tells whether it works, and it stops cleanly.",
)
"""What holds for every application."""


def complexity_of(model: DataModel) -> Complexity:
    """Return how much there is to build: kinds of things and relations, added up."""
    size = len(model.entities) + len(model.relations)
    if size <= _SIMPLE:
        return Complexity.SIMPLE
    return Complexity.MODERATE if size <= _MODERATE else Complexity.COMPLEX


def summary_of(
    title: str, model: DataModel, pages: tuple[SitePage, ...] = (), language: str = "en"
) -> str:
    """Return one sentence that says what the application is for."""
    if pages:
        return f"{title}: {enumerate_words([page.title for page in pages])}."[:_LONGEST]
    things = enumerate_words([in_sentence(one.plural_label, language) for one in model.entities])
    return f"{title}: keeps {things}."[:_LONGEST]


def functional_requirements(
    model: DataModel,
    sources: dict[str, str],
    views: tuple[View, ...] = (),
    features: tuple[Feature, ...] = (),
    kind: ApplicationKind = ApplicationKind.RECORDS,
    language: str = "en",
) -> tuple[Requirement, ...]:
    """Return what the application does, a sentence each.

    Args:
        model: What it keeps.
        sources: The words that a sentence came from, by the sentence or by ``entity``,
            ``entity.*`` (its fields), ``entity.relation``, ``view=…`` and ``order=…``; the empty
            key holds the words for sentences that are not listed. What was promised of views in a
            sentence that is a key here stays promised.
        views: That were asked for; those that the application has are promised.
        features: All that it has; each is promised.
        kind: What kind of program it is.
        language: ISO 639 code of the language of the labels.
    """
    found: list[tuple[str, str]] = []
    for entity in model.entities:
        source = sources.get(entity.name, "")
        found.append((manage_sentence(entity), source))
        found.append((fields_sentence(entity, language), sources.get(f"{entity.name}.*", source)))
        if order := order_sentence(entity, model, language):
            found.append((order, sources.get(f"order={entity.name}", "")))
    for relation in model.relations:
        source = sources.get(f"{relation.source}.{relation.name}", "")
        found.append((relation_sentence(relation, model, language), source))
    listed = [*((s, w or sources.get(s, sources.get("", ""))) for s, w in found)]
    if kind is ApplicationKind.API:
        return _numbered("F", [*listed, *((sentence, "") for sentence in ALWAYS_OF_INTERFACES)])
    listed += [(sentence, "") for sentence in ALWAYS]
    told = _promises(model, sources, views, features, language)
    return (*_numbered("F", listed), *_numbered("V", told))


def page_requirements(
    pages: tuple[SitePage, ...], model: DataModel, sources: dict[str, str]
) -> tuple[Requirement, ...]:
    """Return what is on a web site, a sentence each; see :func:`functional_requirements`."""
    told = [page_sentence(page, model) for page in pages]
    found = [(sentence, sources.get(sentence, sources.get("", ""))) for sentence in told]
    return _numbered("F", [*found, *((sentence, "") for sentence in ALWAYS_OF_SITES)])


def _promises(
    model: DataModel,
    sources: dict[str, str],
    views: tuple[View, ...],
    features: tuple[Feature, ...],
    language: str,
) -> list[tuple[str, str]]:
    """Return the promises about views: asked for now, made before and still kept, or given."""
    asked = promised(views, model, features, language)
    told = {sentence: sources.get(f"view={view}", "") for view, sentence in asked.items()}
    for sentence in promised(tuple(View), model).values():
        if sentence in SENTENCES & sources.keys():
            told.setdefault(sentence, sources[sentence])
    for feature in features:
        sentence = promise(feature, model, language)
        told.setdefault(sentence, sources.get(sentence, ""))
    return list(told.items())


def non_functional_requirements(
    resources: ResourceLimits, kind: ApplicationKind = ApplicationKind.RECORDS
) -> tuple[Requirement, ...]:
    """Return how well it does it."""
    bounds = (
        f"It gets at most {resources.memory_mb} MB of memory, {resources.cpus:g} processor and "
        f"{resources.disk_mb} MB of disk space."
    )
    always = NON_FUNCTIONAL_OF_SITES if kind is ApplicationKind.SITE else NON_FUNCTIONAL
    return _numbered("N", [(sentence, "") for sentence in (*always, bounds)])


def constraints(
    beyond: tuple[BeyondLimit, ...],
    *,
    views: tuple[View, ...] = (),
    model: DataModel | None = None,
    features: tuple[Feature, ...] = (),
    sources: dict[str, str] | None = None,
    left_out: tuple[tuple[str, str], ...] = (),
    kind: ApplicationKind = ApplicationKind.RECORDS,
) -> tuple[Requirement, ...]:
    """Return what it will not do.

    Args:
        beyond: Wishes that can't be met.
        views: That were asked for; those that the application does not have are named.
        model: What it keeps.
        features: What it can do beyond lists and forms.
        sources: See :func:`functional_requirements`.
        left_out: What else was said and not taken up: a sentence, and the words.
        kind: What kind of program it is.
    """
    told = [("It is made for a household or a small team on one machine.", "")]
    if kind is ApplicationKind.SITE:
        told = [(sentence, "") for sentence in OF_SITES]
    told += [(wish.explanation, wish.words) for wish in beyond]
    if model is not None:
        named = sources or {}
        lacking = missing(views, model, features)
        told += [(s, named.get(f"view={view}", "")) for view, s in lacking.items()]
    return _numbered("C", [*told, *left_out][:_MOST_CONSTRAINTS])


def _numbered(letter: str, sentences: list[tuple[str, str]]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(id=f"{letter}-{number}", statement=statement[:_LONGEST], source=source[:300])
        for number, (statement, source) in enumerate(sentences, start=1)
    )


def manage_sentence(entity: Entity) -> str:
    """Return what can be done with records of an entity."""
    return f"{entity.plural_label} can be listed, added, shown, changed and deleted."


def fields_sentence(entity: Entity, language: str = "en") -> str:
    """Return what is known of each record of an entity."""
    known = [field_in_words(field, language) for field in entity.fields]
    one = in_sentence(entity.label, language)
    sentence = f"Each {one} has {enumerate_words(known)}."
    if len(sentence) <= _LONGEST:
        return sentence
    labels = enumerate_words([in_sentence(field.label, language) for field in entity.fields])
    return f"Each {one} has {labels}"[: _LONGEST - 1] + "."


def page_sentence(page: SitePage, model: DataModel) -> str:
    """Return what stands on a page of a web site."""
    lists = [model.entity(name).plural_label for name in page.lists]
    below = f" and the list “{lists[0]}”" if lists else ""
    return f"There is a page “{page.title}” with a text{below}."


def relation_sentence(relation: Relation, model: DataModel, language: str = "en") -> str:
    """Return how records of two entities belong together."""
    source, target = model.entity(relation.source), model.entity(relation.target)
    same = relation.label.lower() in (target.label.lower(), target.plural_label.lower())
    note = "" if same else f" ({in_sentence(relation.label, language)})"
    one = in_sentence(source.label, language)
    if relation.kind is RelationKind.MANY_TO_MANY:
        return f"Each {one} can have several {in_sentence(target.plural_label, language)}{note}."
    verb = "belongs to" if relation.required else "can belong to"
    return f"Each {one} {verb} one {in_sentence(target.label, language)}{note}."


def has_money(model: DataModel) -> bool:
    """Say whether there are amounts of money."""
    return any(f.type is FieldType.MONEY for entity in model.entities for f in entity.fields)
