"""How people ask what the guide holds about them, and what only sounds like it."""
from __future__ import annotations

import pytest

from knowledge.advice import about_you


@pytest.mark.parametrize("text", [
    "what do you know about me", "what do you hold about me?", "what data do you have on me", "show me my data", "can i see my personal data",
    "what information do you keep about me", "subject access request", "i'd like a copy of my data", "what have you got on me", "everything you know about me",
    "do you have any information about me", "what info do you store about me", "what's stored about me", "can i download my data please",
])
def test_who_asks_what_is_held_is_heard(text):
    assert about_you.asked(text)


@pytest.mark.parametrize("text", [
    "what do you know about me being here", "get rid of everything you hold about me", "what does my head know about me", "delete my data",
    "i want data entry work", "what have they got on me", "show my answers", "i have a record of my training", "i want to keep my records up to date",
    "can i see my data protection certificate", "what do you know about maths", "what does hr keep about me", "i have to keep information about children",
    "what do you do", "i want to know about me time", "i want my details changed",
])
def test_what_only_sounds_like_it_is_left(text):
    assert not about_you.asked(text)
