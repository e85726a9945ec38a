"""The tables: JSON documents beside the columns that are searched, sorted and joined by.

Every module of tables is imported here, so that ``metadata`` knows them all.
"""

from storage.tables.agents import agent_owners, agent_turns
from storage.tables.alerts import alert_events, findings
from storage.tables.backups import backup_rounds, backups
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
from storage.tables.deployments import deployment_evidence, deployment_plans
from storage.tables.hosts import host_leftovers, host_promises, hosts
from storage.tables.queue import admissions, build_peaks, leases, owner_limits, pools
from storage.tables.samples import samples
from storage.tables.traffic import traffic, traffic_positions, traffic_visits

__all__ = [
    "HEAD",
    "admissions",
    "agent_owners",
    "agent_turns",
    "alert_events",
    "applications",
    "audit",
    "backup_rounds",
    "backups",
    "build_peaks",
    "deployment_evidence",
    "deployment_plans",
    "events",
    "findings",
    "host_leftovers",
    "host_promises",
    "hosts",
    "jobs",
    "leases",
    "metadata",
    "owner_limits",
    "pools",
    "request_keys",
    "revision",
    "samples",
    "slugs",
    "traffic",
    "traffic_positions",
    "traffic_visits",
    "version_numbers",
    "versions",
]
