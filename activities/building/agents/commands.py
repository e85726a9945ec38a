"""Judging shell commands: what belongs to ordinary development, what never, and what is open."""

import re
import tomllib
from collections.abc import Iterable
from enum import IntEnum
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from activities.building.agents.places import Place, Tree
from activities.building.agents.shell import Simple, take_apart

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_name("commands.toml").read_text()).items()
}
_SECRET_NAME = re.compile(r"\$\{?\w*(?:KEY|TOKEN|SECRET|PASSW|CREDENTIAL)", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)")
_ADDRESS = re.compile(r"\b(?:https?|ftp|ssh|git|wss?)://|^[\w.-]+@[\w.-]+:", re.IGNORECASE)
# Options may stand together behind one dash, and long ones may be cut short.
_SPLIT_STRING = re.compile(r"-(?!-)[A-Za-z0]*S|--s")
_SYSTEM_PROGRAMS = ("/bin/", "/usr/bin/", "/usr/local/bin/")
_DEEPEST = 4


class Verdict(IntEnum):
    """What policy says; the larger one counts where several are found."""

    ALLOW = 0
    ASK_OWNER = 1
    REFUSE = 2


class Judgement(NamedTuple):
    """A verdict and its reason, which completes the sentence ``… because``."""

    verdict: Verdict
    because: str


_FINE = Judgement(Verdict.ALLOW, "it belongs to ordinary development")
_NETWORK = Judgement(Verdict.REFUSE, "it uses the network")
_UNKNOWN_PLACE = Judgement(Verdict.ASK_OWNER, "a path in it is not known beforehand")
_UNCLEAR = Judgement(Verdict.ASK_OWNER, "it can't be told what it would do")


def judge_command(command: str, tree: Tree, depth: int = 0) -> Judgement:
    """Judge a whole command line by the worst of its parts."""
    script = take_apart(command)
    found = [_FINE]
    if not script.clear or depth > _DEEPEST or not script.parts:
        found.append(_UNCLEAR)
    found += [_UNKNOWN_PLACE] * _uses_unknown_variables(script.parts)
    directory = tree.root
    for part in script.parts:
        judgement, directory = _judge_part(part, tree, directory, depth)
        found.append(judgement)
    return max(found, key=lambda each: each.verdict)


def _uses_unknown_variables(parts: Iterable[Simple]) -> bool:
    """Say whether a variable is used that the command line itself doesn't set."""
    known: set[str] = set()
    for part in parts:
        used = {name for text in (*part.words, *part.targets) for name in _VARIABLE.findall(text)}
        if used - known:
            return True
        known.update(re.split(r"\+?=", text)[0] for text in part.assigned)
        if part.words[:1] == ["for"]:
            known.update(part.words[1:2])
    return False


def _judge_part(part: Simple, tree: Tree, directory: Path, depth: int) -> tuple[Judgement, Path]:
    values = (text.partition("=")[2] for text in part.assigned)
    targets = [*part.targets, *(value for value in values if value)]
    found = [_FINE, *(_judge_target(target, tree, directory) for target in targets)]
    words = part.words
    if any(_SECRET_NAME.search(word) for word in (*words, *part.assigned)):
        found.append(Judgement(Verdict.REFUSE, "it uses a secret"))
    if words and words[0] == "cd":
        wanted = words[1] if len(words) > 1 else "~"
        target = tree.directory(wanted, directory)
        if target is None or wanted.startswith("~"):
            return Judgement(Verdict.REFUSE, "it leaves the work tree"), directory
        return max(found, key=lambda each: each.verdict), target
    if words:
        found.append(_judge_program(words, tree, directory, depth))
    return max(found, key=lambda each: each.verdict), directory


def _judge_program(words: list[str], tree: Tree, directory: Path, depth: int) -> Judgement:
    if depth > _DEEPEST:
        return _UNCLEAR
    program, arguments = words[0], words[1:]
    name = _name(program, tree, directory)
    if name in _WORDS["shells"]:
        return _judge_shell(arguments, tree, directory, depth)
    if name in _WORDS["wrappers"]:
        return _judge_wrapper(name, arguments, tree, directory, depth)
    verdict = _by_name(name, arguments)
    paths = _judge_arguments(name, arguments, tree, directory)
    return max(verdict, paths, key=lambda each: each.verdict)


def _name(program: str, tree: Tree, directory: Path) -> str:
    """Return the name to judge a program by; one of the tree is the agent's own code."""
    if "/" not in program:
        return program
    if program.startswith(_SYSTEM_PROGRAMS):
        return PurePosixPath(program).name
    return "python" if tree.place(program, directory) is Place.INSIDE else program


def _judge_shell(arguments: list[str], tree: Tree, directory: Path, depth: int) -> Judgement:
    for number, argument in enumerate(arguments):
        if argument.startswith("-") and "c" in argument and not argument.startswith("--"):
            inner = arguments[number + 1] if number + 1 < len(arguments) else ""
            return judge_command(inner, tree, depth + 1)
    return _judge_arguments("sh", arguments, tree, directory)


def _judge_wrapper(
    name: str, arguments: list[str], tree: Tree, directory: Path, depth: int
) -> Judgement:
    options = list(takewhile(_is_option, arguments))
    rest = arguments[len(options) :]
    found = [_FINE, *(_judge_option(option, tree, directory) for option in options)]
    hidden = name == "env" and any(map(_SPLIT_STRING.match, options))
    if hidden:
        found.append(_UNCLEAR)  # a whole command is in the option
    if rest or not hidden:
        found.append(_judge_wrapped(name, rest, tree, directory, depth))
    return max(found, key=lambda each: each.verdict)


def _is_option(word: str) -> bool:
    return word.startswith("-") or "=" in word or word[:1].isdigit()


def _judge_option(option: str, tree: Tree, directory: Path) -> Judgement:
    """Judge what an option, or an assignment, is given in the same word."""
    if _ADDRESS.search(option):
        return _NETWORK
    value = option.partition("=")[2]
    if not value and not option.startswith("--"):
        value = option[2:] if option.startswith("-") else option
    return _judge_target(value, tree, directory)


def _judge_wrapped(
    name: str, rest: list[str], tree: Tree, directory: Path, depth: int
) -> Judgement:
    if rest:
        return _judge_part(Simple(words=rest), tree, directory, depth + 1)[0]
    if name == "env":
        return Judgement(Verdict.REFUSE, "it shows the environment")
    return _FINE if name == "xargs" else Judgement(Verdict.ASK_OWNER, "it names no program")


def _by_name(name: str, arguments: list[str]) -> Judgement:
    plain = [word for word in arguments if not word.startswith("-")]
    first = plain[0] if plain else ""
    if name in _WORDS["network"] or name.startswith("git-") or any(map(_ADDRESS.search, arguments)):
        return _NETWORK
    if name in _WORDS["beyond"]:
        return Judgement(Verdict.REFUSE, "it goes beyond what an application needs")
    if name in {"export", "set"} and not plain:
        return Judgement(Verdict.REFUSE, "it shows the environment")
    if name == "git":
        return _judge_git(arguments, plain)
    as_module = name.startswith("python") and first in {"pip", "twine", "uv"}
    if as_module or name in _WORDS["packagers"]:
        return _judge_packager(name, plain)
    if name == "find" and any(
        word in {"-exec", "-execdir", "-ok", "-delete"} for word in arguments
    ):
        return Judgement(Verdict.ASK_OWNER, "it acts on whatever it finds")
    if name in _WORDS["ordinary"]:
        return _FINE
    return Judgement(Verdict.ASK_OWNER, "it is no usual tool")


def _judge_git(arguments: list[str], plain: list[str]) -> Judgement:
    # An option's value may stand before the action, so every word is looked at.
    if _WORDS["git_remote"].intersection(plain[:3]):
        return Judgement(Verdict.REFUSE, "it exchanges sources with other machines")
    if _WORDS["git_steering"].intersection(plain[:3]):
        return Judgement(Verdict.REFUSE, "it changes how git works")
    if {"-c", "--config-env", "--exec-path"}.intersection(arguments[:4]):
        return _UNCLEAR  # a setting may name a program to run
    return _FINE


def _judge_packager(name: str, plain: list[str]) -> Judgement:
    words = set(plain[:3])
    if words & _WORDS["publishing"]:
        return Judgement(Verdict.REFUSE, "it publishes, or signs in to do so")
    if name in {"npx", "uvx"} or words & _WORDS["installing"]:
        return Judgement(Verdict.ASK_OWNER, "it installs packages")
    return _FINE


def _judge_arguments(name: str, arguments: list[str], tree: Tree, directory: Path) -> Judgement:
    plain = [word for word in arguments if not word.startswith("-")]
    skipped = plain[:1] if name in _WORDS["pattern_first"] else []
    found = [_FINE]
    for argument in arguments:
        value = argument.partition("=")[2] if argument.startswith("-") else argument
        if value and argument not in skipped:
            found.append(_judge_target(value, tree, directory))
    return max(found, key=lambda each: each.verdict)


def _judge_target(path: str, tree: Tree, directory: Path) -> Judgement:
    if "$" in path and "/" in path:
        return _UNKNOWN_PLACE
    place = tree.place(path, directory) if path else Place.INSIDE
    if place is Place.OUTSIDE:
        return Judgement(Verdict.REFUSE, "it touches something outside of the work tree")
    if place is Place.SECRET:
        return Judgement(Verdict.REFUSE, "it touches secrets")
    if place is Place.GUARDED:
        return Judgement(Verdict.REFUSE, "it touches what steers git or the agent")
    return _FINE
