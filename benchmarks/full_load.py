"""R8 and R9 in full: ``python -m benchmarks.full_load [--deploys 200] [--requests 1000000]``.

Deployments, rollbacks and versions that fail their gate, until there were as many of the first two
and as many requests of visitors as wanted.
"""

import argparse
import asyncio
import json
import sys

from rich.console import Console

from benchmarks.deployments import runtimes
from benchmarks.figures import show
from benchmarks.machine import described
from benchmarks.rows.constant_load import Extent, measured
from settings import RuntimeChoice


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    choices = [each.value for each in runtimes()]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.full_load", description=__doc__)
    parser.add_argument("--deploys", type=int, default=200, help="deployments and rollbacks")
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--runtime", choices=choices, default=choices[-1])
    given = parser.parse_args()
    console = Console()
    console.print(json.dumps(described()))
    extent = Extent(given.deploys, given.requests)
    figures = asyncio.run(measured(RuntimeChoice(given.runtime), extent))
    show(console, figures)
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
