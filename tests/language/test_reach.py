"""A way to be reached: found where it is whole, and nothing else of the words with it."""
import pytest

from knowledge.language import masking, reach


@pytest.mark.parametrize(("text", "found"), [
    ("07700 900123", "07700 900123"), ("ring 07700900123 or jo@mail.example after 4", "jo@mail.example, 07700900123"),
    ("+44 (0)7700 900 123 ext 12", "+44 (0)7700 900 123 ext 12"), ("0161-496-0000, thanks", "0161-496-0000"),
    ("7700900123", "7700900123"), ("my email's jo.o'neil@a.b.example.", "jo.o'neil@a.b.example"), ("01632\u00a0960001", "01632 960001"),
    ("jo@mail.example jo@mail.example", "jo@mail.example"),
])
def test_what_is_whole_is_found_alone(text, found):
    assert reach.found(text) == found


@pytest.mark.parametrize("text", ["", "my usual number", "0770 900", "12/11/1980", "jo@mail", "@jo", "jo at mail dot example", "AB 12 34 56 C", "3456 7890 2345", "room 12", "x" * 130 + "@mail.example"])
def test_what_is_none_is_not(text):
    assert reach.found(text) is None


@pytest.mark.parametrize("text", ["0770 900", "jo@mail", "@jo", "07700 900123", "jo@mail.example"])
def test_pieces_are_seen(text):
    assert reach.looks_like_one(text)


@pytest.mark.parametrize("text", ["my usual number", "in room 12", "after 4 on Monday"])
def test_other_words_are_no_piece(text):
    assert not reach.looks_like_one(text)


@pytest.mark.parametrize("text", ["07700 900123", "jo@mail.example", "+44 7700 900123", "0161-496-0000"])
def test_what_is_found_is_masked_everywhere_else(text, store):
    assert masking.mask(text, store)[1]
