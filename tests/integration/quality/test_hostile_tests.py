"""Tests of an application that try to look as if they had passed."""

from pathlib import Path

import pytest

from activities.containers.port import Owner
from activities.quality.gates.application_tests import Outcome, run_tests
from activities.quality.gates.tree import SourceTree
from tests.integration.quality.local_sandbox import LocalSandbox, as_runtime
from tests.integration.quality.trees import clean_tree, write_tree

pytestmark = pytest.mark.integration
OWNER = Owner(application_id="app", version=1, job_id="job")
DOUBLE = "def double(x):\n    return 2 * x\n"
APP = {"app/__init__.py": "", "app/main.py": DOUBLE + "\n\ndef no():\n    return 0\n"}
GOOD = "from app.main import double\n\n\ndef test_double():\n    assert double(2) == 4\n"


async def _run(
    folder: Path, files: dict[str, str], minimum: int = 50, timeout_seconds: float = 30.0
) -> Outcome:
    tree = SourceTree.read(write_tree(folder / "tree", files))
    runtime = as_runtime(LocalSandbox())
    return await run_tests(runtime, tree, OWNER, minimum, timeout_seconds)


async def test_the_clean_application_passes_first_of_all(tmp_path: Path) -> None:
    outcome = await _run(tmp_path, {**APP, "tests/test_a.py": GOOD})
    assert [each.passed for each in outcome.results] == [True, True]
    assert outcome.results[1].metrics["coverage"] == pytest.approx(75.0)


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"conftest.py": "import os\nos._exit(0)\n"}, "tests.ended-early"),
        ({"tests/conftest.py": "import sys\nsys.exit(0)\n"}, None),
        (
            {"tests/test_b.py": "import os\n\n\ndef test_b():\n    os._exit(0)\n"},
            "tests.ended-early",
        ),
        ({"tests/test_b.py": "def test_b():\n    raise SystemExit(0)\n"}, "tests.failed"),
        ({"tests/test_b.py": "import nothing_like_this\n"}, "tests.failed"),
        ({"tests/test_b.py": "def test_b(:\n"}, "tests.failed"),
        ({"tests/test_b.py": "def test_b():\n    assert False\n"}, "tests.failed"),
        ({"conftest.py": "raise RuntimeError\n"}, None),
    ],
)
async def test_what_did_not_pass_does_not_count_as_passed(
    tmp_path: Path, files: dict[str, str], rule: str | None
) -> None:
    outcome = await _run(tmp_path, {**APP, "tests/test_a.py": GOOD, **files})
    tests, _ = outcome.results
    assert not tests.passed
    assert not outcome.final
    assert rule is None or rule in {each.rule for each in tests.findings}


def _many(module: str, body: str) -> dict[str, str]:
    """Return so many tests that they are run in forks."""
    head = "import os\n\nimport pytest\n\nfrom app.main import double, no\n\n\n"
    each = f'@pytest.mark.parametrize("number", range(40))\ndef test_{module}(number):\n{body}'
    return {f"tests/test_{module}.py": head + each}


_TAKES_ALL = """
    for descriptor in range(3, 40):
        try:
            os.set_blocking(descriptor, False)
            os.read(descriptor, 9999)
        except OSError:
            pass
"""
_DOUBLED = _many("doubled", "    assert double(number) == 2 * number\n")


async def test_many_tests_run_side_by_side_and_count_together(tmp_path: Path) -> None:
    number = _many("number", "    assert no() == 0\n")
    outcome = await _run(tmp_path, {**APP, **_DOUBLED, **number}, minimum=100)
    tests, coverage = outcome.results
    assert (tests.passed, coverage.passed, outcome.final) == (True, True, True)
    assert tests.metrics["tests"] == 80
    assert coverage.metrics["coverage"] == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("body", "rule", "words"),
    [
        ("    assert no() == number // 39\n", "tests.failed", "assert 0 == (39 // 39)"),
        ("    os._exit(0)\n", "tests.ended-early", "before it was through"),
        ("    os.kill(os.getpid(), 9 * (number == 20))\n", None, ""),
    ],
    ids=["a failure", "an early end", "a kill"],
)
async def test_many_tests_of_which_one_is_bad_do_not_pass(
    tmp_path: Path, body: str, rule: str | None, words: str
) -> None:
    outcome = await _run(tmp_path, {**APP, **_DOUBLED, **_many("bad", body)})
    tests, _ = outcome.results
    assert not tests.passed
    found = {each.rule: each.message for each in tests.findings}
    assert rule is None or words in found[rule]


async def test_tests_that_nobody_ran_do_not_count_as_passed(tmp_path: Path) -> None:
    takes = _many("takes", _TAKES_ALL + "    # so long that it is begun first" * 20 + "\n")
    late = {"tests/test_late.py": "def test_late():\n    assert False\n"}
    outcome = await _run(tmp_path, {**APP, **_DOUBLED, **takes, **late}, minimum=0)
    assert [each.path for each in outcome.results[0].findings] == ["tests/test_late.py"]


async def test_tests_that_need_each_other_pass_one_after_the_other(tmp_path: Path) -> None:
    left = _many("left", "    os.environ['LEFT'] = 'here'\n")
    other = _many("other", "    assert os.environ['LEFT'] == 'here'\n")
    outcome = await _run(tmp_path, {**APP, **left, **other}, minimum=0)
    assert outcome.results[0].passed


async def test_no_tests_fail(tmp_path: Path) -> None:
    outcome = await _run(tmp_path, APP)
    assert [each.passed for each in outcome.results] == [False, False]
    assert outcome.results[0].summary == "The application has no tests."


async def test_skipped_tests_alone_fail(tmp_path: Path) -> None:
    skipped = "import pytest\n\n\n@pytest.mark.skip\ndef test_a():\n    assert False\n"
    outcome = await _run(tmp_path, {**APP, "tests/test_a.py": skipped})
    assert not outcome.results[0].passed


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--collect-only -q"\n'},
        {"pytest.ini": "[pytest]\naddopts = -k nothing\n"},
        {"conftest.py": "collect_ignore_glob = ['*']\n"},
        {"conftest.py": "def pytest_collection_modifyitems(items):\n    items.clear()\n"},
    ],
)
async def test_hiding_a_failing_test_does_not_pass(tmp_path: Path, files: dict[str, str]) -> None:
    bad = {"tests/test_a.py": "def test_a():\n    assert False\n"}
    outcome = await _run(tmp_path, {**APP, **bad, **files})
    assert not all(each.passed for each in outcome.results)


@pytest.mark.parametrize(
    "files",
    [
        {".coveragerc": "[run]\nomit = app/*\n[report]\nexclude_lines = .*\n"},
        {"pyproject.toml": '[tool.coverage.report]\nexclude_also = [".*"]\n'},
        {"setup.cfg": "[coverage:run]\nomit = *\n"},
        {
            "app/main.py": DOUBLE
            + "\n\ndef no():  # pragma: no cover\n    a = 1\n    return a + a\n"
        },
    ],
)
async def test_nothing_in_the_tree_hides_code_from_coverage(
    tmp_path: Path, files: dict[str, str]
) -> None:
    outcome = await _run(tmp_path, {**APP, "tests/test_a.py": GOOD, **files}, minimum=85)
    tests, coverage = outcome.results
    assert tests.passed
    assert not coverage.passed
    assert [each.path for each in coverage.findings] == ["app/main.py"]


async def test_modules_of_the_tree_can_not_take_the_place_of_the_tools(tmp_path: Path) -> None:
    fake = "import os\nos._exit(0)\n"
    files = {
        **APP,
        "tests/test_a.py": GOOD,
        "coverage.py": fake,
        "pytest.py": fake,
        "json.py": fake,
    }
    tests, _ = (await _run(tmp_path, files, minimum=0)).results
    assert tests.metrics["tests"] == 1


@pytest.mark.parametrize("mark", ["asyncio", "anyio"])
async def test_plugins_that_are_installed_take_part(tmp_path: Path, mark: str) -> None:
    waiting = f"import pytest\n\n\n@pytest.mark.{mark}\nasync def test_b():\n    assert True\n"
    only = "import pytest\n\n\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n"
    files = {**APP, "tests/test_a.py": GOOD, "tests/test_b.py": waiting, "conftest.py": only}
    tests, coverage = (await _run(tmp_path, files)).results
    assert tests.passed, tests
    assert tests.metrics["tests"] == 2
    assert coverage.passed


async def test_a_prepared_answer_is_not_taken_for_ours(tmp_path: Path) -> None:
    forged = '<testsuites><testsuite><testcase name="a" classname="b"/></testsuite></testsuites>'
    files = {
        **APP,
        "tests/test_a.py": GOOD,
        "conftest.py": "import os\nos._exit(0)\n",
        "junit.xml": forged,
        "coverage.json": '{"exit_code": 0, "files": {}}',
        ".gate.json": '{"exit_code": 0, "files": {}}',
    }
    assert not (await _run(tmp_path, files)).results[0].passed


_LOOKS = """
    import sys


    def test_no_name_of_an_answer_is_told(request):
        told = [*sys.argv, *sys.orig_argv, *request.config.invocation_params.args]
        assert not [each for each in told if ".gate-" in str(each)]
        for name in (request.config.option.xmlpath, "junit.xml"):
            open(name, "w").write('<testsuites><testcase name="a"/></testsuites>')


    def test_that_fails():
        assert False
"""


@pytest.mark.parametrize("more", [{}, _DOUBLED], ids=["in turn", "in forks"])
async def test_the_names_of_the_answer_are_kept_from_tests(
    tmp_path: Path, more: dict[str, str]
) -> None:
    tests, _ = (await _run(tmp_path, {**APP, **more, "tests/test_a.py": _LOOKS})).results
    assert [each.message.partition(":")[0] for each in tests.findings] == ["test_that_fails"]


async def test_a_test_without_end_is_ended(tmp_path: Path) -> None:
    loop = "import os\n\n\ndef test_a():\n    os.fork()\n    while True:\n        pass\n"
    outcome = await _run(tmp_path, {**APP, "tests/test_a.py": loop}, timeout_seconds=3.0)
    assert outcome.results[0].findings[0].rule == "tests.out-of-time"
    assert not outcome.final


async def test_a_hundred_megabytes_of_output_are_bounded(tmp_path: Path) -> None:
    loud = """
        import sys


        def test_a():
            for _ in range(100):
                sys.__stdout__.write("x" * 1_000_000)
            assert False, "y" * 5_000_000
    """
    tests, _ = (await _run(tmp_path, {**APP, "tests/test_a.py": loud})).results
    assert not tests.passed
    assert len(tests.model_dump_json()) < 20_000


async def test_control_characters_in_a_failure_can_be_shown(tmp_path: Path) -> None:
    odd = "def test_a():\n    assert False, '\\x1b[2J\\x00\\ud800 end'\n"
    tests, _ = (await _run(tmp_path, {**APP, "tests/test_a.py": odd})).results
    assert not tests.passed
    assert tests.model_validate_json(tests.model_dump_json()) == tests


async def test_async_and_threaded_code_is_measured(tmp_path: Path) -> None:
    files = clean_tree()
    files["app/late.py"] = """
        import asyncio
        import threading


        async def later():
            await asyncio.sleep(0)
            return 1


        def aside(found):
            found.append(1)


        def start(found):
            thread = threading.Thread(target=aside, args=(found,))
            thread.start()
            thread.join()
    """
    files["tests/test_late.py"] = """
        import asyncio

        from app.late import later, start


        def test_late():
            assert asyncio.run(later()) == 1
            found = []
            start(found)
            assert found
    """
    tests, coverage = (await _run(tmp_path, files, minimum=100)).results
    assert tests.passed, tests.findings
    assert coverage.passed, coverage.findings
