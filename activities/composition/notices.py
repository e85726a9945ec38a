"""Where operators and owners hear of what no look at a host finds."""

from activities.alerts.reporting import Reporter
from activities.backups.problems import AlertedProblems
from activities.composition.clients import Clients
from activities.hosts.notices import AlertedNotices
from settings import Settings


def host_notices(settings: Settings, clients: Clients) -> AlertedNotices:
    """Return where hosts are told of; owners hear of their applications without a channel."""
    reporter = Reporter(clients.store, settings, clients.channels)
    return AlertedNotices(reporter, quiet=Reporter(clients.store, settings))


def backup_problems(settings: Settings, clients: Clients) -> AlertedProblems:
    """Return where failing backups are told of."""
    return AlertedProblems(clients.store, Reporter(clients.store, settings, clients.channels))
