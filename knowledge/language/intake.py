"""What happens to every message before anything else sees it: cut, masked, looked at for care and other languages.

The channel calls `receive` first. What it returns is all that the rest of the guide ever gets.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from knowledge.language import care_signs, tongues
from knowledge.language.lookalikes import clean
from knowledge.language.masking import mask
from knowledge.store import Store

MOST_CHARACTERS = 1000
# Beyond this nothing is looked at.
_MOST_READ = 20_000
# A sign that stands alone says as much as a word.
_SAYS = {"👍": "yes", "👌": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "🤷": "not sure", "🙏": "thank you", "👋": "hello"}


@dataclass(frozen=True)
class Intake:
    """A message as the guide may see it.

    text      cut and masked, with nothing in it that shows who wrote it, as far as patterns can tell
    masked    what was masked: `email`, `birth`, `insurance`, `phone`, `postcode`, `name`
    care      the worry it surely shows (`child`, `self`, `danger`, `colleague`), or None
    maybe     the worry it may show, though that is not sure, or None
    language  the code of the language it seems to be in (`pl`, `ur` ...) where that is not English, or None
    problem   `blank`, `too_long` (then `text` is the beginning), `no_words`, or None
    """

    text: str
    masked: tuple[str, ...] = ()
    care: Optional[str] = None
    maybe: Optional[str] = None
    language: Optional[str] = None
    problem: Optional[str] = None


def receive(text: str, store: Store) -> Intake:
    """Takes in a message. Never raises for any text.

    Care is looked for in the whole message, also beyond where it is cut.
    """
    whole = clean(text[:_MOST_READ])
    if not whole:
        return Intake("", problem="blank")
    if not any(c.isalnum() for c in whole):
        whole = next((_SAYS[c] for c in whole if c in _SAYS), whole)
    if not any(c.isalnum() for c in whole):
        return Intake(whole[:MOST_CHARACTERS], problem="no_words")
    # What is cut off below is masked no further than it may be kept.
    clear, masked = mask(whole[: 2 * MOST_CHARACTERS], store)
    rest = whole[2 * MOST_CHARACTERS:]
    # Masked, because that is the text whose vector the model asks for next.
    care = _care(whole[: 2 * MOST_CHARACTERS], clear + rest, store)
    return Intake(
        text=clear[:MOST_CHARACTERS],
        masked=masked,
        care=care.kind if care and care.sure else None,
        maybe=care.kind if care and not care.sure else None,
        language=tongues.language(whole[:MOST_CHARACTERS], store),
        problem="too_long" if len(text.strip()) > MOST_CHARACTERS else None,
    )


def _care(told: str, masked: str, store: Store) -> Optional[care_signs.Sign]:
    foreign = tongues.worry(told, store)
    return care_signs.Sign(foreign) if foreign else care_signs.worry(masked, store)
