"""Lines of applications as they are shown: level, moment, no secrets."""

import pytest

from activities.application_logs.reading import LONGEST_LINE, collected, level_of
from activities.containers.port import InstanceLine
from activities.containers.stamps import NEVER, lines_after
from models.jobs import LogLevel
from tests import samples


def line(text: str, second: int = 1) -> InstanceLine:
    return InstanceLine(stamp=f"2026-11-26T12:00:{second:02}.000000001Z", text=text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2026-11-26 12:00:00,123 ERROR database: locked", LogLevel.ERROR),
        ("WARNING: something", LogLevel.WARNING),
        ('{"level": "debug", "event": "x"}', LogLevel.DEBUG),
        ("[CRITICAL] out of memory", LogLevel.ERROR),
        ("Traceback (most recent call last):", LogLevel.ERROR),
        ("GET /errors 200", LogLevel.INFO),
        ("a terror of warnings", LogLevel.INFO),
        ("x" * 200 + " ERROR", LogLevel.INFO),
    ],
)
def test_the_level_is_the_one_that_a_line_names(text: str, level: LogLevel) -> None:
    assert level_of(text, LogLevel.INFO) is level


def test_an_indented_line_has_the_level_of_the_one_before() -> None:
    texts = ["Traceback (most recent call last):", '  File "app.py", line 1', "INFO went on"]
    found = collected([line(text, n) for n, text in enumerate(texts)], "i", 1, samples.NOW)
    assert [each.level for each in found] == [LogLevel.ERROR, LogLevel.ERROR, LogLevel.INFO]


def test_secrets_are_removed_also_when_they_go_over_several_lines() -> None:
    texts = [
        "password=hunter2 given",
        "-----BEGIN RSA PRIVATE KEY-----",
        "MIIEpAIBAAKCAQEA",
        "-----END RSA PRIVATE KEY-----",
        "after it",
    ]
    found = collected([line(text, n) for n, text in enumerate(texts)], "i", 1, samples.NOW)
    shown = " ".join(each.text for each in found)
    assert "hunter2" not in shown
    assert "MIIEpAIBAAKCAQEA" not in shown
    assert found[-1].text == "after it"
    assert found[-1].stamp == line("", 4).stamp


def test_a_long_line_is_cut_and_a_strange_one_is_made_harmless() -> None:
    long, strange = collected(
        [line("x" * 10_000), line("\u20631\u2063\x1b[31mred\x1b[0m", 2)], "i", 1, samples.NOW
    )
    assert len(long.text) == LONGEST_LINE + 1
    assert strange.text == "1red"


def test_lines_are_found_by_their_stamps_and_those_without_belong_to_the_one_before() -> None:
    first, second = (f"2026-11-26T12:00:0{n}.000000000Z" for n in (1, 2))
    text = f"no stamp\n{first} one\nmore of one\n{second} two\n"
    assert [each.text for each in lines_after(text, "")] == [
        "no stamp",
        "one",
        "more of one",
        "two",
    ]
    assert [each.text for each in lines_after(text, first)] == ["two"]
    assert next(lines_after(text, "")).stamp == NEVER
