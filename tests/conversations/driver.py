"""Plays a persona over HTTP: a line of the script where it fits, else an answer from the facts, else "not sure"."""
from __future__ import annotations

from dataclasses import dataclass, field

from bot.client import Client
from knowledge.advice.situation import Situation

END, ADVICE, BESIDE, MORE = "after_plan", "pick", "in_house", "say:more-"
MOST_TURNS, MOST_PICKED = 70, 3
# What makes learning hard: (key, value) of the constraints -> choice; then the same of `other`.
_HARD = {("release", "none"): "time", ("cost", "none"): "money", ("travel", "hard"): "travel", ("online", "no"): "computer"}
_OTHER = {"confidence": "confidence", "family": "family", "english-maths": "reading", "language": "language", "manager": "manager"}
# English and maths at grade C or 4 -> choice.
_BASICS = {(True, True): "both", (True, False): "english", (False, True): "maths", (False, False): "neither"}


@dataclass
class Exchange:
    """What was said or pressed at a question, and what came back. `scripted`: a line of the script."""

    at: str
    said: str
    reply: dict
    scripted: bool = False

    @property
    def shown(self) -> str:
        """All that a person reads of the reply, one piece a line."""
        parts = []
        for message in self.reply["messages"]:
            card = message.get("card") or {}
            lines = [line if isinstance(line, str) else f"{line.get('label', '')}: {line.get('text', '')}" for line in card.get("lines", [])]
            parts += [message.get("text", ""), card.get("title", ""), *lines]
        return "\n".join(filter(None, parts))

    @property
    def offered(self) -> list[str]:
        """The ids of the choices beside the messages."""
        return [choice["id"] for message in self.reply["messages"] for choice in message.get("choices", [])]


@dataclass
class Driver:
    """One persona in one conversation. `order`: ids of the questions in the order of asking; `wishes`: ids they would pick.

    `topics_asked`: how the advice asks what they would like to learn about.
    """

    script: list[dict]
    facts: dict[str, list[str]]
    wishes: set[str]
    client: Client
    order: list[str]
    topics_asked: str
    exchanges: list[Exchange] = field(default_factory=list)
    put: list[str] = field(default_factory=list)

    def play(self) -> "Driver":
        """From the first message to the end of the script.

        Raises:
            AssertionError: if it does not end.
        """
        self._note("", "", self.client.start())
        while len(self.exchanges) < MOST_TURNS:
            if first := self._at_once():
                self._note(self.open, " + ".join(first), self.client.choose(*first))
            elif self._asks_topics():
                self._note(self.open, self.facts["topics"][0], self.client.say(self.facts["topics"][0]))
            elif line := self._line():
                self._note(self.open, line, self.client.say(line), scripted=True)
            elif self.open == END:
                return self
            else:
                self._answer()
        raise AssertionError(f"no end: {[(e.at, e.said) for e in self.exchanges][-10:]}")

    @property
    def open(self) -> str:
        """The question that the last reply asks: that of its last choices, or the one that was open before."""
        for message in reversed(self.exchanges[-1].reply["messages"]):
            names = [choice["id"].split(":")[0] for choice in message.get("choices", [])]
            if (message.get("card") or {}).get("kind") == "plan":
                return END
            if names and names[0] in self.order and names[0] != BESIDE:
                return names[0]
        return self.put[-1]

    def _note(self, at: str, said: str, reply: dict, scripted: bool = False) -> None:
        self.exchanges.append(Exchange(at, said, reply, scripted))
        if self.open not in self.put:
            self.put.append(self.open)

    def _line(self) -> str | None:
        """The next line that answers what is open; or the first one left, if what it answers is behind and its time has come."""
        said = {exchange.said for exchange in self.exchanges}
        left = [line for line in self.script if line["say"] not in said]
        fits = [line for line in left if self.open in line.get("answers", [])]
        for line in fits or left[:1]:
            behind = all(name in self.put[:-1] or self.open == END for name in line.get("answers", []))
            due = self.order.index(self.open) >= self.order.index(line.get("at", self.order[1]))
            if line in fits or behind and due:
                return line["say"]
        return None

    def _at_once(self) -> list[str]:
        """What is pressed beside the open question, before anything is said: the question that goes with the advice, and all that is a press away."""
        offered, pressed = self.exchanges[-1].offered, [exchange.said for exchange in self.exchanges]
        beside = [f"{BESIDE}:{option}" for option in self.facts.get(BESIDE, []) if f"{BESIDE}:{option}" in offered]
        return beside or [id for id in offered if id.startswith(MORE) and id not in pressed][:1]

    def _asks_topics(self) -> bool:
        """Whether the advice says that it depends on what they would like to learn about, and they have not said so."""
        known = not self.facts["topics"] or self.facts["topics"][0] in [exchange.said for exchange in self.exchanges]
        return self.open == ADVICE and not known and any(self.topics_asked in exchange.shown for exchange in self.exchanges)

    def _answer(self) -> None:
        """Presses what is true, once; else says it, or "not sure"."""
        last, at = self.exchanges[-1], self.open
        pressed = [exchange.said for exchange in self.exchanges]
        wanted = [f"{at}:{option}" for option in self._true(at, last.offered)]
        chosen = [id for id in wanted if id in last.offered]
        if chosen and (" + ".join(chosen) != last.said or at == "check"):
            self._note(at, " + ".join(chosen), self.client.choose(*chosen))
        elif wanted and wanted[0] not in last.offered and (words := self._in_words(at)) not in pressed:
            self._note(at, words, self.client.say(words))
        else:
            self._note(at, "not sure", self.client.say("not sure"))

    def _true(self, at: str, offered: list[str]) -> list[str]:
        if at == ADVICE:
            ids = [id.split(":")[1] for id in offered if id.startswith(f"{ADVICE}:")]
            return ([id for id in ids if id in self.wishes] or ids)[:MOST_PICKED]
        if at == "success":
            return [id.split(":")[1] for id in offered if id.startswith("success:")][:1]
        return self.facts.get(at, [])

    def _in_words(self, at: str) -> str:
        return self.facts.get(f"{at} in words", [" and ".join(self.facts[at]).replace("-", " ")])[0]


def facts(situation: Situation, more: dict[str, str]) -> dict[str, list[str]]:
    """{question: options} that are true of the person in this situation; `more` adds what no profile says."""
    profile = situation.profile
    constraints = profile.get("constraints", {})
    hard = [choice for (key, value), choice in _HARD.items() if constraints.get(key) == value]
    hard += [_OTHER[other] for other in constraints.get("other", []) if other in _OTHER]
    english, maths = ((situation.subject_level(subject) or 0) >= 2 for subject in ("english", "maths"))
    held = [option for option, has in (("english", english), ("maths", maths), ("lower", not (english and maths))) if has]
    hope = profile.get("aspiration") or {}
    true = {
        "for": [profile["for"]], "role": profile["roles"], "duties": profile["duties"], "need": [profile["need"]["kind"]],
        "aim": ["now"] if profile["focus"] == "current" else [hope.get("role") or "other"], "need_source": [profile["need_source"]],
        "setting": [profile["setting"]] if "setting" in profile else [], "qualifications": held if profile.get("qualifications") else ["none"],
        "basics": [_BASICS[english, maths]], "constraints": hard or ["nothing"], "check": ["yes"], "practicalities": ["all-todo"],
        "topics": [" and ".join(profile["need"]["topics"])] if profile["need"].get("topics") else [], "aim in words": [hope.get("words", "")], BESIDE: ["yes"] if profile.get("in_house") else [],
    }
    return {**true, **{question: [option] for question, option in more.items()}}
