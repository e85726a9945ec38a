"""What an agent may do; pure, but for looking where links in the work tree lead."""

import hashlib
from pathlib import Path

from activities.building.agents.asking import Wanted
from activities.building.agents.commands import Judgement, Verdict, judge_command
from activities.building.agents.places import Place, Tree
from activities.building.agents.port import PermissionWish
from storage.redaction import plain, redacted

_FINE = Judgement(Verdict.ALLOW, "it stays in the work tree")
_UNKNOWN = Judgement(Verdict.ASK_OWNER, "policy doesn't know it")
_NETWORK = Judgement(Verdict.REFUSE, "it uses the network")
_UNJUDGED = Judgement(Verdict.ASK_OWNER, "policy doesn't know all that it is called with")
_TOO_MUCH = Judgement(Verdict.REFUSE, "it names too much")
_UNSEEN = Judgement(Verdict.REFUSE, "it is too long for the owner to see what he would allow")
LONGEST_RESOURCE = 300
_MOST_OPTIONS = 16
_WITHOUT_EFFECT = frozenset({"think", "diagnostics", "context", "builtin"})


class Policy:
    """The rules of one session."""

    def __init__(self, tree: Path, allowed: frozenset[str] = frozenset()) -> None:
        self._tree = Tree(tree)
        self._allowed = allowed

    def judge(self, wanted: Wanted) -> Judgement:
        """Judge a request; what only the owner may allow is allowed once he has."""
        if wanted.too_much:
            return _TOO_MUCH
        found = max(self._judgements(wanted), key=lambda each: each.verdict)
        if found.verdict is not Verdict.ASK_OWNER:
            return found
        if self.wish(wanted).fingerprint in self._allowed:
            return Judgement(Verdict.ALLOW, "the owner has allowed it")
        return _UNSEEN if len(self._told(wanted)) > LONGEST_RESOURCE else found

    def wish(self, wanted: Wanted) -> PermissionWish:
        """Return a request as something for the owner to decide, the same in every work tree."""
        told = self._told(wanted)
        key = f"{wanted.capability}\0{told}"
        return PermissionWish(
            capability=plain(wanted.capability)[:40],
            resource=redacted(plain(told))[:LONGEST_RESOURCE],
            fingerprint=hashlib.sha256(key.encode(errors="replace")).hexdigest()[:16],
        )

    def _told(self, wanted: Wanted) -> str:
        lines = wanted.resource.replace(f"{self._tree.root}/", "").splitlines()
        return " ; ".join(" ".join(line.split()) for line in lines)

    def _judgements(self, wanted: Wanted) -> list[Judgement]:
        """Judge everything that the request names: an agent may name one thing and do another."""
        found = [self._by_capability(wanted)]
        found += [judge_command(command, self._tree) for command in wanted.commands]
        writes = wanted.capability != "fs_read"
        found += [self._by_place(self._tree.place(path), writes) for path in wanted.paths]
        found += [_NETWORK for _ in wanted.addresses]
        found += [_UNJUDGED] if wanted.rest else []
        return found

    def _by_capability(self, wanted: Wanted) -> Judgement:
        if wanted.capability in {"web_fetch", "web_search"}:
            return _NETWORK
        if wanted.capability in _WITHOUT_EFFECT:
            return _FINE
        if wanted.capability == "shell":
            return _FINE if wanted.commands else _UNKNOWN
        if wanted.capability in {"fs_read", "fs_write", "filesystem"}:
            return _FINE if wanted.paths else _UNKNOWN
        return _UNKNOWN

    @staticmethod
    def _by_place(place: Place, writes: bool) -> Judgement:
        if place is Place.OUTSIDE:
            return Judgement(Verdict.REFUSE, "it is outside of the work tree")
        if place is Place.SECRET:
            return Judgement(Verdict.REFUSE, "it may hold secrets")
        if place is Place.GUARDED and writes:
            return Judgement(Verdict.REFUSE, "it steers git or the agent")
        return _FINE


def option_for(options: object, *, allow: bool) -> str | None:
    """Return the id of the option that allows or refuses this once; None when there is none."""
    kind = "allow_once" if allow else "reject_once"
    for option in options[:_MOST_OPTIONS] if isinstance(options, list) else ():
        if isinstance(option, dict) and option.get("kind") == kind:
            chosen = option.get("optionId")
            if isinstance(chosen, str):
                return chosen
    return None
