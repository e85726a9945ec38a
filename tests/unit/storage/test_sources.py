"""Git sources: hostile trees, idempotent commits, tags, diffs, archives."""

import asyncio
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from models.base import new_id
from models.errors import BuildError, Conflict, NotFound, StorageError
from storage.sources import SourceStore
from storage.trees import TreeLimits, is_safe_name

ROOT = Path(__file__).parents[3]


@pytest.fixture
def sources(tmp_path: Path) -> SourceStore:
    return SourceStore(tmp_path / "sources")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    write(folder, {"main.py": "print(1)\n", "static/app.css": "a{}\n"})
    return folder


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def list_hidden(folder: Path) -> list[Path]:
    return list(folder.glob(".*"))


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Run git itself, to see what it makes of our repositories."""
    if shutil.which("git") is None:
        pytest.skip("no git is installed to compare with")
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=given, check=True, capture_output=True).stdout.decode()


class TestCommit:
    async def test_a_tree_comes_back_as_it_was(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        odd = {
            "a b": "1",
            "-rf": "2",
            "\u00e4\n\t\"'\\": "3",
            "caf\udce9": "4",
            "e" * 255: "",
            "$(x)": "",
        }
        write(tree, odd)
        (tree / "run.sh").write_text("#!/bin/sh\n")
        (tree / "run.sh").chmod(0o777)
        commit = await sources.commit("app", tree, message="First", version=1, job_id="job")
        await sources.export("app", commit, tmp_path / "out")
        assert content_of(tmp_path / "out") == content_of(tree)
        assert (tmp_path / "out/run.sh").stat().st_mode & 0o777 == 0o755
        assert (tmp_path / "out/main.py").stat().st_mode & 0o777 == 0o644

    async def test_the_same_files_are_the_same_commit(
        self, sources: SourceStore, tree: Path
    ) -> None:
        job = new_id()
        first = await sources.commit("app", tree, message="First", version=1, job_id=job)
        again = await sources.commit("app", tree, message="Other words", version=1, job_id=job)
        assert again == first
        await sources.tag_version("app", 1, first)
        assert await sources.commit("app", tree, message="x", version=1, job_id=job) == first
        other = await sources.commit("app", tree, message="First", version=2, job_id=new_id())
        assert other != first

    async def test_a_fresh_store_gives_the_same_commit(self, tree: Path, tmp_path: Path) -> None:
        job = new_id()
        commits = [
            await SourceStore(tmp_path / name).commit(
                "app", tree, message="First", version=1, job_id=job
            )
            for name in ("one", "two")
        ]
        assert commits[0] == commits[1]

    async def test_a_version_follows_the_one_before(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        first = await sources.commit("app", tree, message="First", version=1, job_id="one")
        await sources.tag_version("app", 1, first)
        write(tree, {"main.py": "print(2)\n"})
        second = await sources.commit("app", tree, message="Second", version=2, job_id="two")
        await sources.tag_version("app", 2, second)
        write(tree, {"main.py": "print(3)\n"})
        from_first = await sources.commit(
            "app", tree, message="Third", version=3, job_id="three", parent=first
        )
        repository = tmp_path / "sources/app.git"
        assert git(repository, "log", "--format=%H %s", second).splitlines() == [
            f"{second} Second",
            f"{first} First",
        ]
        assert git(repository, "log", "--format=%H", from_first).count("\n") == 2
        git(repository, "fsck", "--strict")
        with pytest.raises(NotFound):
            await sources.commit("app", tree, message="x", version=4, job_id="j", parent="0" * 40)

    async def test_commits_at_once_on_one_repository(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        trees = []
        for number in range(6):
            folder = tmp_path / f"tree-{number}"
            write(folder, {"main.py": f"print({number})\n", "same.py": "1\n"})
            trees.append(folder)
        commits = await asyncio.gather(
            *(
                store.commit("app", folder, message="m", version=n, job_id=f"job-{n}")
                for n, folder in enumerate(trees, 1)
                for store in (sources, SourceStore(tmp_path / "sources"))
            )
        )
        assert commits[::2] == commits[1::2]
        assert len(set(commits)) == 6
        for folder, commit in zip(trees, commits[::2], strict=True):
            await sources.export("app", commit, tmp_path / "out")
            assert content_of(tmp_path / "out") == content_of(folder)

    async def test_a_committer_killed_at_any_moment_can_be_repeated(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        write(tree, {f"f{n}.txt": os.urandom(20_000) for n in range(60)})
        program = (
            "import asyncio, sys\n"
            "from pathlib import Path\n"
            "from storage.sources import SourceStore\n"
            "import storage.repositories\n"
            "store = SourceStore(Path(sys.argv[1]))\n"
            "async def main():\n"
            "    print('go', flush=True)\n"
            "    c = await store.commit('app', Path(sys.argv[2]), message='m', version=1,"
            " job_id=sys.argv[3])\n"
            "    await store.tag_version('app', 1, c)\n"
            "asyncio.run(main())\n"
        )
        for attempt in range(8):
            writer = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, str(tmp_path / "sources"), str(tree), "job"),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
            )
            assert writer.stdout is not None
            await writer.stdout.readline()
            await asyncio.sleep(attempt * 0.02)
            with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                writer.kill()
            await writer.wait()
        commit = await sources.commit("app", tree, message="m", version=1, job_id="job")
        await sources.tag_version("app", 1, commit)
        assert await sources.checkout("app", tmp_path / "out") == commit
        assert content_of(tmp_path / "out") == content_of(tree)

    async def test_locks_of_the_dead_are_cleared(self, sources: SourceStore, tree: Path) -> None:
        commit = await sources.commit("app", tree, message="m", version=1, job_id="job")
        repository = sources._repositories._path("app")
        write(repository, {"packed-refs.lock": "", "refs/tags/v1.lock": "", "HEAD.lock": ""})
        await sources.tag_version("app", 1, commit)


class TestHostileTrees:
    async def _refused(self, sources: SourceStore, tree: Path, why: str) -> None:
        with pytest.raises(BuildError, match=why):
            await sources.commit("app", tree, message="m", version=1, job_id="job")

    async def test_links_are_refused(self, sources: SourceStore, tree: Path) -> None:
        (tree / "passwords").symlink_to("/etc/passwd")
        await self._refused(sources, tree, "links")

    async def test_linked_folders_are_refused(self, sources: SourceStore, tree: Path) -> None:
        (tree / "etc").symlink_to("/etc")
        await self._refused(sources, tree, "links")

    async def test_a_link_in_place_of_the_tree_is_not_followed(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "link").symlink_to(tree)
        with pytest.raises(StorageError):
            await sources.commit("app", tmp_path / "link", message="m", version=1, job_id="job")

    @pytest.mark.parametrize(
        "name", [".git", ".GIT", ".git.", ".git ", "git~1", ".g\u200cit", ".git::$INDEX", "x/.gIt"]
    )
    async def test_git_folders_are_refused(
        self, sources: SourceStore, tree: Path, name: str
    ) -> None:
        write(tree, {f"{name}/hooks/post-checkout": "#!/bin/sh\n"})
        await self._refused(sources, tree, "name")

    async def test_pipes_are_refused_without_waiting(
        self, sources: SourceStore, tree: Path
    ) -> None:
        os.mkfifo(tree / "pipe")
        await self._refused(sources, tree, "only files")

    async def test_sizes_are_bounded(self, tmp_path: Path, tree: Path) -> None:
        def bounded(**limits: int) -> SourceStore:
            return SourceStore(tmp_path / "sources", TreeLimits(**limits))

        write(tree, {"large": b"x" * 10_000})
        await self._refused(bounded(file_bytes=9_999), tree, "large")
        await self._refused(bounded(total_bytes=10_000), tree, "MiB")
        await self._refused(bounded(files=2), tree, "files")
        write(tree, {"a/b/c/d/e": ""})
        await self._refused(bounded(depth=3), tree, "folders")

    @pytest.mark.parametrize("name", [b"..", b".", b"", b"a/b", b"a\0", b".git"])
    def test_such_names_are_never_safe(self, name: bytes) -> None:
        assert not is_safe_name(name)

    @pytest.mark.parametrize("identifier", ["../x", "", ".", "a/b", "a\0b", "x" * 200, "-x"])
    async def test_ids_that_are_no_names_find_nothing(
        self, sources: SourceStore, tree: Path, identifier: str
    ) -> None:
        with pytest.raises(NotFound):
            await sources.commit(identifier, tree, message="m", version=1, job_id="job")
        with pytest.raises(NotFound):
            await sources.commit("app", tree, message="m", version=1, job_id=identifier)
        with pytest.raises(NotFound):
            await sources.remove(identifier)


class TestVersions:
    async def test_a_tag_is_for_ever(self, sources: SourceStore, tree: Path) -> None:
        one = await sources.commit("app", tree, message="m", version=1, job_id="one")
        two = await sources.commit("app", tree, message="m", version=1, job_id="two")
        await sources.tag_version("app", 1, one)
        await sources.tag_version("app", 1, one)
        with pytest.raises(Conflict):
            await sources.tag_version("app", 1, two)
        with pytest.raises(NotFound):
            await sources.tag_version("app", 2, "f" * 40)
        with pytest.raises(NotFound):
            await sources.tag_version("nobody", 1, one)

    async def test_a_checkout_is_exact(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        target = tmp_path / "work"
        write(target, {"left/over": "x"})
        assert await sources.checkout("app", target) is None
        assert list(target.iterdir()) == []
        commits = []
        for number in range(1, 12):
            write(tree, {"main.py": f"print({number})\n"})
            commit = await sources.commit(
                "app", tree, message="m", version=number, job_id=f"job-{number}"
            )
            await sources.tag_version("app", number, commit)
            commits.append(commit)
        write(target, {"left/over": "x", "main.py": "y"})
        assert await sources.checkout("app", target) == commits[-1]
        assert content_of(target) == content_of(tree)
        assert await sources.checkout("app", target, commits[1]) == commits[1]
        assert (target / "main.py").read_text() == "print(2)\n"
        assert list_hidden(tmp_path) == []
        with pytest.raises(NotFound):
            await sources.checkout("app", target, "e" * 40)
        assert (target / "main.py").read_text() == "print(2)\n"

    async def test_a_link_in_place_of_the_target_is_replaced_not_followed(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        commit = await sources.commit("app", tree, message="m", version=1, job_id="job")
        write(tmp_path / "precious", {"file": "x"})
        (tmp_path / "out").symlink_to(tmp_path / "precious")
        await sources.export("app", commit, tmp_path / "out")
        assert content_of(tmp_path / "precious") == {"file": b"x"}
        assert content_of(tmp_path / "out") == content_of(tree)

    async def test_removing_is_idempotent(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        commit = await sources.commit("app", tree, message="m", version=1, job_id="job")
        await sources.remove("app")
        await sources.remove("app")
        with pytest.raises(NotFound):
            await sources.export("app", commit, tmp_path / "out")


class TestDifferences:
    async def test_git_itself_can_apply_the_diff(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        write(tree, {"no-newline": "a\nb", "gone": "x\n", "o\u00e4\t": "1\n", "cr": "a\r\nb\r\n"})
        old = await sources.commit("app", tree, message="m", version=1, job_id="one")
        await sources.export("app", old, tmp_path / "copy")
        (tree / "gone").unlink()
        (tree / "main.py").chmod(0o755)
        changed = {"no-newline": "a\nc", "new/file": "n\n", "o\u00e4\t": "2\n", "cr": "a\r\nc\r\n"}
        write(tree, changed)
        new = await sources.commit("app", tree, message="m", version=2, job_id="two")
        diff = await sources.diff("app", old, new)
        given = diff.encode("utf-8", "surrogateescape")
        git(tmp_path / "copy", "apply", "--whitespace=nowarn", given=given)
        assert content_of(tmp_path / "copy") == content_of(tree)
        assert (tmp_path / "copy/main.py").stat().st_mode & 0o100
        assert await sources.diff("app", new, new) == ""
        everything = await sources.diff("app", None, new)
        assert everything.count("new file mode") == len(content_of(tree))

    async def test_binary_and_huge_files_are_named_only(
        self, sources: SourceStore, tree: Path
    ) -> None:
        write(tree, {"image.png": b"\x89PNG\0\0", "lines.txt": "x\n" * 30_000, "bad": b"\xff\n"})
        commit = await sources.commit("app", tree, message="m", version=1, job_id="one")
        diff = await sources.diff("app", None, commit)
        assert "Binary files /dev/null and b/image.png differ" in diff
        assert "Binary files /dev/null and b/lines.txt differ" in diff
        assert "+\ufffd" in diff

    async def test_an_archive_is_the_same_each_time(
        self, sources: SourceStore, tree: Path, tmp_path: Path
    ) -> None:
        write(tree, {"o\u00e4 \n": "1", "caf\udce9": "2", "long/" * 30 + "x": "3"})
        commit = await sources.commit("app", tree, message="m", version=1, job_id=new_id())
        one = await sources.archive("app", commit)
        two = await SourceStore(tmp_path / "sources").archive("app", commit)
        assert one == two
        with tarfile.open(fileobj=io.BytesIO(one)) as archive:
            archive.extractall(tmp_path / "out", filter="data")
        (top,) = (tmp_path / "out").iterdir()
        assert content_of(top) == content_of(tree)
        with pytest.raises(NotFound):
            await sources.archive("app", "0" * 40)


class TestTrouble:
    async def test_a_folder_that_can_not_be_made_is_told(self, tree: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(StorageError) as raised:
            await SourceStore(tmp_path / "file").commit(
                "app", tree, message="m", version=1, job_id="job"
            )
        assert raised.value.remedy
