"""Applications, as the metadata store offers them."""

from models.applications import Application, ApplicationStatus
from models.specification import ApplicationKind
from storage.applications import ApplicationRecords
from storage.paging import Page


class ApplicationStore:
    """Applications and their addresses."""

    _applications: ApplicationRecords

    async def add_application(self, application: Application) -> Application:
        """Insert it if absent; return what is stored."""
        return await self._applications.add(application)

    async def application(self, application_id: str, owner: str | None = None) -> Application:
        """Return one application.

        Raises:
            NotFound: It is unknown or another owner's.
        """
        return await self._applications.get(application_id, owner)

    async def application_at(self, slug: str) -> Application | None:
        """Return the application that has the slug; None when none has."""
        return await self._applications.at_slug(slug)

    async def update_application(self, application_id: str, **changes: object) -> Application:
        """Change the named fields at once, note the time, and return the result.

        Raises:
            NotFound: It is unknown.
            InvalidInput: A field is unknown or can't change, or the result is not valid.
        """
        return await self._applications.update(application_id, changes)

    async def applications(
        self,
        *,
        owner: str | None = None,
        status: ApplicationStatus | None = None,
        kind: ApplicationKind | None = None,
        query: str = "",
        sort: str = "-created_at",
        limit: int = 50,
        cursor: str | None = None,
        include_deleted: bool = False,
    ) -> Page[Application]:
        """Return the applications that fit, a page at a time.

        Args:
            owner: Whose; None for anybody's.
            status: Only those with this one.
            kind: Only those whose current version is of this one.
            query: Words that all occur in title, slug or request.
            sort: ``created_at``, ``updated_at`` or ``title``, with ``-`` before it to reverse.
            limit: Most items of the page, 1 to 500.
            cursor: From the page before, of the same sort.
            include_deleted: Also those that are gone.

        Raises:
            InvalidInput: The sort or the cursor is not valid.
        """
        return await self._applications.page(
            owner=owner,
            status=status,
            kind=kind,
            query=query,
            sort=sort,
            limit=limit,
            cursor=cursor,
            include_deleted=include_deleted,
        )

    async def reserve_slug(self, application_id: str, wanted: str) -> str:
        """Give the application its slug, and return it.

        Whoever asks again gets the same; when ``wanted`` is taken, ``-2``, ``-3`` … is added.
        It is free for others again when the application's ``slug`` is set to None.

        Raises:
            NotFound: The application is unknown.
            Conflict: The application has failed or was deleted, and has none.
            InvalidInput: ``wanted`` is not a DNS label of at most 40 characters.
        """
        return await self._applications.reserve_slug(application_id, wanted)
