"""Two workflows of equal shape: as ours call their activities, and as bare as they can be."""

from datetime import timedelta

from temporalio import activity, workflow

with workflow.unsafe.imports_passed_through():
    from activities.containers.messages import PackageInput, PackageResult
    from models.applications import RuntimeName
    from models.jobs import JobContext
    from workflows import policies


@activity.defn(name="bench.ours")
async def our_step(_: PackageInput) -> PackageResult:
    return PackageResult(image="image", runtime=RuntimeName.PROCESS)


@activity.defn(name="bench.bare")
async def bare_step(number: int) -> int:
    return number


@workflow.defn(name="BenchOurs")
class OurSteps:
    """Typed arguments, heartbeats, retries and cancellation as every job has them."""

    @workflow.run
    async def run(self, job: JobContext, count: int) -> None:
        for number in range(count):
            request = PackageInput(job=job, version=number + 1, commit="c" * 40)
            await workflow.execute_activity(our_step, request, **policies.PACKAGING)


@workflow.defn(name="BenchBare")
class BareSteps:
    @workflow.run
    async def run(self, count: int) -> None:
        for number in range(count):
            await workflow.execute_activity(
                bare_step, number, start_to_close_timeout=timedelta(seconds=10)
            )
