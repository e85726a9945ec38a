"""Every text of the generated pages can be read: contrast of 4.5 or more, light and dark."""

import re

import pytest

from activities.building.scaffold.render import fixed_files

PAIRS = [
    ("ink", "ground"),
    ("ink", "raised"),
    ("ink", "sunk"),
    ("soft", "ground"),
    ("soft", "raised"),
    ("soft", "sunk"),
    ("accent", "ground"),
    ("accent", "raised"),
    ("accent", "accent-ground"),
    ("on-accent", "accent"),
    ("bad", "raised"),
    ("bad", "bad-ground"),
    ("raised", "bad"),
    ("good", "raised"),
    ("star", "raised"),
]
CONTROLS = [("edge", "raised"), ("edge", "ground"), ("bad", "raised")]


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of each scheme and accent by name."""
    light, _, rest = fixed_files()["app/static/app.css"].partition("@media (prefers-color-scheme")
    dark = rest.partition("/* Base */")[0]
    found = {}
    for scheme, css in (("light", light), ("dark", dark)):
        base = dict(_colours(css.partition("[data-accent")[0]))
        found[f"{scheme} indigo"] = base
        for name, block in re.findall(r'\[data-accent="(\w+)"\] \{(.*?)\}', css):
            found[f"{scheme} {name}"] = base | dict(_colours(block))
    return found


def _colours(css: str) -> list[tuple[str, str]]:
    return re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", palettes())
def test_texts_stand_out(name: str) -> None:
    colours = palettes()[name]
    weak = {p: contrast(colours[p[0]], colours[p[1]]) for p in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert all(contrast(colours[a], colours[b]) >= 3 for a, b in CONTROLS)


def test_all_accents_have_both_schemes() -> None:
    assert len(palettes()) == 14
