"""Labels become one step of the build where that is certain to mark the right stage."""

import pytest

from activities.building.scaffold.render import TEMPLATES
from activities.containers.images import with_labels
from activities.containers.trees import read_tree

MARKS = {"orchestrator.role": "application", "orchestrator.version": "3"}


def _labelled(description: str, target: str = "runtime") -> str | None:
    found = with_labels({"Dockerfile": (description.encode(), False)}, MARKS, target)
    return found["Dockerfile"][0].decode() if found else None


def test_all_labels_are_one_step_of_the_last_stage() -> None:
    description = "FROM base AS test\nRUN true\nFROM base as runtime\nCOPY . .\n"
    added = _labelled(description)
    assert added == (
        description + '\nLABEL "orchestrator.role"="application" "orchestrator.version"="3"\n'
    )


def test_the_builders_own_description_is_such_a_one() -> None:
    assert with_labels(read_tree(TEMPLATES), MARKS, "runtime") is not None


@pytest.mark.parametrize(
    "description",
    [
        "",
        "FROM base\n",
        "FROM base AS runtime\nFROM runtime AS test\n",
        "FROM base AS runtime\nFROM other\n",
        'FROM base AS runtime\nCMD ["a", \\\n',
    ],
)
def test_else_they_are_left_to_the_engine(description: str) -> None:
    assert _labelled(description) is None
