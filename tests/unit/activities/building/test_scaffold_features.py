"""Features become modules of the application."""

import ast

import pytest

from activities.building.scaffold.features import FEATURES, MODULE
from activities.building.scaffold.render import render
from models.features import FORMS, FeatureKind
from models.specification import ApplicationSpecification
from tests.unit.activities.building.examples import reading_list

WHOLE = [kind for kind, form in FORMS.items() if not form.of_entity and (FEATURES / kind).is_dir()]


def with_feature(kind: FeatureKind) -> ApplicationSpecification:
    values = reading_list().model_dump(mode="json")
    return ApplicationSpecification.model_validate({**values, "features": [{"kind": kind}]})


@pytest.mark.parametrize("kind", WHOLE)
def test_a_feature_of_the_whole_application_is_imported_from_a_module_that_is_there(
    kind: FeatureKind,
) -> None:
    files = render(with_feature(kind), 1, {})
    imports = [
        node for node in ast.walk(ast.parse(files[MODULE])) if isinstance(node, ast.ImportFrom)
    ]
    (found,) = [node for node in imports if (node.module or "").startswith("app.features.")]
    source = files[f"{(found.module or '').replace('.', '/')}.py"]
    classes = {node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    assert {name.name for name in found.names} <= classes


def test_a_kind_that_is_a_word_of_the_language_has_a_module_of_another_name() -> None:
    files = render(with_feature(FeatureKind.IMPORT), 1, {})
    assert "from app.features.importing import Import" in files[MODULE]
    assert "app/templates/import_preview.html" in files
