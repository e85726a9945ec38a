"""Taking a shell command apart: its simple commands, where they write, what can't be known."""

import re
import shlex
from dataclasses import dataclass, field

_SEPARATORS = frozenset({";", "&&", "||", "|", "&", "|&", ";;", "(", ")", "\n", "((", "))"})
_REDIRECTION = re.compile(r"^[<>&|]*[<>][<>&|]*$")
_KEYWORDS = frozenset({"if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time"})
_CLOSING = frozenset({"fi", "done", "}", "esac"})
_ASSIGNMENT = re.compile(r"^[A-Za-z_]\w*\+?=")
_HIDDEN = re.compile(r"`|\$\(|[<>]\(|<<|\$'|\$\{[^}]*[^A-Za-z0-9_}]")
_SINGLE_QUOTED = re.compile(r"'[^']*'")
_LONGEST = 20_000


@dataclass(slots=True)
class Simple:
    """One simple command, without its redirections."""

    words: list[str] = field(default_factory=list)
    assigned: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    """Files that it is redirected from or to."""


@dataclass(frozen=True, slots=True)
class Script:
    """A command line in parts."""

    parts: tuple[Simple, ...]
    clear: bool
    """Whether the parts are all that it does; a substitution, for one, hides a command."""


def take_apart(command: str) -> Script:
    """Split a command line into simple commands."""
    if len(command) > _LONGEST:
        return Script((), clear=False)
    hidden = _HIDDEN.search(_SINGLE_QUOTED.sub("''", command)) is not None
    # What is hidden is looked at as well, as far as it can be read, so that it can be refused.
    readable = re.sub(r"`|\$\(|[<>]\(", " ( ", command) if hidden else command
    try:
        tokens = _tokens(readable)
    except ValueError:
        return Script(tuple(_roughly(command)), clear=False)
    parts = _parts(tokens)
    if hidden:
        parts += _roughly(command)
    return Script(tuple(part for part in parts if part != Simple()), clear=not hidden)


def _tokens(command: str) -> list[str]:
    lexer = shlex.shlex(command, posix=True, punctuation_chars=";()<>|&\n")
    lexer.whitespace = " \t\r"
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def _parts(tokens: list[str]) -> list[Simple]:
    parts, current = [], Simple()
    waiting = iter(tokens)
    for token in waiting:
        if set(token) <= set(";()|&\n") or token in _SEPARATORS:
            parts.append(current)
            current = Simple()
        elif _REDIRECTION.match(token):
            if current.words and current.words[-1].isdigit() and not token.startswith("&"):
                current.words.pop()
            target = next(waiting, "")
            if not (token.endswith("&") and (target.isdigit() or target == "-")):
                current.targets.append(target)
        elif not current.words and token in _KEYWORDS | _CLOSING:
            continue
        elif not current.words and _ASSIGNMENT.match(token):
            current.assigned.append(token)
        else:
            current.words.append(token)
    return [*parts, current]


def _roughly(command: str) -> list[Simple]:
    """Return the words between anything that may separate commands, quotes or not."""
    pieces = re.split(r"[;&|()`\n\"'<>]|\$\(", command)
    return [Simple(words=piece.split()) for piece in pieces if piece.split()]
