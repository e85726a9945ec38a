"""What the lines of an order are of: one article each; pure."""

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.text.cleaning import word_set

LINE = "order_line"
_LINES = word_set("position line order_line line_item order_item order_position invoice_line row")
_ORDERS = word_set("order invoice delivery purchase quote offer basket cart reservation")
_WARES = word_set(
    "article product item good goods ware dish material part book plant wine beer cheese drink "
    "food ingredient stock_item component service"
)
_NO_WARES = word_set("supplier vendor category warehouse shop payment")


def is_order(name: str) -> bool:
    """Say whether something has lines, by its English name.

    Args:
        name: Snake case.
    """
    return name in _ORDERS or name.rpartition("_")[2] in _ORDERS


def relate_lines(draft: Draft) -> None:
    """Relate each line to what it is of, and no article to a single order.

    Args:
        draft: What was understood; its relations are changed.
    """
    for line in draft.entities.values():
        if line.name not in _LINES:
            continue
        targets = [link.relation.target for link in draft.links_of(line.name)]
        orders = [name for name in targets if is_order(name)]
        if len(orders) != 1:
            continue
        (order,) = orders
        ware = _ware(draft, line, order)
        if ware is None:
            continue
        line.crosses = True
        theirs = {link.relation.target for link in draft.links_of(order)}
        draft.links[:] = [
            link
            for link in draft.links
            if {link.relation.source, link.relation.target} != {ware.name, order}
            and not (link.relation.source == line.name and link.relation.target in theirs)
        ]
        if ware.name not in targets:
            draft.link(line, ware, ware.label, evidence=line.evidence)


def _ware(draft: Draft, line: DraftEntity, order: str) -> DraftEntity | None:
    """Return the only list of what can be ordered."""
    others = [
        one
        for one in draft.entities.values()
        if one is not line and one.name != order and not is_somebody(one)
    ]
    named = [one for one in others if {one.name, one.name.rpartition("_")[2]} & _WARES]
    rest = [one for one in others if one.name.rpartition("_")[2] not in _NO_WARES]
    found = named or rest
    return found[0] if len(found) == 1 else None
