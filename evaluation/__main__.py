"""Prints how well requests are understood: ``python -m evaluation``."""

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from activities.understanding.warming import warm_up
from evaluation.corpus import FOLDER, Part, load
from evaluation.running import Totals, evaluate
from evaluation.scores import Tally


class Row(NamedTuple):
    """One figure, and what it must reach."""

    what: str
    value: float
    goal: float | None = None
    at_most: bool = False
    detail: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def rows(totals: Totals) -> list[Row]:
    """Return the figures of a part of the corpus."""
    tallies = totals.tallies
    return [
        Row("category, accuracy", totals.categories.recall, 0.92),
        _f1("entities", tallies["entities"], 0.88),
        _f1("fields", tallies["fields"], 0.80),
        Row("types of the fields found, accuracy", tallies["types"].precision),
        _f1("relations", tallies["relations"], 0.75),
        _f1("views", tallies["views"], 0.85),
        Row("beyond the limits, recall", tallies["limits"].recall, 0.95),
        Row("beyond the limits, precision", tallies["limits"].precision, 0.90),
        Row("complete requests without questions", totals.silent_when_complete.recall, 0.90),
        Row("vague requests with questions", totals.asked_when_vague.recall, 1.0),
        Row("answers that change the specification", totals.answers_that_count.recall),
        Row("questions a request", totals.questions / totals.requests),
        Row("refusals, recall", totals.refusals.recall, 1.0),
        Row("refusals, precision", totals.refusals.precision, 1.0),
        Row("language, accuracy", totals.languages.recall),
        Row("expected calibration error", totals.calibration, 0.08, at_most=True),
        Row("analysis, ms, p50", totals.slowest(0.5)),
        Row("analysis, ms, p99", totals.slowest(0.99), 50, at_most=True),
    ]


def _f1(what: str, tally: Tally, goal: float) -> Row:
    detail = f"precision {tally.precision:.3f}, recall {tally.recall:.3f}"
    return Row(f"{what}, F1", tally.f1, goal, detail=detail)


def main() -> int:
    """Measure, print, and return 1 when a goal is missed and ``--strict`` was given."""
    arguments = _parser().parse_args()
    part = Part(arguments.part)
    labels = [label for label in load(arguments.corpus) if label.part is part or arguments.all]
    warm_up()
    evaluate(labels[:3])  # loads the tables, so that they don't count in the times
    totals = evaluate(labels)
    found = rows(totals)
    _show(Console(width=None if sys.stdout.isatty() else 110), found, totals, part)
    if arguments.mistakes:
        for name, mistakes in totals.mistakes.items():
            sys.stdout.write(f"{name}: {'; '.join(mistakes)}\n")
    if arguments.json:
        values = {row.what: row.value for row in found}
        arguments.json.write_text(json.dumps(values, indent=2))
    return 1 if arguments.strict and any(row.reached is False for row in found) else 0


def _show(console: Console, found: list[Row], totals: Totals, part: Part) -> None:
    table = Table(title=f"{totals.requests} requests of the {part} part")
    for heading in ("figure", "value", "goal", "reached", ""):
        table.add_column(heading)
    for row in found:
        sign = "≤" if row.at_most else "≥"
        goal = f"{sign} {row.goal:g}" if row.goal is not None else ""
        reached = {True: "yes", False: "no", None: ""}[row.reached]
        table.add_row(row.what, f"{row.value:.3f}", goal, reached, row.detail)
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--part", choices=[*Part], default=Part.TEST, help="of the corpus")
    parser.add_argument("--all", action="store_true", help="both parts together")
    parser.add_argument("--mistakes", action="store_true", help="list them, a request a line")
    parser.add_argument("--corpus", type=Path, default=FOLDER, help="another folder of requests")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the values there")
    parser.add_argument("--strict", action="store_true", help="fail when a goal is missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
