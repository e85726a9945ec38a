"""What operators see of a running job in the Temporal Web UI."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.jobs import JobProgress
    from temporal.search_attributes import PHASE


def show(progress: JobProgress, details: str) -> None:
    """Tell operators where the job stands: its phase to search for, the rest in Markdown."""
    shown = workflow.info().typed_search_attributes.get(PHASE)
    if shown != progress.phase.value:
        workflow.upsert_search_attributes([PHASE.value_set(progress.phase.value)])
    done = "".join(f"\n- {m.description}" for m in progress.milestones if m.reached)
    workflow.set_current_details(f"**{progress.percentage} %** {progress.message}{done}{details}")
