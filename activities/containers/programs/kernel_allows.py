"""Tells, as JSON, what of a confinement the kernel lets this account do; does it to itself."""

import json
import os
import sys

from activities.containers.programs.confine import landlock_version, leave_network, take_view


def main() -> None:
    """Print which Landlock there is, and whether an own network and an own view can be had."""
    linux = sys.platform == "linux"
    told = {
        "landlock": landlock_version() if linux else 0,
        "network": linux and leave_network(privileged=os.geteuid() == 0),
        "view": linux and take_view(),
    }
    sys.stdout.write(json.dumps(told))
