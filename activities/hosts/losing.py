"""Declaring a host lost, and telling everybody whom that concerns."""

from activities.hosts.messages import GiveUpResult, OverdueHost
from activities.hosts.notices import HostNotices
from activities.hosts.survey import applications_of
from activities.serving.desired import should_run
from models.applications import ApplicationStatus
from models.hosts import HostNotice
from storage.metadata import MetadataStore


async def declare_lost(
    store: MetadataStore, notices: HostNotices, silent: OverdueHost, *, automatic: bool
) -> GiveUpResult:
    """Declare a host lost unless it was heard of since; done again, it tells the same.

    Args:
        store: The registry, and the applications.
        notices: Where operators and owners hear of hosts.
        silent: The host, and when it was last heard of.
        automatic: Whether its applications are started elsewhere without being asked.
    """
    await store.hosts.give_up(silent.name, silent.seen_at)
    host = await store.hosts.get(silent.name)
    if host.lost_at is None or host.seen_at != silent.seen_at:
        return GiveUpResult(lost=False)
    cut_off = await applications_of(store, host.name)
    for application in filter(should_run, cut_off):
        if application.status is ApplicationStatus.RUNNING:
            # Until a look sees that it answers again, here or elsewhere.
            await store.alerts.set_status(application, ApplicationStatus.UNHEALTHY)
        await notices.out_of_reach(application, host.name)
    told = _told(silent, len(cut_off), automatic=automatic)
    await notices.tell(HostNotice(host=host.name, event="host_lost", sentence=told))
    return GiveUpResult(lost=True, fail_over=automatic and bool(cut_off))


def _told(silent: OverdueHost, number: int, *, automatic: bool) -> str:
    runs = "1 application runs" if number == 1 else f"{number} applications run"
    since = f"{silent.seen_at.astimezone():%H:%M:%S}"
    lead = f"The host '{silent.name}' has not answered since {since}. {runs} there"
    if number == 0:
        return f"{lead}, so nothing is missing."
    if automatic:
        return f"{lead}; what has a copy of its data is started elsewhere now."
    return (
        f"{lead} and can't be reached. Bring the host back, or start them elsewhere with "
        f"'orchestrator hosts fail-over {silent.name}'."
    )
