"""What to do first: the next few steps, from the plan where something is picked, else from the advice."""
from __future__ import annotations

import re

from knowledge.advice import cards, plan
from knowledge.advice.documents import day

# "OK, what first?", "what do I do this week", "so in order please", "anything else I should think about".
ASKED = re.compile(
    r"^(?:\W*(?:ok|okay|so|right|and|then|but|well|thanks|thank you|cheers|please)\b)*\W*(?:"
    r"what (?:(?:do|should|shall|can|could|must|would) i )?(?:(?:do|start with|begin with) )?(?:first|now|next|this week|this month|today|tomorrow)\b"
    r"|where (?:do|should|shall|can|would) i (?:start|begin)\b"
    r"|(?:in|what|which) order\b|step by step\b|one (?:thing|step) at a time\b"
    r"|(?:is there )?(?:any|some)thing else (?:that )?(?:i|we) (?:should|need|ought|must|have to)\b"
    r"|what else (?:should|do|must|ought) (?:i|we)\b)"
)
MOST = 5


def card(view) -> dict:
    """The first steps as a card: who does what, by when."""
    picked = view.answers.get("picked")
    rows = (plan.build(view.answers, view.store, view.today) if picked else view.advice())["next_steps"][:MOST]
    lines = [{"label": view.store.phrase("first-line", who=row["who"], when=day(row["when"])), "text": row["what"]} for row in rows]
    return cards.card("answer", view.store.phrase("first-heading"), lines, [])
