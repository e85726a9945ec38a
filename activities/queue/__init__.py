"""Waiting until a host has room for a job."""
