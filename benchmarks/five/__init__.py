"""A small application with five kinds of traffic, and its broken relatives."""

from pathlib import Path
from shutil import copytree, ignore_patterns

TREE = Path(__file__).parent / "tree"
BREAKS = ("crashes", "hangs", "fails", "wrong_port", "exhausts")
"""Ways to fail the gate."""


def written(folder: Path, name: str, behaviour: str = "fine") -> Path:
    """Write a source tree of the application; trees of other names are other versions."""
    tree = folder / name
    copytree(TREE, tree, ignore=ignore_patterns("__pycache__"))
    told = f'"""Version {name}."""\n\nBEHAVIOUR = "{behaviour}"\n'
    (tree / "app" / "behaviour.py").write_text(told)
    return tree
