"""What the settings let leave the machine, in plain words; pure."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr

from models.builders import EMBEDDED
from settings import AlertSettings, AnalyserChoice, Settings, UnderstandingSettings


def what_leaves(settings: UnderstandingSettings) -> tuple[str, ...]:
    """Return what is sent where when a request is read, a sentence each."""
    if settings.analyser is not AnalyserChoice.MODEL or not settings.base_url:
        return ("Requests are read on this machine, by rules: for that nothing of them leaves it.",)
    address, own = settings.base_url, on_this_machine(settings.base_url)
    first = (
        f"Requests are read by the language model {settings.model} at {address}, on this machine: "
        f"nothing of them leaves it, unless that program passes them on."
        if own
        else f"Requests for new applications LEAVE THIS MACHINE: they are sent to {address} and "
        f"read by the language model {settings.model} there."
    )
    found = [
        first,
        "What is sent: the words of the request, a title if one was chosen, and our instructions. "
        "What is not: who asked, wishes to change, answers, records of applications, keys and "
        "passwords that are recognised as such, and requests that are refused.",
        f"At most {settings.tokens_per_request:,} tokens are used per request and "
        f"{settings.tokens_per_day:,} per day; beyond that, and whenever the model does not "
        f"answer within {settings.timeout_seconds:g} s, the request is read on this machine.",
    ]
    if not own and address.startswith("http:"):
        what = "the request and the key" if settings.api_key else "the request"
        found.append(f"The connection is not encrypted: {what} can be read on the way.")
    return tuple(found)


def what_alerts_leave(settings: AlertSettings) -> tuple[str, ...]:
    """Return what is sent where when something is wrong, a sentence each."""
    addresses = [settings.webhook_url, *settings.urls]
    told = [f"{p.scheme}://{p.hostname or '…'}" for p in map(_parts, addresses) if p is not None]
    if not told:
        return ("Alerts stay on this machine: no channel is configured.",)
    what = "what is wrong with which application and what was done about it"
    if settings.diagnostics:
        what += ", the end of its log, and figures of the host"
    return (f"Alerts are sent to {', '.join(told)}: {what}; secrets are taken out.",)


def what_agents_leave(settings: Settings) -> tuple[str, ...]:
    """Return what is sent where when an application is written, a sentence each."""
    kiro = settings.kiro.command
    named = ["opencode"]
    if settings.custom_agent.command is not None:
        named.append(settings.custom_agent.name)
    return (
        f"If Kiro ({kiro}) is installed here and signed in, or KIRO_API_KEY is set, it writes "
        f"applications unless another builder is named: the specification with your words, the "
        f"sources and the output of commands are then SENT TO KIRO'S SERVICE. "
        f"`--builder {EMBEDDED}` keeps them on this machine.",
        f"Other coding agents ({', '.join(named)}) get them only when they are named with "
        f"`--builder`, and ask the model of their own configuration.",
    )


def everything_that_leaves(settings: Settings) -> tuple[str, ...]:
    """Return what is sent where, by whatever part, a sentence each."""
    return (
        *what_leaves(settings.understanding),
        *what_agents_leave(settings),
        *what_alerts_leave(settings.alerts),
    )


def _parts(address: SecretStr | None) -> SplitResult | None:
    return None if address is None else urlsplit(address.get_secret_value())


def on_this_machine(address: str) -> bool:
    """Say whether an address is of this machine for certain."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
