"""Nothing is lost, and nothing is said twice: reload, Back, a network that fails, two tabs, a code."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.talks import TO_ADVICE, TO_PRACTICALITIES
from tests.browser.visitor import Visitor

SAID = "I am a school cook"
CODE = re.compile(r"\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b")


def talk(visitor: Visitor) -> list[str]:
    """What was said, as it reads, turn by turn; without the buttons, which make way for what was pressed."""
    return [turn.splitlines()[0] for turn in visitor.page.get_by_role("log").locator(".turn .bubble").all_inner_texts()]


def test_a_reload_half_way_keeps_the_talk(visitor):
    visitor.arrive(TO_PRACTICALITIES)
    before = talk(visitor)
    visitor.reload()
    assert talk(visitor) == before
    visitor.say("all of it is still to do")
    assert "agreed:yes" in str(visitor.reply), "and it goes on where it was"


def test_back_from_another_page_keeps_the_talk(visitor):
    visitor.arrive(TO_PRACTICALITIES[:5])
    before = talk(visitor)
    visitor.page.goto(visitor.guide_url + "/knowledge")
    with visitor.answered():
        visitor.page.go_back()
    assert talk(visitor) == before
    visitor.play(TO_PRACTICALITIES[5:6])


def send_in_vain(visitor: Visitor) -> None:
    """Sends something that is not answered, and waits until the page says so."""
    visitor.write(SAID)
    visitor.button("Send").click()
    expect(visitor.button("Try again")).to_be_visible()


@pytest.mark.parametrize("loss", ["lose_the_network", "lose_answers"])
def test_what_was_lost_on_its_way_or_its_way_back_is_said_once_when_it_is_tried_again(visitor, loss):
    visitor.arrive([["for:self"]])
    ids = visitor.sent_ids()
    getattr(visitor, loss)()
    send_in_vain(visitor)
    visitor.find_the_network()
    visitor.press("Try again")
    expect(visitor.trouble).to_be_hidden()
    assert len(ids) >= 2 and len(set(ids)) == 1, "each try has the same id"
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)
    visitor.reload()
    expect(visitor.own.filter(has_text=SAID)).to_have_count(1)


def test_while_one_is_sent_another_is_kept_in_the_box(visitor):
    visitor.visit()
    visitor.lose_the_network()
    send_in_vain(visitor)
    visitor.write("And I serve lunch")
    visitor.button("Send").click()
    expect(visitor.box).to_have_value("And I serve lunch")
    expect(visitor.own).to_have_count(1)


def test_two_tabs_are_two_conversations(visitor):
    other = visitor.another_tab()
    visitor.turn_to().arrive([["for:self"], ["role:school-cook"]])
    other.turn_to().arrive([["for:self"], ["role:cleaner"]])
    visitor.turn_to().play([["duties:cook-meals"]])
    for one in (visitor, other):
        one.turn_to().reload()
    assert "Clean" not in str(visitor.reply["messages"][-1]) and "School cleaner" not in " ".join(talk(visitor))
    assert "School cook" not in " ".join(talk(other))


def test_a_tab_that_was_duplicated_shares_the_talk_and_mixes_nothing_up(visitor):
    visitor.arrive(TO_PRACTICALITIES[:2])
    twin = visitor.duplicated()
    assert talk(twin) == talk(visitor)
    for one, other, step in ((visitor, twin, 2), (twin, visitor, 3), (visitor, twin, 4)):
        one.turn_to().play(TO_PRACTICALITIES[step:step + 1])
        # Whoever turns to the other tab finds the talk as it stands now.
        expect(other.turn_to().own).to_have_count(step + 1)
        other.learn(one)
    for one in (visitor, twin):
        one.turn_to().reload()
    assert talk(visitor) == talk(twin)
    expect(visitor.own).to_have_count(5)


def test_two_tabs_that_speak_at_once_are_answered_one_after_the_other(visitor):
    visitor.arrive(TO_PRACTICALITIES[:2])
    twin = visitor.duplicated()
    for one, words in ((visitor, "I cook the meals"), (twin, "I lead the team")):
        one.turn_to().write(words)
    twin.button("Send").click()
    visitor.turn_to().button("Send").click()
    for one in (twin, visitor, twin):
        expect(one.turn_to().own).to_have_count(4)
    for one in (visitor, twin):
        one.turn_to().reload()
    assert talk(visitor) == talk(twin)
    for words in ("I cook the meals", "I lead the team"):
        expect(visitor.own.filter(has_text=words)).to_have_count(1)


def test_carrying_on_with_a_code(visitor, visitors):
    visitor.arrive(TO_ADVICE)
    visitor.press("Stop for now")
    code = CODE.search(str(visitor.reply)).group()
    other = visitors().visit()
    other.carry_on(code.upper())
    assert other.reply["done"] == visitor.reply["done"] and other.card("recommendation")
    other.play([["pick:cluster-networks"]])


def test_a_code_that_is_not_one_says_what_to_do(visitor):
    visitor.visit()
    dialog = visitor.dialog("I have a code")
    dialog.get_by_role("button", name="Carry on").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Write your code first")
    visitor.watch.expects("404")
    dialog.get_by_role("textbox").fill("acef-ghjk-mnrs")
    dialog.get_by_role("button", name="Carry on").click()
    expect(dialog.get_by_role("alert")).to_contain_text("code")
    visitor.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_start_again_and_forget_me_are_asked_first(visitor):
    visitor.arrive(TO_PRACTICALITIES[:2])
    visitor.dialog("Start again").get_by_role("button", name="No").click()
    expect(visitor.own).to_have_count(2)
    with visitor.answered():
        visitor.dialog("Start again").get_by_role("button", name="Yes").click()
    expect(visitor.own).to_have_count(0)
    with visitor.page.expect_response(re.compile("/forget$")):
        visitor.dialog("Forget me").get_by_role("button", name="Yes").click()
    expect(visitor.button("Start a new conversation")).to_be_visible()
    assert visitor.kept() == {}
