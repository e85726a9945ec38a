"""A rule for each kind of feature: the fields of an entity that it would work with; pure."""

from collections.abc import Callable

from activities.design.averages import averaged
from activities.design.fitting.closing import end_of
from activities.design.fitting.lending import lending
from activities.design.fitting.names import (
    BIRTH,
    COMING,
    DISTANCE,
    DONE,
    DUE,
    END,
    EVERY,
    EXPIRY,
    FUEL,
    HABIT,
    HEADS,
    LAST,
    LIMIT,
    MINIMUM,
    NUMBERS,
    PAID,
    PAST,
    PEOPLE,
    PHONE,
    PLACE,
    QUANTITY,
    START,
    STATE,
    WHO,
    Things,
    limits_stock,
    says,
    word_set,
)
from activities.design.fitting.settling import settling
from models.features import FeatureKind as Kind
from models.fields import FieldType as Type
from models.specification import Category

Roles = dict[str, str]
"""Names of fields by role; empty ones are left out."""

_OFTEN = EVERY | {"often", "billed", "repeat", "repeats"}
_NO_PLAN = BIRTH | LAST | PAST | EXPIRY
_EXPECTED = word_set("due expected estimated predicted planned")
"""What is still to come: the day of a birth, which is nobody's birthday yet."""
_EVENTS = word_set(
    "appointment event meeting shift booking reservation trip match lesson session training party "
    "holiday visit rehearsal class course chore"
)
_JOURNEYS = word_set("trip holiday vacation party event wedding concert journey festival")
_TURNS = word_set("chore duty turn rota cleaning")
_DUTIES = _TURNS | word_set("shift task job")
_TO_READ = word_set(
    "note recipe idea quote story memory lesson tip review article poem joke prayer sermon dream "
    "card snippet letter observation reflection"
)
_TO_CHOOSE = word_set(
    "meal recipe film movie book game restaurant activity dish show idea wine hike"
)
_PLAYED = word_set("game hike")
_OUTCOMES = word_set("result score round winner outcome")
_NO_MEASURE = word_set("year number no start end code edition volume floor version")
_AHEAD = word_set("delivery collection pickup fitting handover")
_ENDING = word_set("run_out runs_out runout until end ends valid return returned")
_STORES = word_set("pantry freezer fridge food ingredient supply product spare medication")
_MEASURED = word_set(
    "exercise lift discipline meter sensor device machine fridge freezer room animal pet child kid "
    "patient shoe shoes"
)
_JUDGED = word_set("grade grades mark score")
_TRACKED = frozenset({Category.TRACKER, Category.LOG, Category.FINANCE})
_LOOKING_BACK = frozenset({Category.LOG, Category.JOURNAL})
_PLANNED = frozenset({Category.SCHEDULE, Category.PLANNER})


def _calendar(t: Things, category: Category, *, asked: bool) -> Roles | None:
    start = t.first(START, Type.DATE, but=_NO_PLAN)
    due = t.first(DUE, Type.DATE, but=_NO_PLAN)
    plain = next((f.name for f in t.of(Type.DATE) if not says(f.name, _NO_PLAN)), "")
    time = t.any(Type.TIME)
    ahead = t.first(_AHEAD, Type.DATE, but=_NO_PLAN)
    planned = (
        start
        or due
        or ahead
        or (plain if time or category in _PLANNED or t.called(_EVENTS) else "")
    )
    date = planned or ((plain or t.any(Type.DATE)) if asked else "")
    until = t.first(END, Type.DATE) if start else ""
    return {"date": date, "until": until if until != date else "", "time": time} if date else None


def _board(t: Things, _: Category, *, asked: bool) -> Roles | None:
    state = t.first(STATE, Type.CHOICE)
    if asked and not state:
        state = next((f.name for f in t.of(Type.CHOICE) if not says(f.name, _OFTEN)), "")
    return {"state": state, "date": t.first(DUE, Type.DATE)} if state else None


def _chart(t: Things, category: Category, *, asked: bool) -> Roles | None:
    spans = START | END if t.first(END, Type.DATE) else frozenset()
    ends = BIRTH | EXPIRY | DUE | _ENDING
    other = ends if asked else ends | LAST | spans
    date = next((f.name for f in t.of(Type.DATE) if not says(f.name, other)), "")
    date = date or (t.any(Type.DATE) if asked else "")
    measured = [f.name for f in t.of(*NUMBERS) if not _only_tells_apart(f.name)]
    amounts = measured or [f.name for f in t.of(Type.RATING)]
    fits = bool(amounts) and category in _TRACKED
    if not date or not (asked or fits):
        return None
    pair = says("_".join(amounts), frozenset({"systolic", "diastolic"}))
    second = amounts[1] if pair and len(amounts) > 1 else ""
    amount = amounts[0] if amounts else ""
    group = "" if second else _measured_of(t, amount)
    return {"date": date, "amount": amount, "second": second, "group": group}


def _measured_of(t: Things, amount: str) -> str:
    """Return what a number is measured of: weights of three guinea pigs are three lines."""
    money = amount in [f.name for f in t.of(Type.MONEY)]
    if not amount or money or len(t.references) > 1:
        return ""
    return t.references[0].name if t.references else t.first(_MEASURED, Type.TEXT)


def _only_tells_apart(name: str) -> bool:
    """Say whether a number is a name, or an end of a span: nothing to follow over time."""
    return says(name, _NO_MEASURE) and not name.startswith("number_of_")


def _statistics(t: Things, _: Category, *, asked: bool) -> Roles | None:
    summed = [f for f in t.of(*NUMBERS) if not (averaged(f) or _only_tells_apart(f.name))]
    money = next((f.name for f in summed if f.type is Type.MONEY), "")
    compared = next((f.name for f in t.of(*NUMBERS) if _is_judged(f.name)), "")
    amount = compared or next((f.name for f in summed), "")
    choices = [f.name for f in t.of(Type.CHOICE)]
    kinds = [name for name in choices if not says(name, STATE)]
    # What is spent by room or by person says more than how much of it is "open".
    group = next(iter([*kinds, *(r.name for r in t.references), *choices]), "")
    if not ((money and group) or (asked and (amount or group))):
        return None
    date = next((f.name for f in t.of(Type.DATE) if not says(f.name, BIRTH | EXPIRY)), "")
    return {"amount": money or amount, "group": group, "date": date}


def _is_judged(name: str) -> bool:
    """Say whether a number is what somebody achieved: that is what an average is asked for."""
    return says(name, _JUDGED)


def _checklist(t: Things, _: Category, *, asked: bool) -> Roles | None:
    done = t.first(DONE, Type.YES_NO) or (t.any(Type.YES_NO) if asked else "")
    return {"done": done} if done else None


def _addresses(t: Things, _: Category, *, asked: bool) -> Roles | None:
    mail, phone = t.any(Type.EMAIL), t.first(PHONE, Type.TEXT)
    place = t.first(PLACE, Type.TEXT, Type.LONG_TEXT)
    if not ((mail or phone) or (asked and place)):
        return None
    return {"place": place, "phone": phone, "mail": mail}


def _reminder(t: Things, _: Category, *, asked: bool) -> Roles | None:
    date = t.first(DUE, Type.DATE, but=EXPIRY)
    if asked and not date:
        date = next((f.name for f in t.of(Type.DATE) if not says(f.name, _NO_PLAN)), "")
    return {"date": date, "done": end_of(t, date)} if date else None


def _recurring(t: Things, _: Category, *, asked: bool) -> Roles | None:
    every = t.first(_OFTEN, Type.CHOICE, Type.INTEGER)
    due = t.first(DUE, Type.DATE)
    planned = next((f.name for f in t.of(Type.DATE) if not says(f.name, _NO_PLAN)), "")
    date = due or (planned if asked or every else "")
    # Who has paid was not visited again by that; a bill that is paid is done.
    done = t.first(DONE, Type.YES_NO, but=() if due else PAID)
    return {"date": date, "every": every, "done": done} if date and every and done else None


def _rotation(t: Things, _: Category, *, asked: bool) -> Roles | None:
    who = t.reference(PEOPLE, WHO) or t.first(WHO, Type.CHOICE, Type.TEXT)
    done = t.first(DONE, Type.YES_NO) or t.first(LAST | DONE, Type.DATE)
    fits = who and done and (asked or (t.called(_DUTIES) and _comes_again(t, who)))
    return {"who": who, "done": done} if fits else None


def _comes_again(t: Things, who: str) -> bool:
    """Say whether a duty is no single one: a task that has a day, or is done for something."""
    dated = any(not says(f.name, LAST | DONE) for f in t.of(Type.DATE))
    again = t.called(_TURNS) or t.first(_OFTEN, Type.CHOICE, Type.INTEGER)
    return {r.name for r in t.references} <= {who} and (bool(again) or not dated)


def _budget(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    amount, date = t.any(Type.MONEY), t.any(Type.DATE)
    for relation in t.references:
        target = Things(t.model, t.model.entity(relation.target))
        limit = target.first(LIMIT, Type.MONEY)
        if amount and date and limit:
            return {"amount": amount, "date": date, "group": relation.name, "limit": limit}
    return None


def _expiry(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    date = t.first(EXPIRY, Type.DATE)
    amount = t.first(QUANTITY, Type.INTEGER, Type.DECIMAL, but=MINIMUM)
    return {"date": date, "amount": amount} if date else None


def _stock(t: Things, _: Category, *, asked: bool) -> Roles | None:
    amount = t.first(QUANTITY, Type.INTEGER, Type.DECIMAL, but=MINIMUM)
    counted = t.of(Type.INTEGER, Type.DECIMAL)
    minimum = next((f.name for f in counted if limits_stock(f.name, amount)), "")
    fits = amount and (minimum or asked or t.called(_STORES))
    return {"amount": amount, "minimum": minimum} if fits else None


def _streak(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    habit, date = t.reference(HABIT), t.any(Type.DATE)
    return {"date": date, "habit": habit} if habit and date else None


_WAYS = (
    ("saved", "target"),
    ("saved", "goal"),
    ("current", "pages"),
    ("pages_read", "pages"),
    ("current", "target"),
    ("current", "goal"),
    ("raised", "goal"),
    ("progress", "target"),
    ("progress", "goal"),
    ("read", "pages"),
    ("done", "total"),
)


def _progress(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    for near, far in _WAYS:
        current, goal = t.first([near], *NUMBERS), t.first([far], *NUMBERS, but=[near])
        if current and goal and current != goal:
            return {"current": current, "goal": goal}
    return None


def _anniversary(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    date = t.first(BIRTH, Type.DATE, but=_EXPECTED)
    return {"date": date} if date else None


def _interval(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    last, days = t.first(LAST, Type.DATE), t.first(_OFTEN, Type.INTEGER, Type.CHOICE)
    return {"last": last, "days": days} if last and days else None


def _consumption(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    distance = t.first(DISTANCE, Type.INTEGER, Type.DECIMAL)
    amount = t.first(FUEL, Type.DECIMAL, Type.INTEGER)
    vehicle = t.reference(word_set("vehicle car motorbike van bike boat"))
    roles = {"distance": distance, "amount": amount, "price": t.any(Type.MONEY), "vehicle": vehicle}
    return roles if distance and amount else None


def _countdown(t: Things, category: Category, *, asked: bool) -> Roles | None:
    if category in _LOOKING_BACK and not asked:
        return None  # trips that are written down when they are over
    date = t.first(START, Type.DATE) or t.any(Type.DATE)
    return {"date": date} if date and t.called(_JOURNEYS) else None


def _tally(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    for field in t.of(Type.CHOICE):
        if any(says(c.casefold().replace(" ", "_"), COMING) for c in field.choices):
            return {"state": field.name, "size": t.first(HEADS, Type.INTEGER)}
    return None


def _ranking(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    rating = t.any(Type.RATING)
    return {"rating": rating} if rating else None


def _gallery(t: Things, _: Category, *, asked: bool) -> Roles | None:
    del asked
    photo = t.any(Type.PHOTO)
    return {"photo": photo} if photo else None


def _cards(t: Things, _: Category, *, asked: bool) -> Roles | None:
    text = t.any(Type.LONG_TEXT)
    return {"text": text} if asked or (text and t.called(_TO_READ)) else None


def _pick(t: Things, _: Category, *, asked: bool) -> Roles | None:
    done = t.first(DONE, Type.YES_NO) or t.first(DONE, Type.DATE)
    # A game that was played on a day is not to be chosen, as one on a shelf is.
    played = t.any(Type.DATE) or t.first(_OUTCOMES, Type.TEXT, Type.CHOICE, Type.INTEGER)
    logged = t.called(_PLAYED) and bool(played) and not done
    return {"done": done} if asked or (t.called(_TO_CHOOSE) and not logged) else None


Rule = Callable[..., Roles | None]

RULES: dict[Kind, Rule] = {
    Kind.REMINDER: _reminder,
    Kind.EXPIRY: _expiry,
    Kind.STOCK: _stock,
    Kind.LENDING: lending,
    Kind.ROTATION: _rotation,
    Kind.RECURRING: _recurring,
    Kind.INTERVAL: _interval,
    Kind.BUDGET: _budget,
    Kind.SETTLING: settling,
    Kind.STREAK: _streak,
    Kind.PROGRESS: _progress,
    Kind.ANNIVERSARY: _anniversary,
    Kind.CONSUMPTION: _consumption,
    Kind.TALLY: _tally,
    Kind.COUNTDOWN: _countdown,
    Kind.CHECKLIST: _checklist,
    Kind.GALLERY: _gallery,
    Kind.CARDS: _cards,
    Kind.CALENDAR: _calendar,
    Kind.BOARD: _board,
    Kind.CHART: _chart,
    Kind.STATISTICS: _statistics,
    Kind.RANKING: _ranking,
    Kind.ADDRESSES: _addresses,
    Kind.PICK: _pick,
}
"""What is most useful first: an application has room for some of them."""
