"""Tokens: only ours, only whole, only for a time."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import tokens

SECRET = b"a secret of this test"
TOKEN = tokens.Token("plan", "conversation", "hill-school")


def test_a_token_says_what_was_written():
    assert tokens.read(SECRET, tokens.write(SECRET, TOKEN)) == TOKEN


def test_a_token_is_good_until_its_time_is_over():
    text = tokens.write(SECRET, TOKEN, now=1000)
    assert tokens.read(SECRET, text, now=1000 + tokens.SECONDS) == TOKEN
    with pytest.raises(tokens.ExpiredToken):
        tokens.read(SECRET, text, now=1001 + tokens.SECONDS)


def test_a_token_of_another_secret_is_bad():
    with pytest.raises(tokens.BadToken):
        tokens.read(b"another", tokens.write(SECRET, TOKEN))


@given(st.integers(min_value=0), st.characters())
def test_a_changed_token_is_bad(place, letter):
    text = tokens.write(SECRET, TOKEN, now=1000)
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        with pytest.raises(tokens.BadToken):
            tokens.read(SECRET, changed, now=1000)


@given(st.text())
def test_no_made_up_token_is_good(text):
    with pytest.raises(tokens.BadToken):
        tokens.read(SECRET, text)
