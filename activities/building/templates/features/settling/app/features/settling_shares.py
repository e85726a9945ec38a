"""Splits what was spent into fair shares, and finds the payments that make it even. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

_MOST_EXACT = 12
"""For more people than these the fewest payments take too long to find; few are found then."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What somebody gives somebody else."""

    giver: str
    receiver: str
    amount: int


def fair_shares(paid: Mapping[str, int], unit: int) -> dict[str, int]:
    """Return what each one should bear; together it is exactly what was paid.

    Units that can't be divided are borne by those who paid the most.

    Args:
        paid: What each one paid, by person.
        unit: The smallest amount that can be paid.
    """
    if not paid:
        return {}
    units, odd = divmod(sum(paid.values()), unit)
    each, rest = divmod(units, len(paid))
    ordered = sorted(paid, key=lambda person: (-paid[person], person))
    shares = {person: (each + (i < rest)) * unit for i, person in enumerate(ordered)}
    shares[ordered[0]] += odd
    return shares


def payments(balances: Mapping[str, int]) -> list[Payment]:
    """Return the fewest payments after which nobody owes anything.

    People whose balances add up to nothing can settle among themselves, and n people need n - 1
    payments at most. So the more such groups there are, the fewer payments are needed.

    Args:
        balances: What each one gets back, or has to give when it is negative; all add up to 0.
    """
    open_ones = {person: amount for person, amount in balances.items() if amount}
    people = sorted(open_ones, key=lambda person: (-abs(open_ones[person]), person))
    groups = _groups(people, open_ones) if len(people) <= _MOST_EXACT else [people]
    return [found for group in groups for found in _within(group, open_ones)]


def _groups(people: list[str], balances: Mapping[str, int]) -> list[list[str]]:
    """Divide people into as many groups as possible whose balances add up to nothing."""
    sums, most = [0], [0]
    for chosen in range(1, 1 << len(people)):
        lowest = (chosen & -chosen).bit_length() - 1
        sums.append(sums[chosen & (chosen - 1)] + balances[people[lowest]])
        best = max(most[chosen ^ bit] for bit in _bits(chosen))
        most.append(best + (sums[chosen] == 0))
    groups: list[list[str]] = []
    chosen = len(sums) - 1
    while chosen:
        if sums[chosen] == 0:
            groups.append([])
        wanted = most[chosen] - (sums[chosen] == 0)
        bit = next(bit for bit in _bits(chosen) if most[chosen ^ bit] == wanted)
        groups[-1].append(people[bit.bit_length() - 1])
        chosen ^= bit
    return groups


def _bits(chosen: int) -> list[int]:
    bits = []
    while chosen:
        bits.append(chosen & -chosen)
        chosen &= chosen - 1
    return bits


def _within(people: list[str], balances: Mapping[str, int]) -> list[Payment]:
    """Let those who owe the most pay those who get the most."""
    rest = {person: balances[person] for person in people}
    found = []
    while any(rest.values()):
        giver = min(rest, key=lambda person: (rest[person], person))
        receiver = max(rest, key=lambda person: (rest[person], person))
        amount = min(-rest[giver], rest[receiver])
        rest[giver] += amount
        rest[receiver] -= amount
        found.append(Payment(giver, receiver, amount))
    return found
