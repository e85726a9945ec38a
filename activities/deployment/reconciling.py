"""Makes what runs on a host equal to what should, all in one go."""

from activities.application_logs.collector import LogCollector
from activities.containers.port import Runtime
from activities.deployment.messages import ReconcileResult
from activities.deployment.standing import Standing
from activities.health.healing import Healer
from activities.health.looking import Looker
from activities.health.messages import HealResult
from activities.health.surveyor import Surveyor
from activities.serving.guarding import ProxyGuard
from activities.serving.proxy import Proxy
from activities.serving.starting import Starter
from activities.serving.traffic import Traffic
from models.applications import Application, DesiredState
from settings import Settings
from storage.metadata import MetadataStore


class Reconciler:
    """Looks once, and heals what it finds, one after the other.

    Scheduled upkeep does the same in parts, so that a long healing never delays a look.
    """

    def __init__(
        self,
        runtime: Runtime,
        proxy: Proxy,
        starter: Starter,
        traffic: Traffic,
        settings: Settings,
        store: MetadataStore,
        guard: ProxyGuard,
        logs: LogCollector,
    ) -> None:
        self._guard = guard
        self._store = store
        self._standing = Standing(runtime, store)
        surveyor = Surveyor(runtime, proxy, settings, store)
        self._looker = Looker(surveyor, runtime, settings, store)
        self._healer = Healer(runtime, starter, traffic, settings, store, self._looker.course, logs)

    async def run(self) -> ReconcileResult:
        """Look at everything once, and put it right."""
        counts = await self._guard.run()
        due, survey = await self._looker.look()
        results = [await self._healer.heal(application) for application in due.heal]
        results.append(await self._healer.tidy(due.orphans, prune=True))
        counts.update(checked=len(survey.seen) + len(survey.idle))
        for result in results:
            counts.update(result.model_dump(include=set(HealResult.model_fields)))
        return ReconcileResult(**counts)

    async def settle(self, application_id: str) -> Application:
        """Put one application right at once, and return it as it is then.

        Raises:
            NotFound: There is none.
        """
        await self._healer.heal(application_id)
        application = await self._store.application(application_id)
        if application.desired_state is DesiredState.STOPPED:
            await self._standing.halted(application)
        return await self._store.application(application_id)
