"""What is said of wishes that are left to people, not wanted or not understood; pure."""

from activities.design.declined import declined
from activities.design.wording import enumerate_words
from activities.understanding.wishes.figures import Unmet, sentences_of
from models.conversation import Understanding
from models.features import FeatureKind
from models.specification import ApplicationSpecification, FieldType, View

_MET_BY = {FeatureKind.SETTLING: "owing", FeatureKind.PROGRESS: "target"}
"""Which features do what is else left to people."""
_OVERLOOKED = (
    "“{}” was not understood, so nothing is kept of it. If it matters, say as a change what it is."
)
_SEVERAL_OVERLOOKED = (
    "{} were not understood, so nothing is kept of them. If they matter, say as a change what "
    "they are."
)


def left_to_people(
    understanding: Understanding, written: ApplicationSpecification
) -> dict[str, str]:
    """Return what is not worked out and which rules are not checked, by the words."""
    met = {_MET_BY[feature.kind] for feature in written.features if feature.kind in _MET_BY}
    told = (
        Unmet(finding.what.partition("=")[2], finding.evidence)
        for finding in understanding.findings
        if finding.what.startswith("unmet=")
    )
    return sentences_of(one for one in told if one.kind not in met)


def without(understanding: Understanding, written: ApplicationSpecification) -> str:
    """Return the sentence on what it is without, as was said."""
    pictured = any(
        field.type is FieldType.PHOTO
        for entity in written.data_model.entities
        for field in entity.fields
    )
    views = [v for v in understanding.unwanted if not (pictured and v is View.PHOTO)]
    others = (
        finding.what.partition("=")[2]
        for finding in understanding.findings
        if finding.what.startswith("declined=")
    )
    return declined(views, written.features, others)


def overlooked(understanding: Understanding) -> dict[str, str]:
    """Return in one sentence what was told to be kept and was not understood, by its words."""
    missed = [
        finding.evidence for finding in understanding.findings if finding.what == "overlooked"
    ]
    if not missed[1:]:
        return {words: _OVERLOOKED.format(words) for words in missed}
    named = enumerate_words([f"“{words}”" for words in missed])
    return {missed[0]: _SEVERAL_OVERLOOKED.format(named)}
