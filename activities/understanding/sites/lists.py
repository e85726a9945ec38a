"""Lists that stand on pages of web sites; pure."""

from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.languages.labels import english_of, entry_of
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.specification import Entity, FieldSpecification, FieldType

_MOST_COLUMNS = 30
PAGES = Entity(
    name="site_page",
    label="Page",
    plural_label="Pages",
    fields=(
        FieldSpecification(name="title", label="Title", type=FieldType.TEXT, required=True),
        FieldSpecification(name="text", label="Text", type=FieldType.LONG_TEXT),
    ),
    title_field="title",
)
"""What a site without lists consists of."""


def list_of(title: str, columns: tuple[str, ...], language: str, taken: frozenset[str]) -> Entity:
    """Return the list of that title with these columns."""
    many = label_of(title)
    english = language == "en"
    entry = None if english else entry_of(many, language)
    one = label_of(singular(many)) if english else label_of(entry.one) if entry else many
    fields: list[FieldSpecification] = []
    for column in columns[:_MOST_COLUMNS]:
        words = column if english else english_of(column, language) or column
        fields += _field(label_of(column), words, tuple(f.name for f in fields))
    fields = fields or list(PAGES.fields)
    texts = [field for field in fields if field.type is FieldType.TEXT]
    return Entity(
        name=_identifier(one, taken),
        label=one,
        plural_label=label_of(plural(one)) if english and one != many else many,
        fields=tuple(fields),
        title_field=(texts or fields)[0].name,
    )


def _field(label: str, words: str, taken: tuple[str, ...]) -> list[FieldSpecification]:
    """Return the column, unless its words make none."""
    try:
        hint = infer(words[:200])._replace(label=label)
        made = field_from(hint, owner="", taken=taken)
    except ValueError:
        return []
    if made.name in taken:
        return []
    photo = {"type": FieldType.TEXT} if made.type is FieldType.PHOTO else {}
    return [made.model_copy(update={"required": False, **photo})]


def _identifier(label: str, taken: frozenset[str]) -> str:
    try:
        return identifier(label, taken=taken)
    except ValueError:
        return identifier("list", taken=taken)
