import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from activities.alerts.channels import Channel, open_channels
from activities.alerts.notices import a_test
from models.errors import InvalidInput, OrchestrationError, Unavailable
from settings import AlertSettings
from tests.integration.deployment.caddy import free_port
from tests.unit.activities.alerts.servers import hook, mail_server

MESSAGE = a_test(datetime(2026, 1, 1, tzinfo=UTC))
SECRET = "a secret of enough characters"


def webhook(url: str, seconds: float = 5) -> Channel:
    settings = AlertSettings(
        webhook_url=SecretStr(url), webhook_secret=SecretStr(SECRET), timeout_seconds=seconds
    )
    return open_channels(settings)["webhook"]


def test_nothing_is_open_unless_it_is_configured() -> None:
    assert open_channels(AlertSettings()) == {}


async def test_a_webhook_gets_json_that_it_can_verify() -> None:
    async with hook() as receiver:
        await webhook(receiver.url).send(MESSAGE)
    ((headers, body),) = receiver.requests
    assert json.loads(body)["notices"][0]["summary"].startswith("This is a test")
    signed = f"{headers['x-orchestrator-timestamp']}.".encode() + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["x-orchestrator-signature"] == f"sha256={expected}"
    assert headers["x-orchestrator-delivery"] == MESSAGE.delivery


@pytest.mark.parametrize(
    ("status", "problem"),
    [(500, Unavailable), (429, Unavailable), (404, InvalidInput), (302, InvalidInput)],
)
async def test_refusals_say_whether_another_try_makes_sense(
    status: int, problem: type[OrchestrationError]
) -> None:
    async with hook() as receiver:
        receiver.status = status
        with pytest.raises(problem, match=f"status {status}") as caught:
            await webhook(receiver.url).send(MESSAGE)
    assert len(receiver.requests) == 1, "redirects are not followed"
    assert "a-secret-path" not in caught.value.message + caught.value.remedy


async def test_a_silent_webhook_is_not_waited_for_long() -> None:
    async with hook() as receiver:
        receiver.silent = True
        with pytest.raises(Unavailable) as caught:
            await webhook(receiver.url, 0.3).send(MESSAGE)
    assert "a-secret-path" not in str(caught.value)


# What Apprise loads of the standard library is deprecated there.
of_apprise = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@of_apprise
async def test_mail_is_sent_through_a_mail_server() -> None:
    port = free_port()
    url = f"mailto://127.0.0.1:{port}?from=orchestrator@example.org&to=ops@example.org"
    settings = AlertSettings(urls=(SecretStr(url),), timeout_seconds=30)
    channel = open_channels(settings)["service-1"]
    with mail_server(port) as mails:
        await channel.send(MESSAGE)
    (mail,) = mails
    assert mail["To"] == "ops@example.org"
    assert str(mail["Subject"]).startswith("Test: This is a test")
    with pytest.raises(Unavailable, match="did not take"):
        await channel.send(MESSAGE)


@of_apprise
async def test_an_address_of_no_service_says_how_to_write_it() -> None:
    channel = open_channels(AlertSettings(urls=(SecretStr("nosuch://secret-token"),)))["service-1"]
    with pytest.raises(InvalidInput, match="No service is known") as caught:
        await channel.send(MESSAGE)
    assert "alerts.urls" in caught.value.remedy


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook_url": "ftp://example.org"},
        {"webhook_url": "https://example.org", "webhook_secret": "short"},
        {"urls": ["someone@example.org"]},
    ],
)
def test_settings_that_can_not_work_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"write|characters"):
        AlertSettings.model_validate(wrong)
