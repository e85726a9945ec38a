"""Python files in another encoding than UTF-8 look different to people than to the interpreter."""

import io
import tokenize

from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding, Severity

_PLAIN = frozenset({"utf-8", "utf-8-sig", "ascii", "us-ascii"})


def find_odd_encodings(tree: SourceTree) -> list[QualityFinding]:
    """Return a finding for each Python file that is not plain UTF-8."""
    return [
        QualityFinding(
            rule="tree.odd-encoding",
            severity=Severity.ERROR,
            message="The file is not UTF-8, so it can hide what it does.",
            path=file.path,
            line=1,
            remedy="Save the file as UTF-8 and remove the line that names its encoding.",
        )
        for file in tree.files
        if file.suffix in (".py", ".pyi", ".pyw") and not _is_plain(tree.content(file))
    ]


def _is_plain(content: bytes) -> bool:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        content.decode("utf-8")
    except (SyntaxError, UnicodeDecodeError):
        return False
    return encoding.lower() in _PLAIN and b"\0" not in content
