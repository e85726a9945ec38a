"""What holds for all tests."""

import os

from hypothesis import settings

# Where a failure stops a delivery, the examples are the same each time; elsewhere they are new.
settings.register_profile("delivery", derandomize=True)
if os.environ.get("ORCHESTRATOR_REQUIRE_ALL") == "1":
    settings.load_profile("delivery")
