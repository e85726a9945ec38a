"""Secrets are found by their format or their randomness; names, hashes and placeholders are not."""

from pathlib import Path

import pytest

from activities.quality.gates.secrets import entropy, find_secrets, looks_random
from activities.quality.gates.tree import SourceTree

RANDOM = "q8Zr" + "T5vLw2XnB7yK9mPd"
"""Put together, so that no scanner takes this file for a leak."""


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "private-key"),
        ("-----BEGIN " + "PRIVATE KEY-----", "private-key"),
        ("id = AKIA" + "A" * 16, "aws-key"),
        ("ghp_" + "a1B2" * 9, "github-token"),
        *(("gh" + kind + "_" + "a1B2" * 9, "github-token") for kind in "ousr"),
        ("github_pat_" + "a1B2" * 10, "github-token"),
        ("key: ASIA" + "A" * 16, "aws-key"),
        ("key: ABIA" + "A" * 16, "aws-key"),
        ("glpat-" + "a1B2c3D4" * 3, "gitlab-token"),
        ("xoxb-" + "1234567890-abc", "slack-token"),
        ("sk_live_" + "a1B2" * 6, "stripe-key"),
        ("AIza" + "a" * 35, "google-key"),
        ("sk-" + "a1B2" * 10, "openai-key"),
        ("https://hooks.slack.com/" + "services/T0/B0/" + "a1B2" * 5, "slack-hook"),
        ("rk_test_" + "a1B2" * 6, "stripe-key"),
        ("sk-ant-" + "a1-B2" * 5, "anthropic-key"),
        ("SG." + "a1B2" * 5 + "." + "a1B2" * 5, "sendgrid-key"),
        ("SK" + "0a1b" * 8, "twilio-key"),
        ("pypi-" + "AgE" + "a1B2" * 12, "pypi-token"),
        ("12345678:" + "AA" + "a1B" * 11, "telegram-token"),
        ("npm_" + "a1B2c3" * 6, "npm-token"),
        ("eyJ" + "hbGciOiJI.eyJ" + "zdWIiOiIx.abcdefghijkl", "signed-token"),
        ("postgresql://me:" + "hunter2x@db/app", "password-in-address"),
        (f"password = '{RANDOM}'", "random-value"),
        (f'"api_key": "{RANDOM}"', "random-value"),
        (f"SECRET_TOKEN={RANDOM}", "random-value"),
        *((f"my.{word}x := {RANDOM}", "random-value") for word in ("PassWD", "pwd", "Credential")),
        *((f"{kind}-key => {RANDOM}", "random-value") for kind in ("api", "ACCESS", "Private")),
        ("\N{KELVIN SIGN}".join(("api", f"ey={RANDOM}")), "random-value"),
    ],
)
def test_a_secret_is_found_and_not_repeated(tmp_path: Path, line: str, rule: str) -> None:
    (tmp_path / "settings.txt").write_text(f"first\n{line}\n")
    (finding,) = find_secrets(SourceTree.read(tmp_path))
    assert (finding.rule, finding.line) == (f"secrets.{rule}", 2)
    assert line not in finding.model_dump_json()


@pytest.mark.parametrize(
    "line",
    [
        "password = os.environ['PASSWORD']",
        "csrf_token = request.cookies.get(COOKIE_NAME)",
        'token: str = "csrf_token_of_the_form"',
        "SECRET_KEY=your-secret-key-goes-here-42",
        "fastapi==1.0 --hash=sha256:" + "0123456789abcdef" * 4,
        'password_label = "New password (at least 12)"',
        "https://example.org/a/b?c=d",
        "http://user:{password}@host",
        "secret = secrets.token_urlsafe(32)",
        "token = make_token_for_session_number_1(application)",
        '<input type="hidden" name="csrf_token" value="{{ csrf_token }}">',
        "",
    ],
)
def test_what_is_no_secret_is_left_alone(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.py").write_text(line + "\n")
    assert find_secrets(SourceTree.read(tmp_path)) == []


def test_binary_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\0" + b"AKIA" + b"A" * 16)
    assert find_secrets(SourceTree.read(tmp_path)) == []


def test_a_very_long_line_costs_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("token=" * 300_000)
    assert find_secrets(SourceTree.read(tmp_path)) == []


def test_randomness() -> None:
    assert entropy("") == 0
    assert entropy("aaaa") == 0
    assert entropy("abcd") == 2
    assert looks_random(RANDOM)
    assert not looks_random("request.form.token")
