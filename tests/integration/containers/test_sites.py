"""A generated web site, which keeps nothing, lives in every runtime like any application."""

from pathlib import Path

from activities.building.scaffold.render import render
from activities.building.scaffold.tree import write_tree
from activities.containers.port import Owner
from activities.serving.health import client_for
from tests.integration.containers.asking import until_healthy
from tests.integration.containers.conftest import Tested
from tests.unit.activities.building.examples import choir


async def test_a_site_is_packaged_started_and_copied(
    runtime: Tested, owner: Owner, tmp_path: Path
) -> None:
    specification = choir()
    tree = tmp_path / "sources"
    tree.mkdir()
    write_tree(tree, render(specification, 1, {}))
    artefact = await runtime.package(tree, owner)
    state = await runtime.start(artefact.image, owner, specification.resources)
    await until_healthy(state.endpoint)
    async with client_for(state.endpoint, 10) as client:
        assert "choir@example.org" in (await client.get("/contact")).text
        assert (await client.get("/concerts")).status_code == 200
    copy = tmp_path / "copies" / "one.tar.gz"
    await runtime.snapshot(owner.application_id, copy)
    await runtime.stop(state.name, 10)
    await runtime.restore(owner.application_id, copy)
    again = await runtime.start(artefact.image, owner, specification.resources)
    await until_healthy(again.endpoint)
