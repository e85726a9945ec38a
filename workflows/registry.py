"""All workflows that a worker runs."""

from workflows.clean_up import CleanUp
from workflows.create_application import CreateApplication
from workflows.delete_application import DeleteApplication
from workflows.modify_application import ModifyApplication
from workflows.roll_back_application import RollBackApplication
from workflows.tend_resources import TendResources
from workflows.upkeep import Upkeep

WORKFLOWS: tuple[type, ...] = (
    CreateApplication,
    ModifyApplication,
    RollBackApplication,
    DeleteApplication,
    Upkeep,
    TendResources,
    CleanUp,
)
