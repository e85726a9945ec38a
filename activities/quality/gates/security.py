"""The security gate: our rules, straight at semgrep's core; the slow ways are the fallback."""

import asyncio
import json
import shutil
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from activities.containers.memory import MemoryMeter
from activities.quality.analysers import Analysers
from activities.quality.commands import Ended, minimal_environment, run
from activities.quality.gates.semgrep_answer import parse_semgrep
from activities.quality.gates.tree import SourceFile, SourceTree
from activities.quality.gates.witness import Witness
from models.errors import QualityError
from models.quality import QualityFinding

ANALYSER_BY_SUFFIX = {
    ".py": "python",
    ".pyi": "python",
    ".pyw": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".html": "generic",
    ".htm": "generic",
    ".jinja": "generic",
    ".jinja2": "generic",
    ".j2": "generic",
    ".svg": "generic",
}
_DOCKERFILES = ("dockerfile", "containerfile")
_FAST_SECONDS = 120.0
_SLOW_SECONDS = 300.0
_MEMORY_MB = 6144
_CORE_MEMORY_MB = 1500
_RULE_SECONDS = 10


class Way(StrEnum):
    """The ways to run semgrep, the fastest first; all give the same findings."""

    CORE = "core"
    EXPERIMENTAL = "experimental"
    STANDARD = "standard"


def analyser_of(file: SourceFile) -> str | None:
    """Return which of the core's analysers reads the file; None when no rule is about it."""
    name = file.path.rpartition("/")[2].lower()
    if name.startswith(_DOCKERFILES) or name.endswith(".dockerfile"):
        return "generic"
    return ANALYSER_BY_SUFFIX.get(file.suffix)


def scannable(tree: SourceTree) -> list[SourceFile]:
    """Return the files that some rule is about."""
    return [file for file in tree.files if analyser_of(file) is not None]


def targets(files: Sequence[SourceFile]) -> str:
    """Return the targets file for the core: which file is read by which analyser."""
    listed = [
        [
            "CodeTarget",
            {
                "path": {"fpath": file.path, "ppath": f"/{file.path}"},
                "analyzer": analyser,
                "products": ["sast"],
            },
        ]
        for file in files
        if (analyser := analyser_of(file)) is not None
    ]
    return json.dumps(["Targets", listed])


async def scan(
    analysers: Analysers,
    rules: Path,
    tree: SourceTree,
    home: Path,
    ways: Sequence[Way] = tuple(Way),
    *,
    files: Sequence[SourceFile] | None = None,
    meter: MemoryMeter | None = None,
) -> list[QualityFinding]:
    """Scan the tree, trying each way until one answers; each file is judged by itself.

    Inline ``nosemgrep`` comments and ignore files of the tree have no effect.

    Args:
        analysers: Where semgrep is.
        rules: The merged rule file.
        tree: The tree to scan.
        home: An empty folder that the analyser may use.
        ways: Which ways may be tried, in this order.
        files: Those to scan of the tree; all when not given.
        meter: Watches what that takes.

    Raises:
        QualityError: No way gave an answer.
    """
    files = scannable(tree) if files is None else files
    if not files:
        return []
    witness = Witness()
    proving = await asyncio.to_thread(_proving, rules, home, witness)
    broken = QualityError("No way to scan was given.")
    for way in ways:
        try:
            target = home / f"copy-{way}"
            copy = await asyncio.to_thread(_plain_copy, tree, files, target, witness)
            ended = await _run(way, analysers, proving, copy, files, home, meter)
            found = parse_semgrep(ended.output)
        except QualityError as problem:
            broken = problem
        else:
            return await asyncio.to_thread(witness.judged, tree, filter(_is_python, files), found)
    raise broken


async def _run(
    way: Way,
    analysers: Analysers,
    rules: Path,
    folder: Path,
    files: Sequence[SourceFile],
    home: Path,
    meter: MemoryMeter | None,
) -> Ended:
    if way is Way.CORE:
        listing = home / "targets.json"
        listing.write_text(targets(files), "utf-8")
        command = _core_command(analysers, rules, listing)
    else:
        command = _slow_command(way, analysers, rules)
    settings = {"SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}
    settings["SEMGREP_SETTINGS_FILE"] = str(home / "semgrep-settings.yml")
    # The command finds its own core and Python beside itself.
    settings["PATH"] = f"{analysers.semgrep.parent}:/usr/local/bin:/usr/bin:/bin"
    ended = await run(
        command,
        folder=folder,
        environment=minimal_environment(home, settings),
        timeout_seconds=_FAST_SECONDS if way is Way.CORE else _SLOW_SECONDS,
        memory_mb=_MEMORY_MB,
        meter=meter,
    )
    if ended.exit_code not in (0, 1):
        log = ended.complaints[-2000:]
        raise QualityError(f"semgrep ({way}) broke.", exit_code=ended.exit_code, log=log)
    return ended


def _core_command(analysers: Analysers, rules: Path, listing: Path) -> list[str]:
    return [
        str(analysers.semgrep_core),
        *("-rules", str(rules), "-targets", str(listing), "-json_nodots", "-j", "1"),
        *("-timeout", str(_RULE_SECONDS), "-timeout_threshold", "3"),
        *("-max_memory", str(_CORE_MEMORY_MB)),
    ]


def _slow_command(way: Way, analysers: Analysers, rules: Path) -> list[str]:
    # The experimental mode takes no word "scan".
    mode = "--experimental" if way is Way.EXPERIMENTAL else "scan"
    return [
        str(analysers.semgrep),
        mode,
        *("--config", str(rules), "--json", "--quiet", "--metrics", "off"),
        *("--disable-version-check", "--disable-nosem", "--no-git-ignore"),
        *("--max-target-bytes", "0", "--timeout", str(_RULE_SECONDS), "-j", "1", "."),
    ]


def _proving(rules: Path, home: Path, witness: Witness) -> Path:
    proving = home / "rules.yaml"
    proving.write_text(rules.read_text("utf-8") + witness.rule, "utf-8")
    return proving


def _plain_copy(
    tree: SourceTree, files: Sequence[SourceFile], folder: Path, witness: Witness
) -> Path:
    """Copy the targets to where our ignore file holds; theirs and the default would hide files."""
    shutil.rmtree(folder, ignore_errors=True)
    for file in files:
        copy = folder / file.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = tree.content(file)
        copy.write_bytes(witness.added(content) if _is_python(file) else content)
    (folder / ".semgrepignore").write_text("# nothing is ignored\n", "utf-8")
    return folder


def _is_python(file: SourceFile) -> bool:
    return analyser_of(file) == "python"
