"""How much an application needs, and why it is built as it is; pure."""

from models.specification import ApplicationKind, Architecture, DataModel, FieldType, ResourceLimits

_MEMORY_MB, _MEMORY_PER_ENTITY_MB, _FREE_ENTITIES = 192, 8, 4
_DISK_MB, _DISK_PER_ENTITY_MB, _DISK_PER_LONG_TEXT_MB = 512, 64, 32
_MEMORY_FOR_PHOTOS_MB, _DISK_PER_PHOTO_MB, _MOST_PHOTOS = 256, 1_024, 8
"""A photo is in memory as a whole before it is made smaller; some 3,000 fit into a gigabyte."""
_STEP_MB = 64


def resources_for(model: DataModel) -> ResourceLimits:
    """Return the limits of an application: they grow with what it keeps.

    A page takes the same memory however many records there are; each further kind of record adds
    its forms, lists and templates. Photos and long texts
    are what fills a disk.
    """
    more = max(0, len(model.entities) - _FREE_ENTITIES)
    long_texts, photos = _count(model, FieldType.LONG_TEXT), _count(model, FieldType.PHOTO)
    disk = _DISK_MB + more * _DISK_PER_ENTITY_MB + long_texts * _DISK_PER_LONG_TEXT_MB
    disk += min(photos, _MOST_PHOTOS) * _DISK_PER_PHOTO_MB
    memory = _MEMORY_MB + more * _MEMORY_PER_ENTITY_MB + bool(photos) * _MEMORY_FOR_PHOTOS_MB
    return ResourceLimits(memory_mb=_rounded(memory), disk_mb=_rounded(disk))


def grown(limits: ResourceLimits, model: DataModel) -> ResourceLimits:
    """Return limits that suffice for a changed data model; what they allowed before stays."""
    needed = resources_for(model)
    return limits.model_copy(
        update={
            "memory_mb": max(limits.memory_mb, needed.memory_mb),
            "disk_mb": max(limits.disk_mb, needed.disk_mb),
        }
    )


def _count(model: DataModel, kind: FieldType) -> int:
    return sum(field.type is kind for entity in model.entities for field in entity.fields)


def _rounded(megabytes: int) -> int:
    return -(-megabytes // _STEP_MB) * _STEP_MB


def architecture_for(
    model: DataModel, kind: ApplicationKind = ApplicationKind.RECORDS
) -> Architecture:
    """Return what is built, and why so."""
    kinds, ties = len(model.entities), len(model.relations)
    things = "one kind of record" if kinds == 1 else f"{kinds} kinds of records"
    tied = f" that refer to each other in {ties} way{'s' * (ties != 1)}" if ties else ""
    copied = "folder" if _count(model, FieldType.PHOTO) else "file"
    small = (
        "For a household or a small team, one small program with one database file is enough: "
        f"there is nothing to administer, and a copy of one {copied} is a backup."
    )
    if kind is ApplicationKind.SITE:
        return Architecture(
            kind=kind,
            framework="Starlette, pages made at the start",
            database="none: texts and lists are files among the sources",
            rationale=(
                "Visitors only read, so nothing is kept while it runs: all pages are made when it "
                "starts and come from memory. Texts and lists are plain files that their owner can "
                "edit, and every version of them is kept with the sources."
            ),
        )
    if kind is ApplicationKind.API:
        return Architecture(
            kind=kind,
            framework="FastAPI, JSON alone",
            rationale=(
                f"It keeps {things}{tied}, for programs that others write: addresses for each, "
                f"described by an OpenAPI document. {small}"
            ),
        )
    return Architecture(
        rationale=(
            f"It keeps {things}{tied}: forms, lists and a relational database fit that. {small} "
            f"Pages are made on the server, so that they work on any phone and without a build "
            f"step."
        )
    )
