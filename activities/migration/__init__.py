"""Keeping applications' data over changes: snapshots and their restoration."""
