"""All hosts with what runs on them."""

from collections import defaultdict

from activities.serving.desired import all_applications
from models.applications import Application
from models.base import utc_now
from models.hosts import Candidate, HostLoad
from settings import HostSettings
from storage.metadata import MetadataStore


async def survey(store: MetadataStore, settings: HostSettings) -> list[Candidate]:
    """Return each host with its state and its load.

    What running jobs are about to start counts as well: of two that choose at the same time, the
    second must not take the place of the first.
    """
    loads: defaultdict[str, HostLoad] = defaultdict(HostLoad)
    promises = await store.hosts.promises()
    async for application in all_applications(store):
        deployment = application.deployment
        if deployment is not None:
            loads[deployment.host] = loads[deployment.host].with_one(deployment.limits)
        promise = promises.get(application.running_job_id or "")
        if promise is not None and (deployment is None or deployment.host != promise.host):
            loads[promise.host] = loads[promise.host].with_one(promise.limits)
    now = utc_now()
    return [
        Candidate(host=host, state=host.state(now, settings.silence), load=loads[host.name])
        for host in await store.hosts.all()
    ]


async def applications_of(store: MetadataStore, host: str) -> list[Application]:
    """Return the applications that live on a host."""
    return [
        application
        async for application in all_applications(store)
        if application.deployment is not None and application.deployment.host == host
    ]
