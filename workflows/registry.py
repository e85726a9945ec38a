"""All workflows that a worker runs."""

from workflows.create_application import CreateApplication
from workflows.delete_application import DeleteApplication
from workflows.modify_application import ModifyApplication
from workflows.restart_application import RestartApplication
from workflows.roll_back_application import RollBackApplication
from workflows.set_state import SetState
from workflows.upkeep import Upkeep

WORKFLOWS: tuple[type, ...] = (
    CreateApplication,
    ModifyApplication,
    RollBackApplication,
    DeleteApplication,
    RestartApplication,
    SetState,
    Upkeep,
)
