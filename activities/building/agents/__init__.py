"""Coding agents: how they are started, spoken to, watched and ended."""
