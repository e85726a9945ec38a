"""The command line ``orchestrator``: all commands in one place."""

import typer

from terminal.entry import alerts, applications, backups, configuration, hosts, jobs, operating

app = typer.Typer(
    name="orchestrator",
    help="Turns a sentence into a running, private web application.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (applications, jobs, backups, operating):
    app.add_typer(group.commands)
app.add_typer(alerts.commands, name="alerts")
app.add_typer(hosts.commands, name="hosts")
app.add_typer(configuration.commands, name="config")
