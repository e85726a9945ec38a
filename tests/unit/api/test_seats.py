"""Places for streams."""

import pytest

from api.seats import Seats
from models.errors import TooManyRequests


def test_one_owner_leaves_room_for_others() -> None:
    seats = Seats(4, most_of_one=2)
    with seats.seat("ada"), seats.seat("ada"):
        with pytest.raises(TooManyRequests, match="You have 2 streams"):
            seats.seat("ada")
        with seats.seat("bob"):
            pass
    with seats.seat("ada"):
        pass


def test_there_are_only_so_many() -> None:
    seats = Seats(2, most_of_one=2)
    with (
        seats.seat("ada"),
        seats.seat("bob"),
        pytest.raises(TooManyRequests, match="Too many streams"),
    ):
        seats.seat("eve")
    with seats.seat("eve"):
        pass


def test_a_seat_is_free_again_when_its_stream_fails() -> None:
    seats = Seats(1, most_of_one=1)
    with pytest.raises(OSError, match="gone"), seats.seat("ada"):
        raise OSError("gone")
    with seats.seat("ada"):
        pass
