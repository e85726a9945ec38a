"""The sandbox that workflow code runs in."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

OUR_MODULES = ("models", "storage", "activities", "workflows", "temporal", "settings")
"""Passed through: deterministic by our own rules, and costly to import anew for each run."""


def sandbox() -> SandboxedWorkflowRunner:
    """Return the runner for workers, replayers and tests."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*OUR_MODULES)
    return SandboxedWorkflowRunner(restrictions=restrictions)
