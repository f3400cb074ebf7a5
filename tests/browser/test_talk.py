"""A whole conversation, by keyboard alone and by mouse on a small screen."""
from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.talks import ALL_TO_DO, TO_PLAN, TO_PRACTICALITIES
from tests.browser.watch import focused, lost


def test_from_the_first_message_to_the_plan_by_keyboard_alone(visitor):
    visitor.visit()
    for step in TO_PLAN:
        visitor.type(step) if isinstance(step, str) else visitor.choose_by_keyboard(*step)
        assert not lost(visitor.page), f"after {step} nothing has the focus"
    assert visitor.card("plan")


def test_a_line_more_and_a_send_by_keyboard(visitor):
    visitor.visit()
    visitor.tab_to("Your message")
    visitor.page.keyboard.type("I cook")
    visitor.page.keyboard.press("Shift+Enter")
    visitor.page.keyboard.type("for a primary school")
    with visitor.answered():
        visitor.page.keyboard.press("Enter")
    expect(visitor.own.last).to_contain_text("I cook\nfor a primary school", use_inner_text=True)
    assert focused(visitor.page) == "Your message"


def test_the_practical_points_by_keyboard_alone(visitor):
    visitor.arrive(TO_PRACTICALITIES)
    lines = [line for line in visitor.lines("practicalities") if line.get("options")]
    for line in lines:
        # The rings of one line are one stop of Tab; the arrows go from one to the next.
        visitor.tab_to(line["options"][0]["label"])
        visitor.page.keyboard.press("Space")
        visitor.page.keyboard.press("ArrowDown")
    visitor.tab_to("Continue")
    with visitor.answered():
        visitor.page.keyboard.press("Enter")
    expect(visitor.own.last).to_contain_text(f"{lines[0]['label']}: {lines[0]['options'][1]['label']}")


def test_from_the_first_message_to_the_plan_by_mouse_on_a_small_screen(visitors):
    visitor = visitors(viewport={"width": 320, "height": 568}).visit()
    for step in TO_PLAN:
        visitor.play([step])
        assert visitor.too_wide() == [], f"after {step}"
    assert visitor.card("plan")


def test_typing_works_where_buttons_are_offered(visitor):
    visitor.visit()
    visitor.say("I am a school cook")
    assert "school cook" in str(visitor.reply).lower()
    visitor.play([["duties:cook-meals"]])
    before = visitor.reply["done"]
    visitor.say("stay in my job")
    assert visitor.reply["done"] > before


def test_an_answer_is_changed_from_the_card_of_answers(visitor):
    visitor.arrive(TO_PRACTICALITIES[:8])
    assert visitor.card("answers")
    visitor.choose("change:role")
    visitor.choose("role:cleaner")
    assert "role:school-cook" not in str(visitor.reply)
    visitor.press("My answers")
    assert {"label": "Job", "text": "School cleaner"} == {key: visitor.line("answers", "Job")[key] for key in ("label", "text")}


def test_what_was_chosen_can_be_chosen_again(visitor):
    visitor.arrive([["for:self"], ["role:school-cook"]])
    visitor.button("Change your choice: School cook").click()
    visitor.choose("role:cleaner")
    assert "cook-meals" not in str(visitor.reply)
