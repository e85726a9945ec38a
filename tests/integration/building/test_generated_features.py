"""An application with every feature is clean, safe and tested, and so is an interface."""

from pathlib import Path

import pytest

from models.specification import ApplicationSpecification
from tests.integration.building.gates import SourceGates
from tests.integration.building.running import build, running
from tests.integration.building.test_generated_quality import assert_clean, assert_tested
from tests.unit.activities.building.examples import budget
from tests.unit.activities.building.features import every_feature

pytestmark = pytest.mark.integration


def interface() -> ApplicationSpecification:
    """Return a specification of an interface for programs."""
    document = budget().model_dump(mode="json")
    document["architecture"]["kind"] = "api"
    return ApplicationSpecification.model_validate(document)


@pytest.mark.parametrize(
    "specification", [every_feature(), interface()], ids=["every feature", "interface"]
)
def test_it_is_clean_safe_and_tested(
    specification: ApplicationSpecification, tmp_path: Path
) -> None:
    tree = build(specification, tmp_path / "tree")
    assert_clean(tree)
    assert SourceGates(tmp_path / "gates").findings(tree) == []
    assert_tested(tree)


def test_an_interface_has_a_reference_and_no_pages(tmp_path: Path) -> None:
    tree = build(interface(), tmp_path / "tree")
    assert not (tree / "app" / "pages.py").exists()
    with running(tree, tmp_path / "data") as application:
        assert "/api/expense" in application.client.get("/").text
        assert application.client.get("/openapi.json").json()["openapi"] == "3.1.0"
        category = application.add("category", name="Food")
        key = application.add("expense", name="Bread", amount="2.40", category=category)
        assert application.client.get(f"/api/expense/{key}").json()["amount"] == "2.40"
        assert application.client.get("/expense").status_code == 404


def test_features_live_together(tmp_path: Path) -> None:
    tree = build(every_feature(), tmp_path / "tree")
    with running(tree, tmp_path / "data") as application:
        page = application.client.get("/", follow_redirects=True).text
        assert "assword" in page
