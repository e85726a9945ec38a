"""Where a path leads, seen from a work tree."""

import re
from enum import StrEnum
from pathlib import Path

_SECRET = re.compile(
    r"(?:^|/)(?:\.env(?:\.(?!example$|sample$|template$)[^/]*)?|\.netrc|\.npmrc|\.pypirc|\.git-credentials|"
    r"id_(?:rsa|dsa|ecdsa|ed25519)|[^/]*\.(?:pem|key|p12|pfx|kdbx)|credentials(?:\.json)?|"
    r"\.ssh|\.aws|\.gnupg|\.docker|\.kube)(?:/|$)|^/proc/[^/]*/(?:environ|mem|fd)",
    re.IGNORECASE,
)
_OWN_KIRO = re.compile(r"^\.kiro/specs/")
_HARMLESS = frozenset({"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/stdin", "/dev/tty"})


class Place(StrEnum):
    """What kind of place a path names."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    SECRET = "secret"  # noqa: S105 - a kind of place
    GUARDED = "guarded"
    """In the work tree, but it steers git or the agent itself: to be read alone."""
    HARMLESS = "harmless"


class Tree:
    """A work tree, with links and ``..`` resolved."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def place(self, path: str, directory: Path | None = None) -> Place:
        """Say where a path leads that is meant from the directory, or from the root."""
        if path in _HARMLESS:
            return Place.HARMLESS
        if path.startswith("~") or "\0" in path:
            return Place.SECRET if _SECRET.search(path) else Place.OUTSIDE
        if _SECRET.search(path):
            return Place.SECRET
        target = self._resolved(path, directory)
        if target is None or not target.is_relative_to(self.root):
            return Place.OUTSIDE
        inside = target.relative_to(self.root).as_posix()
        if _SECRET.search(inside):
            return Place.SECRET
        return Place.GUARDED if _is_guarded(inside) else Place.INSIDE

    def directory(self, path: str, before: Path) -> Path | None:
        """Return the folder that a change of directory leads to; None when it is elsewhere."""
        target = self._resolved(path, before)
        return target if target is not None and target.is_relative_to(self.root) else None

    def _resolved(self, path: str, directory: Path | None) -> Path | None:
        target = (directory or self.root) / path
        try:
            # Most words of a command are no more than names, and one look at them is enough.
            if target.name == path != ".." and not target.is_symlink():
                return target
            return target.resolve()
        except (OSError, RuntimeError, ValueError):  # a circle of links, or far too long
            return None


def _is_guarded(inside: str) -> bool:
    first = inside.partition("/")[0]
    return first == ".git" or (first == ".kiro" and not _OWN_KIRO.match(inside))
