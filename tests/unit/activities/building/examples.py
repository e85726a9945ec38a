"""The specifications that the tests of the builder use most."""

from typing import Any

from models.specification import ApplicationSpecification


def reading_list(**more: Any) -> ApplicationSpecification:
    """Return books with title, author, rating and date; ``more`` are further fields."""
    extra = [{"name": name, **rest} for name, rest in more.items()]
    return ApplicationSpecification.model_validate(
        {
            "metadata": {
                "title": "Reading list",
                "summary": "The books we have read.",
                "category": "collection",
            },
            "data_model": {
                "entities": [
                    {
                        "name": "book",
                        "label": "Book",
                        "plural_label": "Books",
                        "title_field": "title",
                        "fields": [
                            {"name": "title", "label": "Title", "required": True},
                            {"name": "author", "label": "Author"},
                            {"name": "rating", "label": "Rating", "type": "rating", "maximum": 5},
                            {"name": "date_finished", "label": "Date finished", "type": "date"},
                            *extra,
                        ],
                    }
                ]
            },
        }
    )


def pictured() -> ApplicationSpecification:
    """Return books that need a photo of their cover, with a gallery of these."""
    books = reading_list(cover={"label": "Cover", "type": "photo", "required": True})
    gallery = {"kind": "gallery", "entity": "book", "fields": {"photo": "cover"}}
    document = books.model_dump(mode="json") | {"features": [gallery]}
    return ApplicationSpecification.model_validate(document)


def budget() -> ApplicationSpecification:
    """Return expenses with a category each and any number of labels."""
    name = {"name": "name", "label": "Name", "required": True, "unique": True}
    limit = {"name": "monthly_limit", "label": "Monthly limit", "type": "money", "minimum": 0}
    return ApplicationSpecification.model_validate(
        {
            "metadata": {"title": "Budget", "summary": "What we spend.", "category": "finance"},
            "data_model": {
                "entities": [
                    _entity("category", "Categories", name, limit),
                    _entity("tag", "Tags", name),
                    _entity(
                        "expense",
                        "Expenses",
                        {"name": "name", "label": "What for", "required": True},
                        {"name": "amount", "label": "Amount", "type": "money", "required": True},
                        {"name": "day", "label": "Day", "type": "date"},
                        {"name": "paid_by", "label": "By", "type": "choice", "choices": ["Card"]},
                        {"name": "notes", "label": "Notes", "type": "long_text"},
                    ),
                ],
                "relations": [
                    {
                        "name": "category",
                        "label": "Category",
                        "source": "expense",
                        "target": "category",
                        "required": True,
                    },
                    {
                        "name": "tags",
                        "label": "Tags",
                        "source": "expense",
                        "target": "tag",
                        "kind": "many_to_many",
                    },
                ],
            },
        }
    )


def _entity(name: str, plural: str, *fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "label": name.capitalize(),
        "plural_label": plural,
        "title_field": "name",
        "fields": list(fields),
    }


def without(specification: ApplicationSpecification, entity: str, field: str) -> Any:
    """Return the specification without a field."""
    document = specification.model_dump(mode="json")
    for found in document["data_model"]["entities"]:
        if found["name"] == entity:
            found["fields"] = [f for f in found["fields"] if f["name"] != field]
    return ApplicationSpecification.model_validate(document)


def changed(
    specification: ApplicationSpecification, entity: str, field: str, **changes: Any
) -> ApplicationSpecification:
    """Return the specification with a field changed."""
    document = specification.model_dump(mode="json")
    for found in document["data_model"]["entities"]:
        for candidate in found["fields"]:
            if (found["name"], candidate["name"]) == (entity, field):
                candidate.update(changes)
    return ApplicationSpecification.model_validate(document)


def choir(**changes: Any) -> ApplicationSpecification:
    """Return a web site of four pages, with a list on one of them."""
    pages = [
        {"name": "start", "title": "Start", "text": "We are forty voices from **Riverton**."},
        {"name": "about-us", "title": "About us", "text": "Write here who you are."},
        {"name": "concerts", "title": "Concerts", "lists": ["concert"]},
        {"name": "contact", "title": "How to reach us", "text": "choir@example.org"},
    ]
    concert = {
        "name": "concert",
        "label": "Concert",
        "plural_label": "Concerts",
        "title_field": "place",
        "fields": [
            {"name": "date", "label": "Date", "type": "date"},
            {"name": "place", "label": "Place", "required": True},
            {"name": "programme", "label": "Programme", "type": "long_text"},
            {"name": "entry", "label": "Entry", "type": "money"},
        ],
    }
    document = {
        "metadata": {"title": "Choir of St Mary", "summary": "A choir.", "category": "schedule"},
        "architecture": {"kind": "site"},
        "data_model": {"entities": [concert]},
        "pages": pages,
    }
    return ApplicationSpecification.model_validate(document | changes)
