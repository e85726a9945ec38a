"""What every database must hold about applications and slugs."""

import asyncio
from pathlib import Path

import pytest

from models.applications import Application, ApplicationStatus
from models.base import new_id
from models.errors import Conflict, InvalidInput, NotFound
from models.specification import ApplicationKind
from storage.metadata import MetadataStore
from tests.unit.storage.samples import (
    an_application,
)

ROOT = Path(__file__).parents[3]


class ApplicationsContract:
    async def test_what_was_added_comes_back_the_same(self, store: MetadataStore) -> None:
        application = an_application(
            title="Größe \u2603 \U0001f4da", labels={"a": "b"}, request="line\n\ttab"
        )
        assert await store.add_application(application) == application
        assert await store.application(application.id) == application

    async def test_adding_again_keeps_what_is_stored(self, store: MetadataStore) -> None:
        first = await store.add_application(an_application())
        second = first.model_copy(update={"title": "Another"})
        assert await store.add_application(second) == first

    async def test_foreign_and_unknown_ones_are_not_found_the_same_way(
        self, store: MetadataStore
    ) -> None:
        mine = await store.add_application(an_application(owner="ann"))
        assert await store.application(mine.id, owner="ann") == mine
        with pytest.raises(NotFound) as foreign:
            await store.application(mine.id, owner="bob")
        with pytest.raises(NotFound) as unknown:
            await store.application(new_id(), owner="bob")
        assert foreign.value.message == unknown.value.message

    @pytest.mark.parametrize("odd", ["", "a\0b", "\ud800", "'; drop table jobs; --", "x" * 9000])
    async def test_odd_ids_are_not_found(self, store: MetadataStore, odd: str) -> None:
        with pytest.raises(NotFound):
            await store.application(odd)
        with pytest.raises(NotFound):
            await store.job(odd)
        with pytest.raises(NotFound):
            await store.version(odd, 1)
        assert await store.events(odd) == []
        assert await store.latest_sequences([odd]) == {}

    async def test_an_update_changes_the_named_fields_only(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        changed = await store.update_application(application.id, priority=5, title="Other")
        assert (changed.priority, changed.title) == (5, "Other")
        assert changed.updated_at > application.updated_at
        assert await store.application(application.id) == changed

    @pytest.mark.parametrize(
        "changes", [{"priority": 9}, {"nonsense": 1}, {"id": "x"}, {"owner": "eve"}]
    )
    async def test_an_update_that_is_not_valid_changes_nothing(
        self, store: MetadataStore, changes: dict[str, object]
    ) -> None:
        application = await store.add_application(an_application())
        with pytest.raises(InvalidInput):
            await store.update_application(application.id, **changes)
        assert await store.application(application.id) == application

    async def test_updates_at_once_lose_nothing(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        await asyncio.gather(
            store.update_application(application.id, title="Other"),
            store.update_application(application.id, priority=1),
            store.update_application(application.id, current_version=4),
            store.update_application(application.id, labels={"a": "b"}),
        )
        stored = await store.application(application.id)
        assert (stored.title, stored.priority, stored.current_version, stored.labels) == (
            "Other",
            1,
            4,
            {"a": "b"},
        )

    async def test_the_list_filters(self, store: MetadataStore) -> None:
        owner = new_id()
        books = await store.add_application(an_application("Books 100%_\\", owner))
        gone = await store.add_application(
            an_application("Gone", owner, status=ApplicationStatus.DELETED)
        )
        await store.add_application(an_application("Other", new_id()))
        assert (await store.applications(owner=owner)).items == (books,)
        everything = (await store.applications(owner=owner, include_deleted=True)).items
        assert {a.id for a in everything} == {books.id, gone.id}
        deleted = await store.applications(owner=owner, status=ApplicationStatus.DELETED)
        assert deleted.items == (gone,)
        for query in ("BOOKS", "100%_\\", "100% boo", ""):
            assert (await store.applications(owner=owner, query=query)).items == (books,)
        for query in ("100_", "%o%", "zzz"):
            assert (await store.applications(owner=owner, query=query)).items == ()
        assert (await store.applications(owner=owner, kind=ApplicationKind.SITE)).items == ()
        site = await store.update_application(books.id, kind=ApplicationKind.SITE)
        assert (await store.applications(owner=owner, kind=ApplicationKind.SITE)).items == (site,)

    @pytest.mark.parametrize(
        "sort", ["created_at", "-created_at", "-updated_at", "title", "-title"]
    )
    async def test_pages_give_everything_once_in_order(
        self, store: MetadataStore, sort: str
    ) -> None:
        owner = new_id()
        titles = ["b", "A", "b", "Ä", "\U0001f4da", "zz", "~"]
        made = [await store.add_application(an_application(title, owner)) for title in titles]
        seen: list[Application] = []
        cursor: str | None = None
        while True:
            page = await store.applications(owner=owner, sort=sort, limit=2, cursor=cursor)
            seen.extend(page.items)
            cursor = page.next_cursor
            if cursor is None:
                break
        keys = {
            "title": lambda a: (a.title.casefold(), a.id),
            "created_at": lambda a: (a.created_at, a.id),
            "updated_at": lambda a: (a.updated_at, a.id),
        }
        expected = sorted(made, key=keys[sort.lstrip("-")], reverse=sort.startswith("-"))
        assert seen == expected

    @pytest.mark.parametrize("sort", ["nonsense", "", "--title", "owner"])
    async def test_an_unknown_sort_is_refused(self, store: MetadataStore, sort: str) -> None:
        with pytest.raises(InvalidInput):
            await store.applications(sort=sort)

    @pytest.mark.parametrize("cursor", ["", "x", "bnVsbA", "W10", "\u00e4", "\0", "=" * 5_000])
    async def test_a_made_up_cursor_is_refused(self, store: MetadataStore, cursor: str) -> None:
        with pytest.raises(InvalidInput):
            await store.applications(cursor=cursor)

    async def test_a_cursor_of_another_sort_is_refused(self, store: MetadataStore) -> None:
        owner = new_id()
        for _ in range(2):
            await store.add_application(an_application(owner=owner))
        page = await store.applications(owner=owner, limit=1)
        with pytest.raises(InvalidInput):
            await store.applications(owner=owner, sort="title", cursor=page.next_cursor)


class SlugsContract:
    async def test_a_slug_is_for_ever_and_numbered_when_taken(self, store: MetadataStore) -> None:
        word = f"s{new_id()[-10:]}"
        first, second, third = [await store.add_application(an_application()) for _ in range(3)]
        assert await store.reserve_slug(first.id, word) == word
        assert await store.reserve_slug(first.id, "other-words") == word
        assert await store.reserve_slug(second.id, word) == f"{word}-2"
        await store.update_application(second.id, status=ApplicationStatus.DELETED)
        assert await store.reserve_slug(third.id, word) == f"{word}-3"
        assert (await store.application(second.id)).slug == f"{word}-2"

    async def test_a_slug_that_was_given_back_is_free(self, store: MetadataStore) -> None:
        word = f"s{new_id()[-10:]}"
        first, second, third = [await store.add_application(an_application()) for _ in range(3)]
        await store.reserve_slug(first.id, word)
        await store.reserve_slug(second.id, word)
        for _ in range(2):
            given_back = await store.update_application(first.id, slug=None)
            assert given_back.slug is None
        assert (await store.applications(query=word)).items == (await store.application(second.id),)
        assert await store.reserve_slug(third.id, word) == word
        assert await store.reserve_slug(second.id, word) == f"{word}-2"
        assert await store.reserve_slug(first.id, word) == f"{word}-3"

    @pytest.mark.parametrize("status", [ApplicationStatus.FAILED, ApplicationStatus.DELETED])
    async def test_what_is_over_keeps_its_slug_or_gets_none(
        self, store: MetadataStore, status: ApplicationStatus
    ) -> None:
        word = f"s{new_id()[-10:]}"
        kept, without = [await store.add_application(an_application()) for _ in range(2)]
        await store.reserve_slug(kept.id, word)
        for application in (kept, without):
            await store.update_application(application.id, status=status)
        assert await store.reserve_slug(kept.id, "other-words") == word
        with pytest.raises(Conflict):
            await store.reserve_slug(without.id, f"{word}-late")
        following = await store.add_application(an_application())
        assert await store.reserve_slug(following.id, f"{word}-late") == f"{word}-late"

    async def test_one_of_many_gets_a_slug_while_it_is_given_back(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        word = f"s{new_id()[-10:]}"
        first, *others = [await store.add_application(an_application()) for _ in range(9)]
        await store.reserve_slug(first.id, word)
        _, *given = await asyncio.gather(
            store.update_application(first.id, slug=None),
            *(
                opened.reserve_slug(application.id, word)
                for application, opened in zip(others, [store, second_store] * 4, strict=True)
            ),
        )
        assert len(set(given)) == len(others)
        assert set(given) <= {word, *(f"{word}-{number}" for number in range(2, 10))}

    async def test_a_numbered_slug_stays_a_dns_label(self, store: MetadataStore) -> None:
        wanted = ("a" * 37 + "-" + new_id()[-2:])[:40]
        one, two = [await store.add_application(an_application()) for _ in range(2)]
        await store.reserve_slug(one.id, wanted)
        numbered = await store.reserve_slug(two.id, wanted)
        assert len(numbered) <= 40
        assert numbered.endswith("-2")
        assert "--" not in numbered

    @pytest.mark.parametrize("wanted", ["", "UPPER", "a b", "-a", "a-", "a" * 41, "a\n", "\u00e4"])
    async def test_what_is_no_label_is_refused(self, store: MetadataStore, wanted: str) -> None:
        application = await store.add_application(an_application())
        with pytest.raises(InvalidInput):
            await store.reserve_slug(application.id, wanted)

    async def test_an_unknown_application_gets_none(self, store: MetadataStore) -> None:
        with pytest.raises(NotFound):
            await store.reserve_slug(new_id(), "a-slug")

    async def test_a_race_gives_everyone_another_one(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        word = f"s{new_id()[-10:]}"
        made = [await store.add_application(an_application()) for _ in range(10)]
        given_to = await asyncio.gather(
            *(
                opened.reserve_slug(application.id, word)
                for application in made
                for opened in (store, second_store)
            )
        )
        assert set(given_to) == {word, *(f"{word}-{n}" for n in range(2, 11))}
        assert given_to[::2] == given_to[1::2]
