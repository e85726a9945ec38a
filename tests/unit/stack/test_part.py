"""A part runs with its own arguments; what it loaded is never looked through for garbage."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from stack.part import PARTS

PROGRAM = """
import gc, sys
from pathlib import Path
from stack import part

Path("told.py").write_text(
    "import gc, sys\\nloading = gc.isenabled()\\n"
    "def main(): print(loading, gc.isenabled(), gc.get_freeze_count() > 1000, *sys.argv[1:])"
)
sys.path.insert(0, "")
part.PARTS["told"] = "told"
sys.argv = ["part", "told", "build", "quality"]
part.main()
"""


def test_garbage_is_collected_again_once_a_part_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path_factory.mktemp("part"),
    )
    assert done.stdout.split() == ["False", "True", "True", "build", "quality"]


@pytest.mark.parametrize("module", PARTS.values())
def test_every_part_is_there(module: str) -> None:
    assert find_spec(module) is not None
