"""The table of lists that stand for themselves."""

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.usual_parts import ANY, one_of, usual_parts


def test_parts_belong_to_parts_that_there_are() -> None:
    known = usual_parts()
    for part in known.by_name.values():
        assert part.of - {ANY} <= known.by_name.keys(), part.name
    assert known.subjects <= known.by_name.keys()


def test_words_are_in_the_singular() -> None:
    known = usual_parts()
    for word in (*known.by_word, *known.wholes):
        assert one_of(word) == word


def test_every_usual_field_can_be_made() -> None:
    for part in usual_parts().by_name.values():
        entity = DraftEntity(part.name, part.label, part.plural_label, None, "", 1.0)
        Draft(load()).entities[part.name] = entity
        fields = (*part.always, *part.otherwise)
        assert fields, part.name
        for words in fields:
            assert entity.add(words, "", 1.0) is not None, (part.name, words)
