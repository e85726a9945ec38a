"""The ``orchestrator`` command: little enough to be there before anybody presses Ctrl-C."""

from stack.interrupts import leave_at_interrupts


def main() -> None:
    """Load the commands and run the one that is named."""
    leave_at_interrupts()
    from terminal.app import app

    app()


if __name__ == "__main__":
    main()
