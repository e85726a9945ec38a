"""What nearly always belongs together, by the names of things; read once in a process."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def usual_links() -> frozenset[tuple[str, str]]:
    """Return pairs of names: each of the first is of one of the second."""
    raw = files(__package__).joinpath("usual_links.toml").read_text(encoding="utf-8")
    return frozenset(
        (source, target)
        for target, sources in tomllib.loads(raw).items()
        for source in sources.split()
    )
