"""What is said of visits and certificates."""

import io
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from api.traffic_views import TrafficView
from api.views import ApplicationView
from models.traffic import TrafficFigures, TrafficSums, latency_class
from settings import ProxySettings, Settings, TlsChoice
from terminal.certificates import certificate_lines
from terminal.traffic import tell_traffic
from tests.unit.storage.samples import an_application

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEM = "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"


def told(view: TrafficView) -> str:
    text = io.StringIO()
    application = ApplicationView.of(an_application(title="Books [x]"), None, None)
    tell_traffic(Console(file=text, width=80), application, view, 24)
    return text.getvalue()


def test_visits_are_told_in_words_and_steps() -> None:
    sums = TrafficSums(
        requests=8, server_errors=1, bytes=12_345, pages=2, latencies={latency_class(0.1): 8}
    )
    figures = TrafficFigures.of(sums, NOON, NOON.replace(hour=13))
    text = told(
        TrafficView(application_id="a", last_visit=NOON, figures=figures, series=(figures,))
    )
    assert "Books [x]" in text
    assert "requests    8\n" in text
    assert "1 of the application (5xx)" in text
    assert "12.3 kB" in text
    assert "2 visits saw a page" in text
    assert "99 ms" in text


def test_nobody_yet_is_told_too() -> None:
    figures = TrafficFigures.of(TrafficSums(), NOON, NOON)
    text = told(TrafficView(application_id="a", figures=figures))
    assert "nobody has visited it yet" in text
    assert "p99" not in text


def test_devices_are_told_what_to_trust_only_where_they_must(tmp_path: Path) -> None:
    def lines(tls: TlsChoice) -> str:
        proxy = ProxySettings(tls=tls, base_domain="apps.example.org")
        return "\n".join(certificate_lines(Settings(data_dir=tmp_path, proxy=proxy)))

    assert "plain HTTP" in lines(TlsChoice.OFF)
    assert "nothing has to be installed" in lines(TlsChoice.ACME)
    assert "orchestrator up" in lines(TlsChoice.INTERNAL)
    root = Settings(data_dir=tmp_path).paths.root_certificate
    root.parent.mkdir(parents=True)
    root.write_text(PEM)
    text = lines(TlsChoice.INTERNAL)
    assert str(root) in text
    assert "2C:F2:4D:BA" in text, "the digest of what the certificate contains"
    assert "update-ca-certificates" in text
