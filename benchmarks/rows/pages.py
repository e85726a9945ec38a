"""The pages of a generated application with a thousand records, beside its health check."""

import json
import re
from collections.abc import Sequence

from benchmarks.deployments import host
from benchmarks.figures import Figure, Sample, at_most
from benchmarks.http import Answer, Connection
from benchmarks.processes import now, work_folder
from benchmarks.world import REQUEST, built, new_job, owner_of, specified
from models.fields import FieldType
from models.specification import Entity
from settings import RuntimeChoice

_REQUESTS = {
    "reading list": REQUEST,
    "expenses": "Track our expenses with amount, date and a note, with a chart and statistics",
}
_RECORDS = 1_000
_MOST_SECONDS, _MOST_KB = 0.05, 100.0
_LINKED = re.compile(rb'(?:href|src)="(/static/[^"]+)"')


async def first_page(quick: bool) -> list[Figure]:
    """Fill applications, and ask for their first page again and again over the socket."""
    figures = []
    for name in _REQUESTS:
        figures += await _measured(name, 50 if quick else 300)
    return figures


async def _measured(name: str, times: int) -> list[Figure]:
    request = _REQUESTS[name]
    with work_folder() as folder:
        async with host(folder, RuntimeChoice.PROCESS) as place:
            job = new_job()
            (entity, *_) = (await specified(job, request)).data_model.entities
            tree = await built(job, folder / "tree", request=request)
            image = (await place.runtime.package(tree, owner_of(job, 1))).image
            try:
                deployment = await place.candidate(job, 1, image)
                there = Connection(socket=deployment.endpoint.socket)
                for number in range(_RECORDS):
                    await _add(there, entity, number)
                return await _figures(name, there, times)
            finally:
                await place.clear(job)


async def _add(there: Connection, entity: Entity, number: int) -> None:
    values = {field.name: _value(field.type, number, field.choices) for field in entity.fields}
    kind = {"Content-Type": "application/json"}
    body = json.dumps({name: value for name, value in values.items() if value is not None})
    answer = await there.ask("POST", f"/api/{entity.name}", kind, body.encode())
    if answer.status != 201:
        raise RuntimeError(f"{entity.name} was refused: {answer.body[:300]!r}")


def _value(kind: FieldType, number: int, choices: Sequence[str]) -> object:
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    made: dict[FieldType, object] = {
        FieldType.TEXT: f"Words and number {number}",
        FieldType.LONG_TEXT: f"Some words about number {number}. " * 4,
        FieldType.INTEGER: number % 100,
        FieldType.MONEY: f"{number % 90 + 1}.50",
        FieldType.DATE: day,
        FieldType.RATING: number % 5 + 1,
        FieldType.CHOICE: choices[number % len(choices)] if choices else None,
    }
    return made.get(kind)


async def _figures(name: str, there: Connection, times: int) -> list[Figure]:
    first, page = await _first_page(there)
    weight = len(page.body)
    for path in {found.decode() for found in _LINKED.findall(page.body)}:
        weight += len((await there.ask("GET", path)).body)
    ours, floor = [], []
    for _ in range(times):  # in turns: what else the machine does falls on both
        floor.append(await _taken(there, "/healthz"))
        ours.append(await _taken(there, first))
    time, bare = Sample(tuple(ours)), Sample(tuple(floor))
    kilobytes = Sample.of(weight / 1000)
    return [
        Figure(
            "pages",
            f"first page of {name}, {_RECORDS:,} records, p50",
            "s",
            time.at(50),
            bare.at(50),
            time.median / bare.median,
            f"<= {_MOST_SECONDS:g} s",
            time.median <= _MOST_SECONDS,
            (f"p99 {time.percentile(99) * 1000:.1f} ms",),
        ),
        at_most("pages", f"first page of {name} with all it loads", "kB", kilobytes, _MOST_KB),
    ]


async def _first_page(there: Connection) -> tuple[str, Answer]:
    """Return where a visitor of the bare address ends, and what stands there."""
    path = "/"
    while (answer := await there.ask("GET", path)).status in (303, 307):
        path = answer.headers["location"]
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return path, answer


async def _taken(there: Connection, path: str) -> float:
    began = now()
    answer = await there.ask("GET", path)
    taken = now() - began
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return taken
