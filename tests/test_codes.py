"""Resume codes: read out loud, typed as people type, and never guessed into ordinary words."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import codes

SECRET = b"a secret of this test"
seeds = st.binary(min_size=16, max_size=16).map(bytes.hex)


@given(seeds)
def test_a_code_is_three_groups_without_look_alikes(seed):
    groups = codes.code(SECRET, seed).split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(codes.ALPHABET)


@given(seeds)
def test_the_same_seed_has_the_same_code_and_another_secret_another(seed):
    assert codes.code(SECRET, seed) == codes.code(SECRET, seed)
    assert codes.code(SECRET, seed) != codes.code(b"another", seed)


def test_seeds_are_random():
    assert len({codes.new_seed() for _ in range(100)}) == 100


@pytest.mark.parametrize("typed", ["acef-ghjk-mnrs", "ACEF-GHJK-MNRS", " acef ghjk mnrs ", "acefghjkmnrs", "acef - ghjk - mnrs"])
def test_a_code_is_taken_as_people_type_it(typed):
    assert codes.tidy(typed) == "acefghjkmnrs"


@pytest.mark.parametrize("typed", ["", "acef-ghjk", "acef-ghjk-mnrs-t", "acef-ghjk-mno0", "hello", "<b>acef-ghjk-mnrs"])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.tidy(typed) is None


@given(seeds, st.sampled_from(["carry on with {}", "{}", "my code is {} thanks", "Code: {}.", "({})"]))
def test_a_code_is_found_in_a_sentence(seed, sentence):
    code = codes.code(SECRET, seed)
    assert codes.find(sentence.format(code)) == ([code.replace("-", "")], True)


@pytest.mark.parametrize("text", ["near them here", "they were fast"])
def test_words_that_look_like_a_code_are_not_certain(text):
    found, certain = codes.find(text)
    assert not certain


@pytest.mark.parametrize("text", ["im a dinner lady", "got nvq 2 in 1999", "07700 900123", "", "I have been a school cook for twelve years"])
def test_ordinary_words_hold_no_code(text):
    assert codes.find(text) == ([], False)
