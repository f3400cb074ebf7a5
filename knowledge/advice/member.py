"""Words for somebody who helps another: a rep for a member, a manager for a member of staff.

Advice says "you" to the person it is for. Where they are two, a phrase may have a variant whose id ends in `-member`;
it says "they". What has no variant stays as it is, and a plain note says whom "you" means. The variants invite nobody
to type a name, or what somebody may wish to keep to themselves: reading, writing and maths, confidence, health, age.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from knowledge.store import Store

if TYPE_CHECKING:
    from knowledge.advice.situation import Situation

MEMBER, VARIANT = "member", "-member"


def for_another(situation: Situation) -> bool:
    """True where whoever reads the advice is not the person it is for."""
    return situation.answer("for") == MEMBER


def phrase_for(store: Store, situation: Situation, id: str, **places: object) -> str:
    """The words of a phrase for whoever reads them: the variant where there are two people and the phrase has one."""
    return store.phrase(_variant(store, situation, id) or id, **places)


def text_for(store: Store, situation: Situation, id: str, text: str) -> str:
    """The same for words that are a field of a record: `text`, or the phrase named after the record's id."""
    variant = _variant(store, situation, id)
    return store.phrase(variant) if variant else text


class Speaking:
    """The knowledge base of a situation, whose phrases speak to whoever reads them; all else is as it was.

    What makes words from a store alone (self-checks, units, the look back) so speaks to a helper too.
    """

    def __init__(self, situation: Situation):
        self._situation = situation

    def __getattr__(self, name: str):
        return getattr(self._situation.store, name)

    def phrase(self, id: str, **places: object) -> str:
        """The words of a phrase, as `phrase_for` has them."""
        return phrase_for(self._situation.store, self._situation, id, **places)


def note_for(store: Store, situation: Situation) -> Optional[str]:
    """The plain note on whom "you" means, or None where the advice is for whoever reads it."""
    return store.phrase("note-for-another") if for_another(situation) else None


def _variant(store: Store, situation: Situation, id: str) -> Optional[str]:
    name = id + VARIANT
    return name if for_another(situation) and store.find("phrases", name) else None
