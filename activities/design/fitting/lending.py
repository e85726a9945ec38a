"""What is lent, and comes back; pure."""

from activities.design.fitting.names import DUE, LOANS, PEOPLE, RETURNED, Things, says, word_set
from models.fields import FieldType as Type
from models.specification import Category

_SAYS_WHEN = word_set("given brought came date on when day time is was has been it already yet")
_LENT = word_set("lent borrowed loaned out since loan")
_WHOM = word_set("whom who borrower borrowed lent to friend with")


def lending(t: Things, _: Category, *, asked: bool) -> dict[str, str] | None:
    """Return the roles of what is lent: a thing with its own return, and with whom or when."""
    del asked
    returned = _own_return(t)
    if not returned:
        return None
    due = t.first(DUE | {"return"}, Type.DATE)
    lent = t.first(_LENT, Type.DATE)
    who = t.reference(PEOPLE, _WHOM) or t.first(_WHOM, Type.TEXT)
    used = {returned}
    if not (who or lent or due or t.called(LOANS)):
        return None
    return {
        "returned": returned,
        "due": due if due not in used else "",
        "lent": lent if lent not in used | {due} else "",
        "who": who,
    }


def _own_return(t: Things) -> str:
    """Return the field that says that the thing is back: not its deposit, nor a form."""
    things = "_".join((t.entity.name, *(link.target for link in t.references)))
    own = _SAYS_WHEN | RETURNED | frozenset(things.split("_"))
    found = (f.name for f in t.of(Type.YES_NO, Type.DATE) if says(f.name, RETURNED))
    return next((name for name in found if frozenset(name.split("_")) <= own), "")
