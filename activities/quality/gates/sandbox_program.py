"""Runs an application's tests under coverage; given to the sandbox as text.

Usage: ``python -I -B -c TEXT RESULT JUNIT [MODULE …]``: the first two are names of files to write,
the others the test modules to run, all of them if none is named. Isolated mode keeps modules of the
tree from taking the place of those that measure it; the names are taken out of what tests are
likely to look at.

The tests are collected once, then the process is forked, and each fork takes one module after the
other, the largest first, so that all of them have work to the end. Only a run in which every test
passed counts: after any other the tests run again, one after the other and with all that pytest
can say about a failed assertion, and that run is the answer.
"""

import gc
import json
import os
import selectors
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import coverage
    import pytest

FORKS = 2
"""As many processors as the sandbox has."""
PLACE = 2
"""Bytes that say which module is next."""
MOST_MODULES = 2_000
"""As many as certainly fit into a pipe; beyond that the tests run in turn."""
LEAST_TESTS = 40
"""Fewer are through before a fork pays."""
IN_TURN = "in-turn"
UNCOUNTED = ["tests/*", "test/*", "*.html"]
"""What nobody asks for costs time all the same: lines of tests, and of pages that became code."""
Lines = dict[str, set[int]]
Answer = Callable[[Lines, Lines, Path, int], None]
"""Writes both files: the lines run here and elsewhere, pytest's own report, its exit code."""


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


class _Forks:
    """Runs the tests in forks of this process, which sends on what they report."""

    def __init__(self, measured: "coverage.Coverage") -> None:
        self._measured = measured
        self.lines: Lines = {}
        """What the forks have run."""
        self.unheard = 0
        """Forks that did not tell how they ended."""
        self.untold: set[str] = set()
        """Tests that nobody told of."""

    def pytest_runtestloop(self, session: "pytest.Session") -> bool | None:
        if len(session.items) < LEAST_TESTS or session.testsfailed:
            return None
        sys.stdout.flush()
        self.untold = {item.nodeid for item in session.items}
        modules = _modules(session.items)
        waiting, write = os.pipe()
        os.write(write, b"".join(n.to_bytes(PLACE, "big") for n in range(len(modules))))
        os.close(write)
        pipes = []
        for _ in range(FORKS):
            read, write = os.pipe()
            if os.fork() == 0:
                os.close(read)
                self._run(session, _taken(modules, waiting), write)
            os.close(write)
            pipes.append(read)
        os.close(waiting)
        self._listen(session, pipes)
        return True

    def _run(self, session: "pytest.Session", items: "Iterator[pytest.Item]", pipe: int) -> None:
        """Run what it gets in a fork, which ends with it."""
        config, plugins = session.config, session.config.pluginmanager
        for plugin in list(plugins.get_plugins()):
            if type(plugin).__name__ in ("TerminalReporter", "LogXML"):
                plugins.unregister(plugin)
        # Else forks meet in folders that they take for their own. Should pytest ever call this by
        # another name, tests that mind fail, and run again in turn.
        config._tmp_path_factory._given_basetemp = _folder()  # type: ignore[attr-defined]
        with open(pipe, "w", encoding="utf-8") as told:
            plugins.register(_Teller(config, told))
            item = next(items, None)
            while item is not None:
                after = next(items, None)  # what both need stays set up
                config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                item = after
            self._measured.stop()
            lines = {name: sorted(found) for name, found in _lines(self._measured).items()}
            print(json.dumps({"lines": lines}), file=told)
        os._exit(0)

    def _listen(self, session: "pytest.Session", pipes: list[int]) -> None:
        """Report what the forks tell."""
        self.unheard = len(pipes)
        heard = dict.fromkeys(pipes, b"")
        with selectors.DefaultSelector() as selector:
            for pipe in pipes:
                selector.register(pipe, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select():
                    some = os.read(key.fd, 1 << 16)
                    if not some:
                        selector.unregister(key.fd)
                        os.close(key.fd)
                    *whole, heard[key.fd] = (heard[key.fd] + some).split(b"\n")
                    for line in whole:
                        self._take(session, json.loads(line))
        for _ in pipes:
            os.wait()

    def _take(self, session: "pytest.Session", told: dict[str, Any]) -> None:
        if "lines" in told:
            self.unheard -= 1
            for name, lines in told["lines"].items():
                self.lines.setdefault(name, set()).update(lines)
            return
        hook = session.config.hook
        report = hook.pytest_report_from_serializable(config=session.config, data=told)
        hook.pytest_runtest_logreport(report=report)
        self.untold.discard(report.nodeid)


class _Teller:
    """Tells the process that was forked how each test went."""

    def __init__(self, config: "pytest.Config", pipe: Any) -> None:
        self._config = config
        self._pipe = pipe

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        told = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        print(json.dumps(told), file=self._pipe)


def _folder() -> Path:
    # Short, since unix sockets that tests make in it have paths of at most 107 characters.
    return Path(tempfile.mkdtemp(prefix="t"))


def _modules(items: "list[pytest.Item]") -> "list[list[pytest.Item]]":
    """Return the tests by module, so that what a module sets up is set up once."""
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    # The length of a source says more of the time that it takes than how often it is repeated.
    return [modules[path] for path in sorted(modules, key=_size, reverse=True)[:MOST_MODULES]]


def _size(path: Path) -> int:
    return path.stat().st_size


def _taken(modules: "list[list[pytest.Item]]", waiting: int) -> "Iterator[pytest.Item]":
    """Give the tests of the next module that nobody has taken, again and again."""
    while place := os.read(waiting, PLACE):
        yield from modules[int.from_bytes(place, "big")]


def _taken_arguments() -> tuple[list[str], Answer, Callable[[], None]]:
    """Return the modules, what writes the answer, and what begins anew to run them in turn.

    The two alone know the names of the files, which no test shall write.
    """
    command = [*sys.orig_argv, IN_TURN]
    result, junit, *modules = sys.argv[1:]
    del sys.argv[1:], sys.orig_argv[1:]

    def answer(here: Lines, elsewhere: Lines, report: Path, code: int) -> None:
        if report.exists():  # else pytest didn't get that far, which is told by what is missing
            shutil.copyfile(report, junit)
        _write(here, elsewhere, result, code)

    def again() -> None:
        os.execv(sys.executable, command)  # noqa: S606 - this very command

    return modules, answer, again


def _main() -> int:
    gc.disable()
    modules, answer, again = _taken_arguments()
    in_turn = IN_TURN in modules
    if sys.version_info >= (3, 12):
        os.environ["COVERAGE_CORE"] = "sysmon"
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import coverage
    import pytest

    sys.path.insert(0, os.getcwd())
    # No configuration file is read: what the tree excludes is counted all the same.
    measured = coverage.Coverage(
        data_file=None, config_file=False, source=[os.getcwd()], omit=UNCOUNTED
    )
    forks = None if in_turn or len(os.sched_getaffinity(0)) < FORKS else _Forks(measured)
    report = _folder() / "report.xml"
    measured.start()
    options = ["-q", "--color=no", "--tb=short", "-p", "no:cacheprovider"]
    options.append(f"--basetemp={_folder()}")
    options += ["-o", "addopts=", f"--junitxml={report}"]
    options += ["--assert=plain"] if forks else []
    options += [module for module in modules if module != IN_TURN]
    code = int(pytest.main(options, plugins=[_Shortcuts(), *([forks] if forks else [])]))
    measured.stop()
    if forks and (code or forks.unheard or forks.untold):
        again()
    answer(_lines(measured), forks.lines if forks else {}, report, code)
    return code


def _lines(measured: "coverage.Coverage") -> Lines:
    data = measured.get_data()
    return {name: set(data.lines(name) or ()) for name in data.measured_files()}


def _write(here: Lines, elsewhere: Lines, result: str, code: int) -> None:
    root = os.path.realpath(os.getcwd())
    files = {}
    for name in here.keys() | elsewhere.keys():
        path = os.path.relpath(os.path.realpath(name), root).replace(os.sep, "/")
        lines = here.get(name, set()) | elsewhere.get(name, set())
        files[path] = {"executed_lines": sorted(lines)}
    with open(result, "w", encoding="utf-8") as opened:
        json.dump({"exit_code": code, "files": files}, opened)


if __name__ == "__main__":
    # Threads that tests left behind must not keep the sandbox busy.
    code = _main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
