"""Reading the JUnit file of a test run in which hostile code took part."""

from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from activities.quality.gates.tree import readable
from models.errors import QualityError

_LONGEST_MESSAGE = 400


@dataclass(frozen=True)
class Case:
    """A test that did not pass: ``place`` is its dotted module and class."""

    name: str
    place: str
    message: str


@dataclass(frozen=True)
class TestRun:
    """How many tests there were and how they ended."""

    __test__ = False  # pytest would take it for a test

    tests: int
    failed: tuple[Case, ...]
    skipped: int

    @property
    def executed(self) -> int:
        """Tests that were really run."""
        return self.tests - self.skipped


def parse_junit(content: bytes) -> TestRun:
    """Return what a JUnit file tells, counting its cases instead of believing its totals.

    Raises:
        QualityError: It is no JUnit file, or declares entities.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise QualityError("The test report declares entities, which no test report does.")
    try:
        root = Xml.fromstring(content)  # noqa: S314 - entities were refused above, the size is bounded
    except Xml.ParseError as problem:
        raise QualityError("The test report can't be read.", cause=str(problem)) from problem
    cases = list(root.iter("testcase"))
    failed = tuple(_failed(case, trouble) for case in cases for trouble in _troubles(case)[:1])
    skipped = sum(case.find("skipped") is not None for case in cases)
    return TestRun(len(cases), failed, skipped)


def _troubles(case: Xml.Element) -> list[Xml.Element]:
    return [child for child in case if child.tag in ("failure", "error")]


def _failed(case: Xml.Element, trouble: Xml.Element) -> Case:
    message = trouble.get("message") or (trouble.text or "").strip() or "failed"
    return Case(
        name=readable(case.get("name") or "a test", 200),
        place=readable(case.get("classname") or "", 200),
        message=readable(message, _LONGEST_MESSAGE),
    )
