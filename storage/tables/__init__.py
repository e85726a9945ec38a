"""The tables: JSON documents beside the columns that are searched, sorted and joined by.

Every module of tables is imported here, so that ``metadata`` knows them all.
"""

from storage.tables.agents import agent_owners, agent_turns
from storage.tables.base import HEAD, metadata, revision
from storage.tables.core import (
    applications,
    audit,
    events,
    jobs,
    request_keys,
    slugs,
    version_numbers,
    versions,
)
from storage.tables.hosts import host_leftovers, host_promises, hosts

__all__ = [
    "HEAD",
    "agent_owners",
    "agent_turns",
    "applications",
    "audit",
    "events",
    "host_leftovers",
    "host_promises",
    "hosts",
    "jobs",
    "metadata",
    "request_keys",
    "revision",
    "slugs",
    "version_numbers",
    "versions",
]
