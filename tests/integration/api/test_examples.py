"""The examples that people are shown work as they stand when they are pasted."""

import asyncio
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from docs.generate import FOLDER
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration
ADDRESS = "http://127.0.0.1:8700"


def example(page: Path, language: str, beginning: str) -> str:
    """Return the block of a page that begins so."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.S | re.M)
    (found,) = [block for block in blocks if block.startswith(beginning)]
    assert ADDRESS in found
    return found


async def pasted(command: str, text: str, **environment: str) -> str:
    """Return what came of it."""
    process = await asyncio.create_subprocess_exec(
        command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **environment},
    )
    async with asyncio.timeout(60):
        output, _ = await process.communicate(text.encode())
    return output.decode()


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
async def test_the_readmes_example_over_rest(api: Api, tmp_path: Path) -> None:
    api.engine.questions = (samples.question("fields.chore"),)
    block = example(FOLDER.parent / "README.md", "sh", "TOKEN=")
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\necho {api.token()}\n")
    uv.chmod(0o755)

    told = await pasted(
        "bash",
        block.replace(ADDRESS, api.url),
        PATH=f"{tmp_path}:{os.environ['PATH']}",
    )

    assert '"code"' not in told, told
    assert "Which of these matter?" in told
    assert "It keeps books." in told
    assert '"kind":"done"' in told, told


async def test_the_example_in_python(api: Api) -> None:
    api.engine.questions = (samples.question(),)
    block = example(FOLDER / "api.md", "python", "import asyncio")
    there = os.pathsep.join([str(FOLDER.parent), os.environ.get("PYTHONPATH", "")])

    told = await pasted(
        sys.executable,
        block.replace(ADDRESS, api.url),
        TOKEN=api.token(),
        PYTHONPATH=there,
    )

    assert "It keeps books." in told, told
    assert " is running: " in told, told
