"""Options that commands of several modules share."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder of everything that is kept [default: .orchestrator]."),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Take every recommended answer and approve.")
]
Exit = Annotated[
    bool, typer.Option("--exit", help="Leave after the result instead of keeping the stack up.")
]
Application = Annotated[str, typer.Argument(help="Id, slug or title of an application.")]
Job = Annotated[
    str, typer.Argument(help="Id of a job, or an application: its newest job is meant.")
]
Alert = Annotated[str, typer.Argument(help="Id of an alert, or its beginning.")]
