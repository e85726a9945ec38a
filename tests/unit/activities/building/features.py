"""A specification that has every feature, to build them all together."""

from typing import Any

from models.features import FORMS, FeatureKind
from models.specification import ApplicationSpecification

_PEOPLE = {"name": "person", "label": "Person", "plural_label": "People", "title_field": "name"}
_GROUP = {"name": "purse", "label": "Purse", "plural_label": "Purses", "title_field": "name"}
_THING = {"name": "thing", "label": "Thing", "plural_label": "Things", "title_field": "name"}


def _field(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"name": name, "label": name.replace("_", " ").capitalize(), "type": kind, **more}


_FIELDS = [
    _field("name", required=True),
    _field("begins", "date"),
    _field("ends", "date"),
    _field("clock", "time"),
    _field("due", "date"),
    _field("given_back", "date"),
    _field("last_cared_for", "date"),
    _field("birthday", "date"),
    _field("best_before", "date"),
    _field("days_between", "integer"),
    _field("pieces", "integer"),
    _field("minimum_pieces", "integer"),
    _field("mileage", "integer"),
    _field("litres", "decimal"),
    _field("price", "money"),
    _field("saved", "money"),
    _field("wanted", "money"),
    _field("state", "choice", choices=["To do", "Doing", "Done"]),
    _field("often", "choice", choices=["Weekly", "Monthly"]),
    _field("ticked", "yes_no"),
    _field("stars", "rating"),
    _field("street"),
    _field("telephone"),
    _field("mail", "email"),
    _field("notes", "long_text"),
]
_ROLES: dict[str, dict[str, str]] = {
    "calendar": {"date": "begins", "until": "ends", "time": "clock"},
    "board": {"state": "state", "date": "due"},
    "chart": {"date": "begins", "amount": "price", "group": "purse"},
    "statistics": {"amount": "price", "group": "state", "date": "begins"},
    "checklist": {"done": "ticked", "group": "purse"},
    "addresses": {"place": "street", "phone": "telephone", "mail": "mail"},
    "reminder": {"date": "due", "done": "ticked"},
    "recurring": {"date": "due", "every": "often", "done": "ticked"},
    "rotation": {"who": "person", "done": "ticked"},
    "budget": {"amount": "price", "date": "begins", "group": "purse", "limit": "monthly_limit"},
    "expiry": {"date": "best_before", "amount": "pieces"},
    "stock": {"amount": "pieces", "minimum": "minimum_pieces"},
    "lending": {"returned": "given_back", "due": "due", "lent": "begins", "who": "person"},
    "streak": {"date": "begins", "habit": "person"},
    "progress": {"current": "saved", "goal": "wanted"},
    "anniversary": {"date": "birthday"},
    "interval": {"last": "last_cared_for", "days": "days_between"},
    "consumption": {
        "distance": "mileage",
        "amount": "litres",
        "price": "price",
        "vehicle": "purse",
    },
    "settling": {"amount": "price", "payer": "person"},
    "countdown": {"date": "begins"},
    "tally": {"state": "state", "size": "pieces"},
    "ranking": {"rating": "stars"},
    "pick": {"done": "ticked"},
    "gallery": {"photo": "picture"},
    "cards": {"text": "notes"},
}


def every_feature(*kinds: FeatureKind) -> ApplicationSpecification:
    """Return things with every kind of field, and the features of these kinds; else of all."""
    chosen = kinds or tuple(FeatureKind)
    fields = _FIELDS + ([_field("picture", "photo")] if FeatureKind.GALLERY in chosen else [])
    purse = [_field("name", required=True), _field("monthly_limit", "money")]
    entities = [
        _THING | {"fields": fields},
        _PEOPLE | {"fields": [_field("name", required=True)]},
        _GROUP | {"fields": purse},
    ]
    relations = [
        {"name": name, "label": name.capitalize(), "source": "thing", "target": name}
        for name in ("person", "purse")
    ]
    features = [
        {"kind": kind, "entity": "thing", "fields": _ROLES[kind]}
        if FORMS[kind].of_entity
        else {"kind": kind}
        for kind in chosen
    ]
    return ApplicationSpecification.model_validate(
        {
            "metadata": {"title": "Everything at once", "summary": "All features together."},
            "data_model": {"entities": entities, "relations": relations},
            "features": features,
        }
    )
