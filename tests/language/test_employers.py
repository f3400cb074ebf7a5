import pytest

from knowledge.language import employers


@pytest.mark.parametrize(("text", "employer"), [
    ("cook but I work for a catering company not the school", "contractor"), ("I'm employed by the council", "council"),
    ("we are outsourced", "contractor"), ("working through an agency", "agency"), ("i work for a big academy trust", "trust"),
])
def test_the_employer_they_name_is_known(text, employer):
    assert employers.named(text) == employer


@pytest.mark.parametrize("text", ["I deal with contractors on site", "good company", "teaching assistant", "the council offices"])
def test_other_talk_names_no_employer(text):
    assert employers.named(text) is None
