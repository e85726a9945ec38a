"""The ids by which a run tells whether it began before a change of what runs do.

An id stays as it is for ever, and is asked for before the first local activity of a run: a marker
that follows one may fall into the next workflow task, where a replay does not find it.
"""

CAREFUL_ENDINGS = "careful-endings"
"""Nothing is undone that is recorded, and no failed undo gets in the way of an end."""
BUILDERS = "builders"
"""There is a choice of builders; runs from before go on with the embedded one."""
PLACEMENT = "placement"
"""There is a choice of hosts; runs from before go on with the one of their policy."""
PLANS = "deployment-plan"
"""What a deployment will do is planned before it begins."""
BESIDE = "reserves-beside"
"""Memory is reserved for a second instance beside the first."""
LEFT_DATA = "left-data"
"""Records say which copy of the data a version left; runs from before take the next number's."""
EARLY_WORDS = "early-words"
"""What is said before it is asked for is kept."""
FOR_GOOD = "deletions-for-good"
"""Nothing cancels a deletion that removes what no undo brings back."""
KEPT_DATA = "keep-data-as-backup"
"""A deletion that keeps the data makes a last backup; asked for after a local activity."""
KEPT_DATA_EARLY = "keep-data-early"
"""The same, asked for before it."""
WHOLE_STEPS = "whole-steps"
"""Steps that belong together are not paused in between, and undone in an order that shows nobody
the wrong data; what can't be undone is told, and a failed tidy-up fails no job."""
STRANDED_JOBS = "stranded-jobs"
"""Jobs that wait for lost hosts are told of it again."""
FINDINGS = "findings"
"""Upkeep starts what heals and tells, instead of putting things right itself."""
