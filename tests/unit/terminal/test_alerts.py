"""What is printed of alerts as they come and go."""

import io

import pytest
from rich.console import Console

from models.alerts import AlertChange, AlertEvent, AlertFacts, FindingKind, Severity
from terminal.alerts import told_live
from tests import samples


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (AlertChange.RAISED, "alert"),
        (AlertChange.ESCALATED, "not healed"),
        (AlertChange.ACKNOWLEDGED, "noted"),
        (AlertChange.RESOLVED, "over"),
    ],
)
def test_each_change_is_one_line_that_no_title_can_style(change: AlertChange, word: str) -> None:
    event = AlertEvent(
        sequence=1,
        application_id="a",
        at=samples.NOW,
        message="It runs, but [is] not well.",
        data=AlertFacts(
            change=change,
            alert_id="1",
            kind=FindingKind.UNRESPONSIVE,
            severity=Severity.CRITICAL,
            host="local",
            title="[red]Books",
        ),
    )
    output = io.StringIO()
    Console(file=output, width=200).print(told_live(event))

    (line,) = output.getvalue().splitlines()
    assert line.split("  ", 1)[1].startswith(word)
    assert line.endswith("[red]Books  It runs, but [is] not well.")
