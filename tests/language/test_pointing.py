import pytest

from knowledge.language import pointing

NAMES = ["Functional Skills in English and maths", "Helping in a class", "Mentoring", "First aid at work"]


@pytest.mark.parametrize(("text", "places"), [
    ("the first one please", [0]), ("first and third", [0, 2]), ("2nd", [1]), ("number 2", [1]), ("the last one", [3]), ("top two", [0, 1]),
    ("1 and 3", [0, 2]), ("I'll take the second", [1]),
])
def test_a_place_in_the_list_is_found(text, places):
    assert pointing.places(text, 4) == places


@pytest.mark.parametrize("text", ["not the first one", "first aid", "my first job was cleaning", "the ninth", "yes", "", "level 2", "2 kids"])
def test_other_words_point_to_no_place(text):
    assert pointing.places(text, 4) == []


@pytest.mark.parametrize(("text", "places"), [
    ("functional skills please", [0]), ("mentoring and the maths", [2, 0]), ("just the first aid one", [3]), ("not mentoring", []), ("the cheap one", []),
])
def test_a_part_of_a_name_is_enough(text, places):
    assert pointing.by_part_of(NAMES, text) == places


@pytest.mark.parametrize("text", ["all of them", "bit of everything really", "the lot"])
def test_all_of_them(text):
    assert pointing.says_all(text)


@pytest.mark.parametrize("text", ["not all of them", "none", "small"])
def test_not_all_of_them(text):
    assert not pointing.says_all(text)


@pytest.mark.parametrize(("text", "wanted"), [
    ("nah stay in my job", pointing.STAY), ("do my job better", pointing.STAY), ("stay as i am", pointing.STAY), ("no just my own job", pointing.STAY),
    ("happy where i am", pointing.STAY), ("not looking to move", pointing.STAY), ("want a better paid job", pointing.LEAVE),
    ("change my job", None), ("something else", pointing.LEAVE), ("move up", pointing.LEAVE), ("the children", None), ("", None),
])
def test_staying_or_leaving(text, wanted):
    assert pointing.stay_or_leave(text) == wanted


POINTS = ["Costs: who pays?", "Time away from work", "Training mentor"]


@pytest.mark.parametrize(("text", "states"), [
    ("all sorted", dict.fromkeys(range(3), "sorted")), ("not done any of it yet", dict.fromkeys(range(3), "todo")),
    ("not sure about any of them", dict.fromkeys(range(3), "not-sure")), ("costs are sorted but not the mentor", {0: "sorted", 2: "todo"}),
    ("mentor and time are sorted, costs aren't", {2: "sorted", 1: "sorted", 0: "todo"}), ("some of it is done", {}), ("purple", {}),
    ("i got a C in maths in 1998 and my friend got one as well", {}),
])
def test_how_each_point_stands(text, states):
    assert pointing.states(POINTS, text) == states
