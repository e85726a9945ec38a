"""Who wins, where a ranking is wanted: players of whom each game names the winner; pure."""

import re
from functools import cache

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.languages.labels import field_in, said_in
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.words import label_of
from models.fields import FieldType

_PARTIES = re.compile(r"team|club|family|pair|couple|side|household|group")


def keep_players(draft: Draft, text: str, language: str) -> None:
    """Keep those who win as a list, where they are to be ranked, with the winner of each game.

    Args:
        draft: What was understood; a field becomes a relation to a list of players.
        text: The request.
        language: ISO 639-1 code.
    """
    rows = read_table("winners")
    if language not in rows or len(draft.entities) >= MOST_ENTITIES:
        return
    wins, ranking = _turns(language)
    asked = ranking.search(text)
    anybody = any(is_somebody(e) or _PARTIES.search(e.name) for e in draft.entities.values())
    games = [(e, told) for e in draft.entities.values() for told in e.fields if _is_won(told, wins)]
    if asked is None or not games:
        return
    if language != "en":
        _drop_rankings(draft, ranking)
    if anybody or len(games) != 1:
        return
    ((game, winner),) = games
    players = _players(draft, winner.evidence, language)
    label = rows[language]["winner"]
    game.fields = [
        told for told in game.fields if told is not winner and not ranking.fullmatch(told.evidence)
    ]
    draft.link(game, players, label, evidence=winner.evidence)
    link = draft.links[-1]
    link.relation = link.relation.model_copy(update={"name": "winner", "label": label})
    same = {players.label.lower(), players.plural_label.lower()}
    if any(told.specification.label.lower() in same for told in game.fields):
        own = [told for told in game.fields if told.specification.label.lower() not in same]
        game.fields = own
        draft.link(game, players, players.plural_label, many=True, evidence=winner.evidence)


def _drop_rankings(draft: Draft, ranking: re.Pattern[str]) -> None:
    """Take away what only shows others in their order, where it was made a field."""
    for entity in draft.entities.values():
        kept = [told for told in entity.fields if not ranking.fullmatch(told.evidence.strip())]
        entity.fields = kept or entity.fields


@cache
def _turns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = read_table("winners")[language]
    return (
        re.compile(row["wins"], re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{row['ranking']})(?!\w)", re.IGNORECASE),
    )


def _is_won(told: DraftField, wins: re.Pattern[str]) -> bool:
    text = told.specification.type is FieldType.TEXT and told.evidence
    return bool(text) and wins.fullmatch(told.evidence.strip()) is not None


def _players(draft: Draft, evidence: str, language: str) -> DraftEntity:
    entry = said_in("player", language) if language != "en" else None
    one, many = entry.one if entry else "player", read_table("winners")[language]["players"]
    players = DraftEntity("player", label_of(one), label_of(many), None, "", STATED)
    players.add("name", evidence, STATED)
    if language != "en":
        for told in players.fields:
            told.specification = field_in(told.specification, language)
    players.described = True
    draft.entities["player"] = players
    return players
