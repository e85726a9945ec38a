"""Writes what front ends are generated from: ``uv run python -m api.documents [docs]``.

``openapi.json`` describes the routes, ``schema/*.json`` the models that cross the boundary.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.app import include_routes
from api.correlation import HEADER
from api.guard import PUBLIC
from api.problems import MEDIA_TYPE, Problem
from api.views import JobView
from models.alerts import AlertEvent
from models.applications import Application, Version
from models.conversation import ConversationState
from models.jobs import DevelopmentJob, JobEvent, JobProgress
from models.quality import QualityReport
from models.specification import ApplicationSpecification

MODELS: tuple[type[BaseModel], ...] = (
    Application,
    ApplicationSpecification,
    ConversationState,
    DevelopmentJob,
    JobEvent,
    AlertEvent,
    JobProgress,
    JobView,
    Problem,
    QualityReport,
    Version,
)
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTION = (
    "Describe an application in plain words; follow the job that builds, checks and deploys it. "
    "Events also come over a WebSocket at /api/v1/ws; see docs/api.md."
)
_STARTING = {
    "create_application",
    "modify_application",
    "roll_back_application",
    "make_backup",
    "restore_backup",
    "restart_application",
    "delete_application",
    "retry",
}
_KEPT_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key gives the same answer, not a second job.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
_CORRELATION = {
    "name": HEADER.title(),
    "in": "header",
    "required": False,
    "description": "Ties the request to its job and to every log line of both.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
}


def schema_documents() -> dict[str, dict[str, Any]]:
    """Return the JSON schema of each model by file name."""
    return {
        f"{_kebab(model.__name__)}.json": {
            "$schema": DIALECT,
            **model.model_json_schema(mode="serialization"),
        }
        for model in MODELS
    }


def openapi_document() -> dict[str, Any]:
    """Return the description of the API."""
    told = {"description": "A problem document", "content": {MEDIA_TYPE: {"schema": _ref(Problem)}}}
    app = FastAPI(
        title="Kiro orchestrator",
        version="1",
        description=DESCRIPTION,
        generate_unique_id_function=_operation_id,
        responses={"default": told},
    )
    include_routes(app)
    document = app.openapi()
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    document["security"] = [{"token": []}]
    for path, operation in _operations(document):
        _complete(path, operation)
    return document


def documents() -> dict[str, str]:
    """Return the text of every file by its path below the folder of documents."""
    found = {f"schema/{name}": schema for name, schema in schema_documents().items()}
    found["openapi.json"] = openapi_document()
    return {name: json.dumps(found[name], indent=2) + "\n" for name in sorted(found)}


def write(folder: Path) -> None:
    """Write every file, and remove schemas of models that are no more."""
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    found = documents()
    for old in (folder / "schema").glob("*.json"):
        if f"schema/{old.name}" not in found:
            old.unlink()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Add what the guard does for every route: signing in, ids and keys."""
    if path in PUBLIC:
        operation["security"] = []
    parameters = operation.setdefault("parameters", [])
    parameters.append(_CORRELATION)
    if operation["operationId"].partition("-")[2] in _STARTING:
        parameters.append(_KEPT_KEY)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0]}-{route.name}"


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
