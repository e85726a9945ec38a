"""What a job takes over from a failed one."""

from activities.records.adopting import adopted_from
from models.checkpoints import Checkpoint
from models.jobs import DevelopmentJob
from models.quality import QualityReport
from tests import samples
from tests.unit.api.test_retrying import ended


def failed(*, quality: QualityReport | None, approved: bool = True) -> DevelopmentJob:
    job = ended(checkpoint=Checkpoint(commit="c1", approved_by="ada", changes=("Adds a shelf.",)))
    progress = job.progress.model_copy(
        update={
            "quality": quality,
            "specification": samples.reading_list(),
            "approved_at": samples.NOW if approved else None,
            "builder": "scaffold",
        }
    )
    return job.model_copy(update={"progress": progress})


def report(*, passed: bool, commit: str = "c1") -> QualityReport:
    return samples.quality_report().model_copy(update={"passed": passed, "commit": commit})


def test_what_was_checked_is_taken_with_its_report() -> None:
    adopted = adopted_from(failed(quality=report(passed=True)))
    assert (adopted.commit, adopted.approved_by) == ("c1", "ada")
    assert adopted.quality is not None
    assert adopted.changes == ("Adds a shelf.",)


def test_sources_that_a_gate_has_blocked_are_built_again() -> None:
    adopted = adopted_from(failed(quality=report(passed=False)))
    assert (adopted.commit, adopted.quality) == ("", None)
    assert adopted.specification is not None


def test_a_report_on_other_sources_says_nothing() -> None:
    adopted = adopted_from(failed(quality=report(passed=True, commit="older")))
    assert (adopted.commit, adopted.quality) == ("c1", None)


def test_without_an_approval_only_the_conversation_is_taken() -> None:
    adopted = adopted_from(failed(quality=report(passed=True), approved=False))
    assert (adopted.specification, adopted.commit, adopted.approved_by) == (None, "", "")
