"""Runs the rows that are asked for, and prints a table."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Report, show
from benchmarks.machine import described
from benchmarks.rows import ROWS


def main() -> int:
    """Measure, print, and return 1 when a goal is missed and ``--strict`` was given."""
    arguments = _parser().parse_args()
    console = Console(width=None if sys.stdout.isatty() else 150)
    report = Report(described())
    console.print(json.dumps(report.machine))
    for name in arguments.rows or ROWS:
        console.rule(name, align="left")
        figures = asyncio.run(ROWS[name](arguments.quick))
        show(console, figures)
        report.figures.extend(figures)
    if len(arguments.rows) != 1:
        console.rule("all rows", align="left")
        show(console, report.figures)
    if arguments.json:
        arguments.json.write_text(json.dumps(report.as_json(), indent=2))
    missed = any(figure.reached is False for figure in report.figures)
    return 1 if missed and arguments.strict else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", choices=[*ROWS, []], help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all values there")
    parser.add_argument("--strict", action="store_true", help="fail when a goal is missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
