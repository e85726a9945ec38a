"""Runs an application's tests under coverage in one interpreter; given to the sandbox as text.

Usage: ``python -I -B -c TEXT RESULT JUNIT``: both are file names in the working directory. Isolated
mode keeps modules of the tree from taking the place of those that measure it.
"""

import gc
import json
import os
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


class _Shortcuts:
    """Spares the run what has nothing to do with the tests, a fifth of it otherwise."""

    def pytest_cmdline_parse(self, pluginmanager: "pytest.PytestPluginManager") -> None:
        # Plugins that pytest itself finds are compiled anew, with the libraries they come from.
        pluginmanager.set_blocked("pytest_cov")
        pluginmanager.load_setuptools_entrypoints("pytest11")

    def pytest_collection_finish(self) -> None:
        # What was imported stays; the search for garbage need not go through it again and again.
        gc.freeze()
        gc.enable()


def _main() -> int:
    gc.disable()
    result, junit = sys.argv[1:3]
    del sys.argv[1:]
    if sys.version_info >= (3, 12):
        os.environ["COVERAGE_CORE"] = "sysmon"
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import coverage
    import pytest

    sys.path.insert(0, os.getcwd())
    # No configuration file is read: what the tree excludes is counted all the same.
    measured = coverage.Coverage(data_file=None, config_file=False, source=[os.getcwd()])
    measured.start()
    options = ["-q", "--color=no", "--tb=short", "-p", "no:cacheprovider"]
    # Short, since unix sockets that tests make in it have paths of at most 107 characters.
    options.append(f"--basetemp={tempfile.mkdtemp(prefix='t')}")
    options += ["-o", "addopts=", f"--junitxml={junit}"]
    code = int(pytest.main(options, plugins=[_Shortcuts()]))
    measured.stop()
    _write(measured.get_data(), result, code)
    return code


def _write(data: object, result: str, code: int) -> None:
    root = os.path.realpath(os.getcwd())
    files = {}
    for name in data.measured_files():  # type: ignore[attr-defined]
        path = os.path.relpath(os.path.realpath(name), root).replace(os.sep, "/")
        lines = data.lines(name) or []  # type: ignore[attr-defined]
        files[path] = {"executed_lines": sorted(lines)}
    with open(result, "w", encoding="utf-8") as opened:
        json.dump({"exit_code": code, "files": files}, opened)


if __name__ == "__main__":
    # Threads that tests left behind must not keep the sandbox busy.
    code = _main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
