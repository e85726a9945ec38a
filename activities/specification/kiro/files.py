"""All Kiro files of a version; pure."""

from activities.specification.kiro.design_file import design_file
from activities.specification.kiro.requirements_file import requirements_file
from activities.specification.kiro.steering import product, structure, tech
from activities.specification.kiro.tasks_file import tasks_file
from models.specification import ApplicationSpecification, Slug

STEERING = ".kiro/steering"


def kiro_files(
    specification: ApplicationSpecification, slug: Slug, *, done: bool = False
) -> dict[str, str]:
    """Return the files by their path in the source tree; the same input gives the same bytes.

    Args:
        specification: What the version is built from.
        slug: Names the folder below ``.kiro/specs``.
        done: Whether the tree holds the result.
    """
    folder = f".kiro/specs/{slug}"
    return {
        f"{folder}/requirements.md": requirements_file(specification),
        f"{folder}/design.md": design_file(specification),
        f"{folder}/tasks.md": tasks_file(specification, done=done),
        f"{STEERING}/product.md": product(specification),
        f"{STEERING}/tech.md": tech(specification),
        f"{STEERING}/structure.md": structure(specification, folder),
    }
