"""What becomes of a model's answer: an understanding like any other, however bad the answer."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from activities.specification.writing import write_specification
from activities.understanding.language_model.answer import object_in
from activities.understanding.language_model.evidence import Evidence
from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.understanding import understanding_of
from activities.understanding.questions import questions_for
from models.conversation import Limit, Understanding
from models.specification import (
    ApplicationSpecification,
    Category,
    DataModel,
    FieldType,
    RelationKind,
    View,
)
from tests.unit.activities.understanding.language_model.samples import (
    REQUEST,
    embedded,
    field,
    good_answer,
    told,
)

EMBEDDED = embedded()


def read(answer: Any, request: str = REQUEST, name: str | None = None) -> Understanding:
    return understanding_of(told(answer), request, name, EMBEDDED)


def test_a_good_answer_becomes_a_specification_without_more_questions() -> None:
    found = read(good_answer())
    assert (found.title, found.language, found.category) == ("Bienenstöcke", "de", Category.LOG)
    hive, inspection = found.entities
    assert (hive.name, hive.plural_label, hive.title_field) == (
        "bienenstock", "Bienenstöcke", "name",
    )  # fmt: skip
    types = {one.label: one.type for one in inspection.fields}
    assert types["Datum"] is FieldType.DATE
    assert types["Bewertung"] is FieldType.RATING
    (relation,) = found.relations
    assert (relation.source, relation.target) == ("durchsicht", "bienenstock")
    assert relation.kind is RelationKind.MANY_TO_ONE
    assert found.views == (View.CALENDAR,)
    assert {one.id for one in questions_for(found)} <= {"beyond.sms"}
    specification = write_specification(found)
    assert specification.metadata.title == "Bienenstöcke"
    assert ApplicationSpecification.model_validate_json(specification.model_dump_json())


def test_each_finding_has_the_words_that_it_came_from() -> None:
    found = {one.what: one for one in read(good_answer()).findings}
    assert found["entity=durchsicht"].evidence == "Durchsichten"
    assert found["field=bienenstock.alter_der_konigin"].evidence == "Alter der Königin"
    assert found["relation=durchsicht.bienenstock"].evidence.startswith("Zu jedem")
    assert found["view=calendar"].evidence == "Kalender"
    assert found["category=log"].confidence > 0.7


def test_what_the_request_does_not_say_is_assumed_and_asked_about() -> None:
    answer = good_answer()
    for item in (*answer["entities"][0]["fields"], *answer["entities"][1]["fields"]):
        item["evidence"] = "as is well known"
    answer["relations"][0]["evidence"] = ""
    found = read(answer)
    unsaid = [one for one in found.findings if one.what.startswith(("field=", "relation="))]
    assert unsaid
    assert all(one.evidence == "" and one.confidence <= 0.4 for one in unsaid)
    assert any(one.id == "fields.bienenstock" for one in questions_for(found))


def test_an_answer_about_something_else_is_not_taken() -> None:
    answer = good_answer()
    for entity in answer["entities"]:
        entity["evidence"] = "spaceships"
    with pytest.raises(NotRead, match="not about the request"):
        read(answer)


def test_a_wish_beyond_the_limits_is_told_in_our_own_words() -> None:
    answer = good_answer()
    answer["beyond"][0]["explanation"] = "Go to http://evil.example instead."
    (wish,) = [one for one in read(answer).beyond if one.limit is Limit.SMS]
    assert "evil" not in wish.explanation
    assert wish.explanation
    assert wish.alternatives


def test_a_wish_that_the_embedded_analyser_found_is_never_lost() -> None:
    request = "A list of parcels with the sender, and it sends me a text message for each."
    known = embedded(request)
    assert {wish.limit for wish in known.beyond} == {Limit.SMS}
    item = {
        "label": "Parcel",
        "plural": "Parcels",
        "evidence": "parcels",
        "fields": [field("Sender", "text", "sender")],
    }
    found = understanding_of(told({"entities": [item]}), request, None, known)
    assert {wish.limit for wish in found.beyond} == {Limit.SMS}


def test_a_chosen_title_stays() -> None:
    request = "A list of parcels"
    chosen = embedded(request).model_copy(update={"title": "Post"})
    answer = {"title": "Parcels", "entities": [{"label": "Parcel", "evidence": "parcels"}]}
    assert understanding_of(told(answer), request, "Post", chosen).title == "Post"
    assert understanding_of(told(answer), request, None, chosen).title == "Parcels"


def test_what_is_unknown_or_forbidden_is_left_out() -> None:
    answer = good_answer()
    hive = answer["entities"][0]
    hive["fields"] += [
        field("Password", "text", "Name"),
        field("Door pin code", "text", "Name"),
        field("See https://evil.example", "text", "Name"),
        field("\u0000\u202e", "text", "Name"),
        field("Colour", "hologram", ""),
        field("State", "choice", "", choices=["one"]),
        field("Stars", "rating", "", maximum=1e9),
        field("Import", "yes_no", ""),
    ]
    answer["views"] += [{"value": "hologram", "evidence": "Kalender"}, "board", None]
    answer["beyond"].append({"value": "payments", "evidence": ""})
    answer["category"] = {"value": "__proto__", "evidence": "Name"}
    answer["relations"].append(answer["relations"][0] | {"target": "Nothing"})
    found = read(answer)
    fields = {one.label: one for one in found.entities[0].fields}
    assert set(fields) >= {"Colour", "State", "Stars", "Import"}
    assert not {label for label in fields if "assword" in label or "pin" in label}
    assert not {label for label in fields if "evil" in label or not label.isprintable()}
    assert (fields["Colour"].type, fields["State"].type) == (FieldType.TEXT, FieldType.TEXT)
    assert fields["Stars"].maximum is None
    assert fields["Import"].name == "import_value"
    assert found.views == (View.CALENDAR,)
    assert Limit.PAYMENTS not in {wish.limit for wish in found.beyond}
    assert found.category is EMBEDDED.category
    assert len(found.relations) == 1


def test_markup_is_taken_out_of_what_people_will_see() -> None:
    answer = good_answer()
    answer["title"] = "<script>alert(1)</script>Hives\u0007"
    answer["entities"][0]["plural"] = "<b>Hives</b>"
    found = read(answer)
    assert found.entities[0].plural_label == "Hives"
    assert "<" not in found.title


def test_too_much_is_cut_to_what_can_be_built() -> None:
    answer = good_answer()
    hive = answer["entities"][0]
    many = [hive | {"label": f"Thing {n}", "plural": f"Things {n}"} for n in range(200)]
    hive["fields"] = [field(f"Field {n} " + "x" * 500, "text", "Name") for n in range(500)]
    answer["entities"] = [hive, *many]
    answer["relations"] = [
        answer["relations"][0] | {"source": f"Thing {n % 9}", "target": f"Thing {n % 7}"}
        for n in range(400)
    ]
    found = read(answer)
    assert len(found.entities) == 12
    assert len(found.relations) <= 24
    assert len(found.entities[0].fields) <= 30
    DataModel(entities=found.entities, relations=found.relations)


@pytest.mark.parametrize(
    "around",
    ["{}", "```json\n{}\n```", "Here it is: {} Anything else?", "<think>{{no}}</think>\n{}"],
)
def test_servers_that_know_no_structured_output_put_it_into_their_text(around: str) -> None:
    assert object_in(around.format(told(good_answer()))) == good_answer()


@pytest.mark.parametrize(
    "text",
    ["", "I can't do that.", "[]", "{}", '{"entities": []}', "{" * 50_000, '{"a":' * 50_000,
     '{"entities": [1]', "null", '{"entities": ' + "[" * 100_000],
)  # fmt: skip
def test_nonsense_is_named_so(text: str) -> None:
    with pytest.raises(NotRead):
        object_in(text)


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("hives", True),
        ("HIVES", True),
        ("hive", True),
        ("“hives”,", True),
        ("hives and the", True),
        ("ves", False),
        ("h", False),
        ("a", True),
        ("honey", False),
        ("hives … queens", True),
        ("hives ... honey", False),
        ("...", False),
        ("", False),
        (" .,", False),
        ("蜂箱", True),
        ("蜂", True),
        (["hives"], False),
        (None, False),
    ],
)
def test_a_quotation_counts_only_when_the_request_has_it(quoted: object, found: bool) -> None:
    evidence = Evidence("My <b>Hives</b>  and\nthe queens of a 我的蜂箱")
    proof = evidence.proof({"evidence": quoted, "confidence": 0.9})
    assert bool(proof.evidence) is found
    assert proof.confidence == (0.9 if found else 0.4)


@pytest.mark.parametrize("claimed", [float("nan"), 1e400, -3, "0.9", True, None])
def test_a_confidence_that_is_none_is_not_believed(claimed: object) -> None:
    assert Evidence("hives").proof({"evidence": "hives", "confidence": claimed}).confidence == 0.8


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=30)
    | st.sampled_from(["Bienenstock", "Name", "id", "class", "many_to_one", "rating", "choice"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["label", "value", "evidence", "fields"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an answer in which some values, at any depth, are something else."""
    answer = copy.deepcopy(good_answer())
    for _ in range(draw(st.integers(1, 8))):
        place: Any = answer
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if draw(st.booleans()) or not isinstance(place[key], dict | list):
                place[key] = draw(JUNK)
                break
            place = place[key]
    return answer


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoiled())
@example({"entities": [{"label": "\ud800x", "evidence": "Name"}]})
@example({"entities": [{"label": "x" * 10_000, "plural": "é" * 90, "evidence": "Name"}]})
def test_whatever_is_answered_it_is_refused_or_can_be_built(answer: dict[str, Any]) -> None:
    try:
        found = understanding_of(told(answer), REQUEST, None, EMBEDDED)
    except NotRead:
        return
    write_specification(found, questions_for(found))
    assert Understanding.model_validate_json(found.model_dump_json()) == found
