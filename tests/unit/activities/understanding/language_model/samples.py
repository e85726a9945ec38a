"""A request, and what a model that reads well answers to it."""

import json
from typing import Any

from activities.understanding.analysis import analyse
from models.conversation import Understanding

REQUEST = (
    "Wir möchten unsere Bienenstöcke verwalten: Name, Standort und Alter der Königin. Zu jedem "
    "Bienenstock gehören Durchsichten mit Datum, Notizen und einer Bewertung. Außerdem einen "
    "Kalender, und eine SMS, wenn etwas fällig ist."
)


def field(label: str, kind: str, evidence: str, **more: Any) -> dict[str, Any]:
    """Return a field of an answer."""
    told: dict[str, Any] = {
        "label": label,
        "type": kind,
        "choices": [],
        "maximum": None,
        "confidence": 0.9,
    }
    return told | {"evidence": evidence} | more


def good_answer() -> dict[str, Any]:
    """Return a new copy of the answer."""
    hive = {
        "label": "Bienenstock",
        "plural": "Bienenstöcke",
        "evidence": "Bienenstöcke",
        "confidence": 0.95,
        "fields": [
            field("Name", "text", "Name"),
            field("Standort", "text", "Standort"),
            field("Alter der Königin", "integer", "Alter der Königin"),
        ],
    }
    inspection = {
        "label": "Durchsicht",
        "plural": "Durchsichten",
        "evidence": "Durchsichten",
        "confidence": 0.9,
        "fields": [
            field("Datum", "date", "Datum"),
            field("Notizen", "long_text", "Notizen"),
            field("Bewertung", "rating", "Bewertung", maximum=5),
        ],
    }
    relation = {
        "source": "Durchsicht",
        "target": "Bienenstock",
        "label": "Bienenstock",
        "kind": "many_to_one",
        "evidence": "Zu jedem Bienenstock gehören Durchsichten",
        "confidence": 0.9,
    }
    return {
        "title": "Bienenstöcke",
        "language": "de",
        "category": {"value": "log", "evidence": "Durchsichten mit Datum"},
        "entities": [hive, inspection],
        "relations": [relation],
        "views": [{"value": "calendar", "evidence": "Kalender"}],
        "beyond": [{"value": "sms", "evidence": "eine SMS"}],
        "currency": {"code": "", "evidence": ""},
    }


def told(answer: Any) -> str:
    """Return an answer as a model writes it."""
    return json.dumps(answer, ensure_ascii=False)


def embedded(request: str = REQUEST) -> Understanding:
    """Return what the embedded analyser finds."""
    return analyse(request)
