"""Slugs: always a DNS label, never one that means something else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.records.slugs import RESERVED, slug_of

LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("My Reading List", "my-reading-list"),
        ("Größe & Café", "grosse-cafe"),
        ("!!!", "app"),
        ("", "app"),
        ("WWW", "app-www"),
        ("api", "app-api"),
        ("localhost", "app-localhost"),
        ("2024", "app-2024"),
        ("xn--80ak6aa92e", "xn-80ak6aa92e"),
        ("a" * 100, "a" * 40),
    ],
)
def test_titles_become_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(title=st.text(max_size=200))
def test_any_title_becomes_a_label(title: str) -> None:
    slug = slug_of(title)
    assert LABEL.fullmatch(slug)
    assert slug not in RESERVED
    assert "--" not in slug
    assert not slug.isdigit()
