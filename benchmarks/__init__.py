"""Measurements of the orchestrator, each beside the least that the bare parts need.

``python -m benchmarks [ROW ...] [--quick] [--json FILE]``; see docs/performance.md.
"""
