"""docs/transcripts.md is what the command writes now."""
from __future__ import annotations

import re

import yaml

from bot import transcript
from tests.running import DAY


def test_the_page_is_what_the_guide_says_today(guide):
    assert transcript.DAY.isoformat() == DAY
    written = transcript.page(guide.client, transcript.DAY)
    assert transcript.PAGE.read_text(encoding="utf-8") == written, "docs/transcripts.md is out of date: run 'fivesteps transcript'."


def test_each_conversation_ends_with_what_is_kept_and_no_code_is_written_down():
    page = transcript.PAGE.read_text(encoding="utf-8")
    conversations = page.split("\n## ")[1:]
    titles = [script["title"] for script in yaml.safe_load(transcript.SCRIPTS.read_text(encoding="utf-8"))["conversations"]]
    assert [conversation.partition("\n")[0] for conversation in conversations] == titles
    # A plan of their own, or of the person who is helped; for a team, pages to keep.
    assert all(re.search(r"\*\*(?:Your|The) plan\*\*|You can open the page now", conversation) for conversation in conversations)
    assert "another day: (the code)" in page and not transcript._CODE.search(page)
