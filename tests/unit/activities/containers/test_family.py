"""Telling processes apart, although numbers come again."""

import os
import subprocess
import sys

from activities.containers.programs.family import descendants, identity, resident_bytes


def test_a_process_has_one_identity_while_it_lives_and_none_afterwards() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    known = identity(child.pid)
    assert known is not None
    assert known == identity(child.pid) != identity(os.getpid())
    assert child.pid in descendants(os.getpid())
    assert resident_bytes(child.pid) >= 0
    child.communicate(b"\n")
    assert identity(child.pid) is None


def test_one_that_ended_but_was_not_collected_counts_as_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert identity(child.pid) is None
    child.wait()
