"""Options that commands of several modules share."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder of everything that is kept [default: .orchestrator]."),
]
