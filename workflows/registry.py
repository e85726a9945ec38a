"""All workflows that a worker runs."""

from workflows.create_application import CreateApplication
from workflows.delete_application import DeleteApplication
from workflows.heal import Heal
from workflows.modify_application import ModifyApplication
from workflows.roll_back_application import RollBackApplication
from workflows.tell_alerts import TellAlerts
from workflows.upkeep import Upkeep

WORKFLOWS: tuple[type, ...] = (
    CreateApplication,
    ModifyApplication,
    RollBackApplication,
    DeleteApplication,
    Upkeep,
    Heal,
    TellAlerts,
)
