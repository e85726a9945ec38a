"""What is lent is one of the things that are kept, and a dinner is a meal; pure."""

from activities.understanding.draft import ASSUMED, TEMPLATE, Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.drafting.spending import is_spent_by_payers
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.usual_links import usual_links
from activities.understanding.text.cleaning import word_set
from models.fields import FieldType

_TAKEN = word_set("loan lending rental borrowing checkout hire reservation")
"""What is always one of something."""
_TRIPS = word_set("trip drive ride journey run")
_VEHICLES = word_set("car van bus minibus vehicle truck lorry")
_DRIVING = word_set("driver km kilometres kilometers mileage odometer miles")
_ANY_ONE = word_set("piece item one copy object thing")
"""Words for one of anything."""
_OF_LOANS = word_set("borrower holder given_on lent_on lent_to returned due_back due_date")


def belong(draft: Draft) -> None:
    """Relate what names another list by a field, and loans that are related to nothing.

    Loans are of the one kind of thing that there is.
    """
    _relate_named(draft)
    _name_once(draft)
    for entity in list(draft.entities.values()):
        if entity.label.lower().split()[-1] not in _TAKEN or _is_related(draft, entity):
            continue
        others = [
            other
            for other in draft.entities.values()
            if other is not entity and other.described and not is_happening(other.label)
        ]
        if len(others) == 1:
            (other,) = others
            draft.link(entity, other, other.label, evidence="", confidence=TEMPLATE)


def _relate_named(draft: Draft) -> None:
    """Make a relation of a told field that has the very name of another list: a donor of donors."""
    for source in draft.entities.values():
        for told in list(source.fields):
            target = draft.entities.get(told.specification.name)
            text = told.specification.type is FieldType.TEXT and bool(told.evidence)
            if not text or target is None or target is source:
                continue
            ends = {source.name, target.name}
            if any({one.relation.source, one.relation.target} == ends for one in draft.links):
                continue
            source.fields.remove(told)
            label, said = told.specification.label, told.evidence
            draft.link(source, target, label, evidence=said, confidence=told.confidence)


def _name_once(draft: Draft) -> None:
    """Take "which piece" for one of the only list that is described: its pieces are music."""
    for entity in list(draft.entities.values()):
        told = entity.is_told
        if told or _last(entity) not in _ANY_ONE:
            continue
        takers = {
            link.relation.source for link in draft.links if link.relation.target == entity.name
        }
        others = [
            link.relation.target
            for link in draft.links
            if link.relation.source in takers and link.relation.target != entity.name
        ]
        things = [name for name in others if _is_thing(draft.entities[name])]
        if takers and len(things) == len(takers):
            draft.drop(entity.name)


def _is_thing(entity: DraftEntity) -> bool:
    described = entity.is_told
    return described and not is_somebody(entity) and not is_happening(entity.label)


def relate_usual(draft: Draft) -> None:
    """Relate what is related to nothing as such things nearly always are: a tenant to the flat.

    Args:
        draft: What was understood; relations are added.
    """
    for source in draft.entities.values():
        for target in draft.entities.values():
            usual = (source.name, target.name) in usual_links()
            alone = not (_is_related(draft, source) and _is_related(draft, target))
            if (
                usual
                and alone
                and not (_leads(draft, source, target) or is_spent_by_payers(source, target))
            ):
                draft.link(source, target, target.label, evidence="", confidence=ASSUMED)
    _relate_vehicles(draft)


def _relate_vehicles(draft: Draft) -> None:
    """Relate trips to the only vehicles that are kept, where somebody drives or distances count.

    Args:
        draft: What was understood; a relation is added.
    """
    vehicles = [one for one in draft.entities.values() if _last(one) in _VEHICLES]
    if len(vehicles) != 1 or _is_related(draft, vehicles[0]):
        return
    (vehicle,) = vehicles
    for trip in draft.entities.values():
        told = {*trip.names(), *(link.relation.target for link in draft.links_of(trip.name))}
        if _last(trip) in _TRIPS and any(_DRIVING & set(name.split("_")) for name in told):
            draft.link(trip, vehicle, vehicle.label, evidence="", confidence=TEMPLATE)


def _last(entity: DraftEntity) -> str:
    return entity.name.rsplit("_", 1)[-1]


def _leads(draft: Draft, source: DraftEntity, target: DraftEntity) -> bool:
    """Say whether relations lead from one thing to another, or back, also by way of others."""
    ends = {(link.relation.source, link.relation.target) for link in draft.links}
    for one, other in ((source.name, target.name), (target.name, source.name)):
        reached = {one}
        for _ in draft.entities:
            reached |= {end for start, end in ends if start in reached}
        if other in reached:
            return True
    return False


def without_loans(draft: Draft, entity: DraftEntity) -> None:
    """Leave out of what is lent who has it and since when, where its loans say so.

    Args:
        draft: What was understood.
        entity: What has its usual fields.
    """
    sources = (link.relation.source for link in draft.links if link.relation.target == entity.name)
    loans = (draft.entities[source].label.lower().split()[-1] for source in sources)
    if any(loan in _TAKEN for loan in loans):
        entity.fields = [
            field for field in entity.fields if field.specification.name not in _OF_LOANS
        ]


def unite(draft: Draft) -> None:
    """Make one of two that mean the same, where the first has no more than a day: its dinner."""
    for link in list(draft.links):
        part = draft.entities[link.relation.source]
        whole = draft.entities[link.relation.target]
        kinds = [field.specification.type for field in whole.fields if field.evidence]
        dated = any(field.specification.type is FieldType.DATE for field in part.fields)
        same = whole.thing is not None and whole.thing is part.thing and part is not whole
        tied = [
            one for one in draft.links if part.name in (one.relation.source, one.relation.target)
        ]
        if same and kinds == [FieldType.DATE] and not dated and tied == [link]:
            draft.links.remove(link)
            del draft.entities[part.name]
            whole.fields += [f for f in part.fields if f.specification.name not in whole.names()]
            return


def _is_related(draft: Draft, entity: DraftEntity) -> bool:
    return any(entity.name in (link.relation.source, link.relation.target) for link in draft.links)
