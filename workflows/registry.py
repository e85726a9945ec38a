"""All workflows that a worker runs."""

from workflows.create_application import CreateApplication
from workflows.delete_application import DeleteApplication
from workflows.evacuate_host import EvacuateHost
from workflows.host_watch import HostWatch
from workflows.modify_application import ModifyApplication
from workflows.move_application import MoveApplication
from workflows.roll_back_application import RollBackApplication
from workflows.upkeep import Upkeep

WORKFLOWS: tuple[type, ...] = (
    CreateApplication,
    ModifyApplication,
    RollBackApplication,
    DeleteApplication,
    Upkeep,
    MoveApplication,
    EvacuateHost,
    HostWatch,
)
