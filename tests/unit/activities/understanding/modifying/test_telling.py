"""What a change tells keeps names and abbreviations as people write them."""

from activities.understanding.modifying.ledger import Ledger
from models.fields import FieldSpecification
from models.specification import Entity


def test_abbreviations_stay_as_they_are_written() -> None:
    title = FieldSpecification.model_validate({"name": "title", "label": "Title", "type": "text"})
    entity = Entity.model_validate(
        {
            "name": "cd",
            "label": "CD",
            "plural_label": "CDs",
            "title_field": "title",
            "fields": [title.model_dump()],
        }
    )
    ledger = Ledger()
    ledger.tell_field(entity, title)
    assert ledger.changes == ["Each CD gets “Title” (text)."]
    assert ledger.impact == ["Existing CDs will have nothing in “Title”."]
