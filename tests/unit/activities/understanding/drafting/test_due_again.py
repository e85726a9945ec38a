"""What is due again and again is a list with its days."""

from activities.understanding.analysis import analyse


def _lists(text: str) -> dict[str, set[str]]:
    return {one.label: {f.label for f in one.fields} for one in analyse(text).entities}


def test_vaccinations_of_animals_are_kept_one_by_one() -> None:
    lists = _lists(
        "i have a flock of sheep, about 60 ewes. want ear tag, date of birth, breed, lambing each "
        "year with how many lambs alive and dead, and vaccinations. must remind me when a "
        "vaccination is due again."
    )
    assert lists["Vaccination"] == {"Date", "What", "Due again"}
    assert {"Lambs alive", "Lambs dead"} <= lists["Lambing"]


def test_what_is_no_deed_stays_a_field() -> None:
    lists = _lists("Cars: plate, insurance. Remind me when insurance is due.")
    assert set(lists) == {"Car"}
