"""Acceptance criteria of features in EARS form; pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from activities.design.fitting.promising import Labels
from activities.design.wording import with_article
from activities.specification.kiro.markdown import text
from models.features import Feature
from models.specification import DataModel


def of_feature(feature: Feature, model: DataModel) -> list[str]:
    """Return what a feature means."""
    templates = _templates()[feature.kind.value]
    if feature.entity is None:
        return list(templates)
    labels = Labels(feature, model)
    words = {role: text(labels[role]) for role in feature.fields}
    words |= {"many": text(labels.many), "one": text(labels.one)}
    words["a_one"] = with_article(words["one"])
    return [template.format_map(words) for template in templates]


@cache
def _templates() -> Mapping[str, list[str]]:
    path = Path(__file__).with_suffix(".toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
