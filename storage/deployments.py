"""Plans of deployments, and the evidence that is kept of those that failed."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from models.deployments import DeploymentPlan, Evidence, PlannedInstance
from models.errors import NotFound
from storage.database import Database, reads, writes
from storage.statements import insert_if_absent
from storage.tables import deployment_evidence, deployment_plans


class PlanRecords:
    """What deployments are going to do."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def keep(self, connection: Connection, plan: DeploymentPlan) -> None:
        """Store a job's plan in place of an earlier one: only the newest is carried out."""
        row = deployment_plans.c
        connection.execute(delete(deployment_plans).where(row.job_id == plan.job_id))
        values = {
            "job_id": plan.job_id,
            "application_id": plan.application_id,
            "stops": plan.stops.version if plan.stops else None,
            "created_at": plan.created_at,
            "document": plan.model_dump_json(),
        }
        connection.execute(insert(deployment_plans), values)

    @reads
    def of_job(self, connection: Connection, job_id: str) -> DeploymentPlan:
        """Return a job's plan; NotFound when it has none."""
        row = deployment_plans.c
        query = select(row.document).where(row.job_id == job_id)
        found = connection.execute(query).scalar()
        if found is None:
            raise NotFound("This job has no deployment plan.")
        return DeploymentPlan.model_validate_json(found)

    @reads
    def last_live(
        self, connection: Connection, application_id: str, version: int
    ) -> PlannedInstance | None:
        """Return a version as it ran when it was last replaced; None when it never was."""
        row = deployment_plans.c
        query = select(row.document).where(
            row.application_id == application_id, row.stops == version
        )
        found = connection.execute(query.order_by(row.created_at.desc()).limit(1)).scalar()
        return DeploymentPlan.model_validate_json(found).stops if found else None


class EvidenceRecords:
    """What was seen of versions that failed."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def keep(self, connection: Connection, key: str, evidence: Evidence) -> None:
        """Store what was seen, once per key."""
        values = {
            "job_id": evidence.job_id,
            "key": key,
            "application_id": evidence.application_id,
            "image": evidence.image,
            "kept_until": evidence.image_kept_until,
            "at": evidence.at,
            "document": evidence.model_dump_json(),
        }
        connection.execute(insert_if_absent(connection, deployment_evidence), values)

    @reads
    def of_job(self, connection: Connection, job_id: str) -> tuple[Evidence, ...]:
        """Return what was seen in a job, oldest first."""
        row = deployment_evidence.c
        query = select(row.document).where(row.job_id == job_id).order_by(row.at, row.key)
        found = connection.execute(query).scalars()
        return tuple(Evidence.model_validate_json(each) for each in found)

    @reads
    def of_step(self, connection: Connection, job_id: str, step: str) -> Evidence | None:
        """Return what an earlier attempt of a step saw; its keys begin with the step."""
        row = deployment_evidence.c
        query = select(row.document).where(
            row.job_id == job_id, row.key.startswith(f"{step}:", autoescape=True)
        )
        found = connection.execute(query.order_by(row.at).limit(1)).scalar()
        return Evidence.model_validate_json(found) if found else None

    @reads
    def keeps_image(
        self, connection: Connection, application_id: str, image: str, now: datetime
    ) -> bool:
        """Return whether a failed version's artefact is still to be kept."""
        row = deployment_evidence.c
        query = select(func.count()).where(
            row.application_id == application_id, row.image == image, row.kept_until > now
        )
        return bool(connection.execute(query).scalar())
