"""The one-pass list is Rasa's own list, whatever happened in the conversation."""
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.patches import applied_events

FORM, OTHER = "guide_form", "other_form"
one_form = st.sampled_from(
    [
        lambda: UserUttered("hello", {"name": "greet", "confidence": 1.0}),
        lambda: BotUttered("hello"),
        lambda: ActionExecuted("action_listen"),
        lambda: ActionExecuted(FORM),
        lambda: ActionExecuted("action_answer"),
        lambda: ActionExecutionRejected(FORM),
        lambda: ActionExecutionRejected("action_answer"),
        lambda: ActiveLoop(FORM),
        lambda: ActiveLoop(None),
        lambda: LoopInterrupted(True),
        lambda: SlotSet("answers", {"roles": ["cook"]}),
        lambda: SlotSet("requested_slot", "role"),
        lambda: DefinePrevUserUtteredFeaturization(False),
    ]
)
fresh_starts = st.sampled_from([SessionStarted, Restarted])
reverts = st.sampled_from([ActionReverted, UserUtteranceReverted])
two_forms = st.sampled_from([lambda: ActiveLoop(OTHER), lambda: ActionExecuted(OTHER)])
# The turns of a real conversation, which random events seldom make.
answered = st.just(
    [
        lambda: UserUttered("a cook", {"name": "answer_role", "confidence": 1.0}),
        lambda: ActionExecuted(FORM),
        lambda: BotUttered("And then?"),
        lambda: SlotSet("answers", {}),
        lambda: SlotSet("requested_slot", "duties"),
        lambda: ActionExecuted("action_listen"),
    ]
)
opened = [
    lambda: ActionExecuted("action_session_start"),
    SessionStarted,
    lambda: ActionExecuted("action_listen"),
    lambda: UserUttered("start", {"name": "start_guide", "confidence": 1.0}),
    lambda: ActionExecuted(FORM),
    lambda: ActiveLoop(FORM),
    lambda: ActionExecuted("action_listen"),
]


def some_of(*kinds):
    single = st.one_of(*kinds).map(lambda event: [event])
    return st.lists(st.one_of(single, answered), max_size=25).map(lambda parts: [event for part in parts for event in part])


def agree(makers):
    tracker = DialogueStateTracker("one", slots=None)
    tracker.events.extend(make() for make in makers)
    ours = applied_events.applied_events(tracker)
    own = applied_events._own(tracker)
    # The very same events: equal ones at different places would not do.
    assert [id(event) for event in ours] == [id(event) for event in own]


@settings(max_examples=400, deadline=None)
@given(some_of(one_form))
def test_the_lists_agree_while_one_form_runs(makers):
    agree(makers)
    agree(opened + makers)


@settings(max_examples=200, deadline=None)
@given(some_of(one_form, fresh_starts))
def test_the_lists_agree_over_new_sessions_and_restarts(makers):
    agree(opened + makers)


@settings(max_examples=200, deadline=None)
@given(some_of(one_form, fresh_starts, reverts))
def test_the_lists_agree_when_something_is_reverted(makers):
    agree(opened + makers)


@settings(max_examples=200, deadline=None)
@given(some_of(one_form, two_forms, reverts))
def test_the_lists_agree_with_two_forms(makers):
    agree(opened + makers)


def test_a_long_conversation_agrees_at_every_length():
    turn = [
        lambda: UserUttered("a cook", {"name": "answer_role", "confidence": 1.0}),
        lambda: ActionExecuted(FORM),
        lambda: SlotSet("answers", {}),
        lambda: ActionExecuted("action_listen"),
    ]
    whole = opened + turn * 12
    for length in range(len(whole) + 1):
        agree(whole[:length])


def test_it_is_what_rasa_runs():
    applied_events.install()
    assert DialogueStateTracker.applied_events is applied_events.applied_events
    assert DialogueStateTracker("one", slots=None).applied_events() == []
