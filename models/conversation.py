"""The turns between a person and the orchestrator, and what was understood of their words."""

from enum import StrEnum

from pydantic import Field

from models.base import Model, Text
from models.specification import ApplicationKind, Category, Entity, Relation, SitePage, View

MAX_REQUEST_CHARACTERS = 20_000
"""The longest request that is accepted."""

MAX_QUESTIONS = 5
"""The most questions that a conversation asks."""

YOU_DECIDE = "you_decide"
"""The answer that takes the recommended value."""


class ConversationPhase(StrEnum):
    """Where a conversation stands."""

    INITIAL_REQUEST = "initial_request"
    GATHERING_REQUIREMENTS = "gathering_requirements"
    CLARIFYING_DETAILS = "clarifying_details"
    CONFIRMING_SPECIFICATION = "confirming_specification"
    COMPLETED = "completed"


class QuestionKind(StrEnum):
    """How a question can be answered."""

    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    """Any number of the options, as a list."""


class Question(Model):
    """One thing worth asking, with everything needed to answer it at a glance."""

    id: str
    """Stable within the conversation, like ``fields.book``."""
    text: Text
    reason: Text
    """Why it matters, in one sentence."""
    kind: QuestionKind
    options: tuple[Text, ...] = ()
    recommended: str | bool | tuple[str, ...]
    """What ``you_decide`` takes; of the shape that ``kind`` asks for."""


AnswerValue = str | bool | tuple[str, ...]
"""``yes_no`` takes a boolean, ``several`` a list, the rest a text; any takes ``you_decide``."""


class Limit(StrEnum):
    """A kind of wish that is beyond what is built here."""

    NATIVE_APP = "native_app"
    SMS = "sms"
    PHONE_CALLS = "phone_calls"
    EMAIL_SENDING = "email_sending"
    PAYMENTS = "payments"
    BANK_ACCESS = "bank_access"
    VIDEO_CALLS = "video_calls"
    MACHINE_LEARNING = "machine_learning"
    HUGE_SCALE = "huge_scale"
    REALTIME_CHAT = "realtime_chat"
    GPS_TRACKING = "gps_tracking"
    HARDWARE = "hardware"
    EXTERNAL_SERVICE = "external_service"
    LEGAL_MEDICAL_ADVICE = "legal_medical_advice"
    FILES = "files"
    SECRETS = "secrets"
    OTHER_PROGRAM = "other_program"
    """A game, an engine, a chain: something else than keeping records."""


class BeyondLimit(Model):
    """A wish that can't be met, and what is possible instead."""

    limit: Limit
    words: Text
    """In which it was asked for."""
    explanation: Text
    """A sentence that names the alternative."""
    alternatives: tuple[Text, ...] = ()
    """What is possible instead, the recommended one first."""
    chosen: Text = ""
    """The alternative that was chosen; empty until then."""


class Contradiction(Model):
    """Two statements that can't both hold, until one of them is chosen."""

    topic: str
    """What they are about, like ``reading``."""
    first: Text
    """The words of the more careful one, which holds unless the other is chosen."""
    second: Text
    chosen: Text = ""
    """The words of the one that was chosen; empty until then."""


class Finding(Model):
    """Something understood from the words, and how sure that is."""

    what: str
    """Like ``category=collection`` or ``entity=book``."""
    evidence: Text
    """The words that it came from; empty when it is an assumption."""
    confidence: float = Field(ge=0, le=1)


class Understanding(Model):
    """What the analysis of a request found; input of the questions and of the specification."""

    title: Text
    category: Category
    kind: ApplicationKind = ApplicationKind.RECORDS
    language: str = "en"
    """ISO 639 code of the language that the request is written in; "und" where it is not known."""
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    pages: tuple[SitePage, ...] = ()
    """Of a web site, the first one first."""
    findings: tuple[Finding, ...] = ()
    views: tuple[View, ...] = ()
    """What the words ask for besides lists and forms."""
    unwanted: tuple[View, ...] = ()
    """What they say that it shall be without."""
    beyond: tuple[BeyondLimit, ...] = ()
    """Wishes that can't be met."""
    contradictions: tuple[Contradiction, ...] = ()
    """What was said both ways."""
    unread: Text = ""
    """The first words of those that were only skimmed, where a request is very long."""
    completeness: float = Field(ge=0, le=1)
    """Share of what a specification needs that the words say themselves."""
    clarity: float = Field(ge=0, le=1)
    confidence: float = Field(ge=0, le=1)


class ConversationState(Model):
    """A conversation as a front end shows it."""

    phase: ConversationPhase = ConversationPhase.INITIAL_REQUEST
    request: Text = ""
    questions: tuple[Question, ...] = ()
    answers: dict[str, AnswerValue] = Field(default_factory=dict)
    """By question id; only what was answered so far, with ``you_decide`` already resolved.

    A text that is none of the choices, like "yes, but per child", stays as it was said.
    """
    defaults: tuple[str, ...] = ()
    """Ids of the questions that took the recommended answer because nobody answered in time."""
    changes: tuple[Text, ...] = ()
    """What the person asked to change when the specification was shown, oldest first."""
    understanding: Understanding | None = None

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(question for question in self.questions if question.id not in self.answers)


def answered(conversation: ConversationState, given: dict[str, AnswerValue]) -> ConversationState:
    """Return the conversation with these answers taken in; those to other questions are ignored."""
    asked = {question.id: question for question in conversation.questions}
    known = {
        key: asked[key].recommended if value == YOU_DECIDE else value
        for key, value in given.items()
        if key in asked
    }
    defaults = tuple(key for key in conversation.defaults if key not in known)
    answers = conversation.answers | known
    return conversation.model_copy(update={"answers": answers, "defaults": defaults})


def answered_by_default(conversation: ConversationState) -> ConversationState:
    """Return the conversation with the recommended answer to each question that is open."""
    taken = {question.id: question.recommended for question in conversation.open_questions}
    answers = conversation.answers | taken
    return conversation.model_copy(update={"answers": answers, "defaults": tuple(taken)})
