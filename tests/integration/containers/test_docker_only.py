"""What only concerns the Docker runtime: others' containers, leftovers, engines without sockets."""

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.containers.docker_runtime import DockerRuntime, installation_of
from activities.containers.engine import DockerEngine
from activities.containers.images import Images
from activities.containers.kept_images import KeptImages
from activities.containers.naming import instance_name
from activities.containers.port import Owner
from activities.containers.profile import labels
from activities.containers.select import choose_runtime
from models.applications import RuntimeName
from models.base import new_id
from models.errors import Conflict, NotFound, Unavailable
from models.specification import ResourceLimits
from settings import Paths, RuntimeChoice, RuntimeSettings, Settings
from tests.integration.containers.asking import ask, eventually, until_healthy
from tests.integration.containers.sample import write_sample
from tests.parts import BASE_IMAGE, require

pytestmark = [pytest.mark.docker, pytest.mark.integration]
LIMITS = ResourceLimits(memory_mb=128)


@pytest.fixture
async def engine() -> AsyncIterator[DockerEngine]:
    require("docker")
    engine = await DockerEngine.connect(None)
    yield engine
    await engine.close()


async def test_containers_of_others_are_never_touched(
    engine: DockerEngine, paths: Paths, tmp_path: Path, owner: Owner
) -> None:
    runtime = DockerRuntime(engine, paths, BASE_IMAGE)
    elsewhere = DockerRuntime(engine, Paths(tmp_path / "elsewhere"), BASE_IMAGE)
    theirs = labels("somebody-else", "instance", application=owner.application_id)
    foreign = await engine.call(
        lambda client: client.containers.run(
            BASE_IMAGE,
            ["sleep", "60"],
            name=instance_name(owner),
            labels=theirs,
            network_mode="none",
            detach=True,
        )
    )
    try:
        artefact = await runtime.package(write_sample(tmp_path / "t"), owner)
        with pytest.raises(Conflict):
            await runtime.start(artefact.image, owner, LIMITS)
        with pytest.raises(Conflict):
            await runtime.stop(instance_name(owner), 0)
        with pytest.raises(NotFound):
            await runtime.restart(instance_name(owner))
        assert await runtime.inspect(instance_name(owner)) is None
        assert await runtime.instances() == await elsewhere.instances() == []
        await engine.call(lambda _: foreign.reload())
        assert foreign.status == "running"
    finally:
        await engine.call(lambda _: foreign.remove(force=True))
        await runtime.remove_data(owner.application_id)
        await runtime.remove_artefacts(owner.application_id)


async def test_leftover_sandboxes_are_swept_and_running_ones_stay(
    engine: DockerEngine, paths: Paths
) -> None:
    runtime = DockerRuntime(engine, paths, BASE_IMAGE)
    here = installation_of(paths)
    made = [
        await engine.call(
            lambda client, when=when: client.containers.create(  # type: ignore[misc]
                BASE_IMAGE, ["true"], labels=labels(here, "sandbox", expires=str(when))
            )
        )
        for when in (int(time.time()) - 1, int(time.time()) + 600)
    ]
    await runtime.sweep()
    found = await engine.call(
        lambda client: client.containers.list(
            all=True, filters={"label": f"orchestrator.installation={here}"}
        )
    )
    assert [one.id for one in found] == [made[1].id]
    await engine.call(lambda _: made[1].remove())


async def test_images_for_checks_go_when_nobody_asked_for_them_lately(
    engine: DockerEngine, paths: Paths, tmp_path: Path
) -> None:
    images, marks = Images(engine, BASE_IMAGE, tmp_path), KeptImages(engine, tmp_path)
    elsewhere = KeptImages(engine, tmp_path / "elsewhere")
    description = f"ARG BASE_IMAGE\nFROM ${{BASE_IMAGE}} AS test\nENV MARK={new_id()}\n"
    image = await images.checks({"Dockerfile": (description.encode(), False)})
    user = await engine.call(lambda client: client.containers.create(image, ["true"]))

    async def there() -> bool:
        found = await engine.call(lambda client: client.api.images(quiet=True))
        return image in found

    try:
        assert await marks.prune_checks(3600) == 0
        assert await there()
        (mark,) = tmp_path.glob("*.used")
        os.utime(mark, (0, 0))
        assert await marks.prune_checks(3600) == 0  # a container needs it
        assert await there()
    finally:
        await engine.call(lambda _: user.remove(force=True))
    await elsewhere.prune_checks(3600)
    assert await there()
    assert await images.checks({"Dockerfile": (description.encode(), False)}) == image
    assert await marks.prune_checks(3600) == 0
    os.utime(mark, (0, 0))
    assert await marks.prune_checks(3600) == 1
    assert not await there()


async def test_engines_that_share_no_sockets_publish_on_loopback(
    engine: DockerEngine, paths: Paths, tmp_path: Path, owner: Owner
) -> None:
    runtime = DockerRuntime(engine, paths, BASE_IMAGE, sockets=False)
    try:
        artefact = await runtime.package(write_sample(tmp_path / "t"), owner)
        state = await runtime.start(artefact.image, owner, LIMITS)
        assert state.endpoint.port is not None
        await until_healthy(state.endpoint)
        assert (await ask(state.endpoint, "/inside"))["user"] == 65532
        with pytest.raises(Exception):  # noqa: B017, PT011 - it ends while it answers
            await ask(state.endpoint, "/crash")

        async def came_back() -> bool:
            known = await runtime.inspect(state.name)
            return known is not None and known.running and known.restarts > 0

        await eventually(came_back)
        await until_healthy(state.endpoint)
        await runtime.stop(state.name, 2)
    finally:
        for one in await runtime.instances():
            await runtime.stop(one.name, 0)
        await runtime.remove_data(owner.application_id)
        await runtime.remove_artefacts(owner.application_id)


async def test_docker_is_chosen_when_it_can_be_used(paths: Paths) -> None:
    require("docker")
    settings = Settings(data_dir=paths.root, runtime=RuntimeSettings(base_image=BASE_IMAGE))
    chosen = await choose_runtime(settings, paths)
    assert isinstance(chosen, DockerRuntime)
    assert chosen.chosen_because == "A container engine answers."
    await chosen.close()


@pytest.mark.parametrize(
    "broken", [{"docker_host": "unix:///nowhere.sock"}, {"base_image": f"no-such-image:{new_id()}"}]
)
async def test_what_is_missing_is_told(paths: Paths, broken: dict[str, str]) -> None:
    automatic = Settings(data_dir=paths.root, runtime=RuntimeSettings(**broken))  # type: ignore[arg-type]
    chosen = await choose_runtime(automatic, paths)
    assert chosen.name is RuntimeName.PROCESS
    assert "processes instead" in chosen.chosen_because
    wanted = automatic.runtime.model_copy(update={"kind": RuntimeChoice.DOCKER})
    with pytest.raises(Unavailable):
        await choose_runtime(automatic.model_copy(update={"runtime": wanted}), paths)


async def test_applications_in_containers_need_no_base_image_to_run_on(paths: Paths) -> None:
    require("docker")
    missing = RuntimeSettings(base_image=f"no-such-image:{new_id()}")
    settings = Settings(data_dir=paths.root, runtime=missing)
    chosen = await choose_runtime(settings, paths, {RuntimeName.DOCKER})
    assert isinstance(chosen, DockerRuntime)
    await chosen.close()
