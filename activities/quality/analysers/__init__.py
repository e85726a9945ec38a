"""The analysers' own environment: its lock file, and what installs it on first use."""

from activities.quality.analysers.environment import AnalyserEnvironment, Analysers

__all__ = ["AnalyserEnvironment", "Analysers"]
