"""How plans of deployments, and what was seen of those that failed, are shown."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from models.deployments import DeploymentPlan, Evidence, FailureStage, PlannedInstance

_STAGES = {
    FailureStage.GATE: "It never answered well, so nobody was ever led to it.",
    FailureStage.SWITCH: "It did not answer through the proxy.",
    FailureStage.WATCH: "It had visitors already.",
}


def tell_plan(console: Console, plan: DeploymentPlan) -> None:
    """Print a plan: what starts, what stops, where, with which data, in which steps."""
    rules, data = plan.watch, plan.data
    lines = [
        f"[bold]Starts[/]  {_instance(plan.starts)}",
        f"[bold]Stops[/]   {_instance(plan.stops) if plan.stops else 'nothing'}",
        f"[bold]Address[/] {escape(plan.route.address)}",
        f"[bold]Data[/]    {escape(data.kept_in)}{_data(plan)}",
        f"[bold]Watch[/]   {rules.seconds:g} s, one look each {rules.period_seconds:g} s; taken"
        f" back after {rules.failures_in_a_row} failing looks, when the program ends, or above"
        f" {rules.error_rate:.0%} errors of at least {rules.least_requests} requests",
        "",
    ]
    for number, step in enumerate(plan.steps, start=1):
        lines.append(f"{number}. {escape(step.does)}")
        if step.undone_by:
            lines.append(f"   [dim]undone by: {escape(step.undone_by)}[/]")
    _print(console, lines)


def tell_evidence(console: Console, found: Sequence[Evidence]) -> None:
    """Print what was seen of each version that failed."""
    if not found:
        console.print("No version of this job failed.")
    for seen in found:
        _print(console, _evidence(seen))


def _evidence(seen: Evidence) -> list[str]:
    lines = [
        f"[bold red]Version {seen.version}[/] ({seen.at.astimezone():%Y-%m-%d %H:%M:%S})",
        f"{escape(seen.summary)} {_STAGES[seen.stage]}",
    ]
    if seen.led_back:
        lines.append("The version before had the visitors again at once.")
    if seen.visitors is not None:
        told = f"{seen.visitors.requests} requests, {seen.visitors.errors} errors"
        lines.append(f"[bold]Visitors[/] {told}")
    for end in seen.ends:
        why = ", out of memory" if end.out_of_memory else ""
        lines.append(f"[bold]Ended[/]    with code {end.exit_code}{why}")
    for look in seen.probes[-5:]:
        told = str(look.status) if look.status is not None else look.error
        lines.append(f"[bold]Look[/]     {escape(told)} ({look.milliseconds:g} ms)")
    if seen.image_kept_until is not None:
        until = f"{seen.image_kept_until.astimezone():%Y-%m-%d}"
        lines.append(f"[bold]Artefact[/] {escape(seen.image)}, kept until {until}")
    lines += ["[bold]Log[/]", *(f"  {escape(line)}" for line in seen.log)]
    return lines


def _instance(one: PlannedInstance) -> str:
    limits = one.limits
    return escape(
        f"version {one.version} on {one.host} ({one.runtime.value}): {one.image}, at most"
        f" {limits.memory_mb} MB, {limits.cpus:g} CPUs, {limits.pids} processes"
    )


def _data(plan: DeploymentPlan) -> str:
    if plan.data.restored_from is not None:
        return escape(f", replaced by {plan.data.restored_from}; today's is copied first")
    return ", copied first" if plan.data.saved else ", stays as it is"


def _print(console: Console, lines: Sequence[str]) -> None:
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
