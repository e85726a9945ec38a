"""All workflows that a worker runs."""

from workflows.back_up_application import BackUpApplication
from workflows.back_up_applications import BackUpApplications
from workflows.clean_up import CleanUp
from workflows.create_application import CreateApplication
from workflows.delete_application import DeleteApplication
from workflows.evacuate_host import EvacuateHost
from workflows.heal import Heal
from workflows.host_watch import HostWatch
from workflows.modify_application import ModifyApplication
from workflows.move_application import MoveApplication
from workflows.prove_backups import ProveBackups
from workflows.restart_application import RestartApplication
from workflows.restore_application import RestoreApplication
from workflows.roll_back_application import RollBackApplication
from workflows.set_state import SetState
from workflows.tell_alerts import TellAlerts
from workflows.tend_resources import TendResources
from workflows.upkeep import Upkeep

WORKFLOWS: tuple[type, ...] = (
    CreateApplication,
    ModifyApplication,
    RollBackApplication,
    DeleteApplication,
    RestoreApplication,
    BackUpApplication,
    BackUpApplications,
    ProveBackups,
    RestartApplication,
    SetState,
    Upkeep,
    Heal,
    TellAlerts,
    TendResources,
    CleanUp,
    MoveApplication,
    EvacuateHost,
    HostWatch,
)
