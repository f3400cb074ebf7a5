"""docs/transcripts.md is what the command writes now."""
from __future__ import annotations

from bot import transcript
from tests.conversations.conftest import DAY


def test_the_page_is_what_the_guide_says_today(guide):
    assert transcript.DAY.isoformat() == DAY
    written = transcript.page(guide.client, transcript.DAY)
    assert transcript.PAGE.read_text(encoding="utf-8") == written, "docs/transcripts.md is out of date: run 'fivesteps transcript'."


def test_each_conversation_ends_with_the_plan_and_no_code_is_written_down():
    page = transcript.PAGE.read_text(encoding="utf-8")
    conversations = page.split("\n## ")[1:]
    assert len(conversations) == 3
    assert all("**Your plan**" in conversation for conversation in conversations)
    assert "another day: (the code)" in page and not transcript._CODE.search(page)
