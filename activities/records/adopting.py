"""What a job need not do again that goes on from a failed one; pure."""

from models.checkpoints import Adopted
from models.jobs import DevelopmentJob


def adopted_from(failed: DevelopmentJob) -> Adopted:
    """Return what the failed job had settled.

    Sources that a gate has found something against are not taken: they are built again.
    """
    progress, checkpoint = failed.progress, failed.progress.checkpoint
    commit, quality = checkpoint.commit, progress.quality
    if quality is not None and not quality.passed:
        commit, quality = "", None
    elif quality is not None and quality.commit != commit:
        quality = None
    approved = progress.approved_at is not None
    return Adopted(
        job_id=failed.id,
        conversation=failed.conversation,
        specification=progress.specification if approved else None,
        sections=progress.summary_sections,
        estimate=progress.estimate,
        approved_by=checkpoint.approved_by if approved else "",
        changes=checkpoint.changes if approved else (),
        builder=progress.builder,
        commit=commit if approved else "",
        quality=quality if approved else None,
    )
