"""What applications have in common is tested once, by itself, and only if that shows the same."""

from pathlib import Path

import pytest

from activities.containers.port import Owner
from activities.quality.gates.application_tests import Common, Outcome, run_tests
from activities.quality.gates.cache import PassedParts
from activities.quality.gates.parts import LIST
from activities.quality.gates.tree import SourceTree
from tests.integration.quality.local_sandbox import LocalSandbox, as_runtime
from tests.integration.quality.trees import write_tree

pytestmark = pytest.mark.integration
OWNER = Owner(application_id="app", version=1, job_id="job")
APP = {
    "app/__init__.py": "",
    "app/double.py": "def double(x):\n    return 2 * x\n",
    "app/own.py": "from app.double import double\n\nFOUR = double(2)\n",
    "tests/test_double.py": (
        "from app.double import double\n\n\ndef test_double():\n    assert double(1) == 2\n"
    ),
    "tests/own/test_own.py": (
        "from app.own import FOUR\n\n\ndef test_own():\n    assert FOUR == 4\n"
    ),
    LIST: "app/own.py\ntests/own/\n",
}


class Trials:
    """Tests one tree after the other with the same memory; counts what was run."""

    def __init__(self, folder: Path) -> None:
        self.sandbox = LocalSandbox()
        self._folder = folder
        self._trees = 0

    async def __call__(self, **changes: str) -> Outcome:
        self._trees += 1
        folder = self._folder / str(self._trees)
        tree = SourceTree.read(write_tree(folder / "tree", APP | changes))
        common = Common(PassedParts(self._folder / "known", "salt"), folder)
        return await run_tests(as_runtime(self.sandbox), tree, OWNER, 90, common=common)


@pytest.fixture
def trial(tmp_path: Path) -> Trials:
    return Trials(tmp_path)


async def test_the_common_part_is_tested_once_for_all(trial: Trials) -> None:
    first = await trial()
    assert trial.sandbox.runs == 2
    second = await trial(**{"app/own.py": "FOUR = 4\n"})
    assert trial.sandbox.runs == 3
    assert first.results[0].metrics["earlier"] == 0
    assert second.results[0].metrics["earlier"] == 1
    for outcome in (first, second):
        tests, coverage = outcome.results
        assert outcome.final
        assert tests.passed
        assert tests.metrics["tests"] == 2
        assert coverage.metrics["coverage"] == 100.0


async def test_a_change_in_common_is_tested(trial: Trials) -> None:
    await trial()
    wrong = await trial(**{"app/double.py": "def double(x):\n    return x + 2\n"})
    assert not wrong.results[0].passed
    assert [each.path for each in wrong.results[0].findings] == ["tests/test_double.py"]


async def test_what_fails_of_its_own_is_not_hidden_by_what_is_known(trial: Trials) -> None:
    await trial()
    wrong = await trial(**{"app/own.py": "FOUR = 5\n"})
    tests, _ = wrong.results
    assert not tests.passed
    assert tests.metrics == tests.metrics | {"tests": 2, "failed": 1}


async def test_tests_in_common_that_need_the_rest_run_with_the_rest(trial: Trials) -> None:
    needs = "from app.own import FOUR\n\n\ndef test_both():\n    assert FOUR\n"
    for _ in range(2):  # nothing was learnt from the first time
        outcome = await trial(**{"tests/test_both.py": needs})
        assert outcome.results[0].passed
        assert outcome.results[0].metrics["tests"] == 3
    assert trial.sandbox.runs == 6


async def test_a_part_can_not_claim_lines_of_what_was_not_there(
    trial: Trials, tmp_path: Path
) -> None:
    claims = (
        "import os\n\n\ndef test_claim():\n"
        "    os.makedirs('app', exist_ok=True)\n"
        "    path = os.path.abspath('app/unseen.py')\n"
        "    exec(compile('x = 1\\ny = 2\\n' * 20, path, 'exec'))\n"
    )
    unseen = "x = 1\ny = 2\n" * 20
    own = "app/own.py\napp/unseen.py\ntests/own/\n"
    changes = {"tests/test_claim.py": claims, "app/unseen.py": unseen, LIST: own}
    outcome = await trial(**changes)
    tests, coverage = outcome.results
    assert tests.passed
    assert not coverage.passed
    assert "app/unseen.py" in {each.path for each in coverage.findings}
