"""The parts agree with each other: content, interview, domain, channel, page and code.

What each part does is tested elsewhere; here only that no part names something that another does not have.
"""
from __future__ import annotations

import ast
import re
import string
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from actions.guide import Guide
from knowledge import check, content
from knowledge.advice import answers as state
from knowledge.advice import moves, questions
from knowledge.advice.interview import Turn
from knowledge.language.understand import Reader
from tests.interview.conftest import Person
from tests.test_words import EXAMPLE

PROJECT = Path(__file__).resolve().parents[1]
# Code that may say phrases.
SPEAKING = ("knowledge", "bot", "actions")

# Intents that are no move: what `interview.turn` makes of them.
TECHNICAL = {"start_guide", "resume", "choice"}
ANSWERS = {
    "answer_role", "answer_duties", "answer_need", "answer_aim", "answer_certificates", "answer_barriers", "affirm", "deny",
}
# The message is searched for in the knowledge base, or for the words of an option, whatever the open question.
QUESTIONS = {"ask_question", "compare", "cheaper_shorter_other"}

# Two people whose conversations together meet every question of the interview.
TO_PLAN = [
    ["for:self"], ["role:school-cook"], ["duties:cook-meals"], ["aim:now"], ["need_source:ns01"], ["need:recognition"],
    ["qualifications:level-2"], ["basics:both"], ["constraints:nothing"], ["check:yes"], ["pick:mentoring"],
    ["practicalities:all-todo"], ["agreed:not-yet"], ["say:skip"], ["review:m6"],
]
TO_TEACHING = [["for:self"], ["role:teaching-assistant"], ["duties:help-in-class"], ["aim:other"], ["aim:to-teacher"], ["say:skip"]]


@pytest.fixture(scope="module")
def reader(store) -> Reader:
    return Reader(store)


@pytest.fixture(scope="module")
def places(store, reader) -> dict[str, Turn]:
    """Somebody at every question of the interview: {question id: the turn that first asks it}."""
    found = {}
    for presses in (TO_PLAN, TO_TEACHING):
        person = Person(store, reader)
        for press in [*presses, None]:
            found.setdefault(person.open, person.last)
            if press:
                if press[0].startswith("pick:") and press[0] not in person.offered():
                    press = [person.offered()[0]]
                person.choose(*press)
    return found


def at(places, id, store, reader) -> Person:
    """A person of one's own at that question."""
    person = Person(store, reader)
    person.last = places[id]
    return person


# The interview


def test_somebody_meets_every_question(places, store):
    assert places.keys() == {question.id for question in store.all("interview_questions")}


def test_every_question_has_its_words_and_options_that_differ(store):
    end = questions.in_order(store)[-1].id
    for question in store.all("interview_questions"):
        for text in (question.title, question.words, question.simpler, question.why):
            assert text.strip(), question.id
        assert question.words != question.simpler, question.id
        ids = [option.id for option in question.options]
        labels = [option.label.lower() for option in question.options]
        assert len(set(ids)) == len(ids) and len(set(labels)) == len(labels), question.id
        assert not any(":" in id for id in ids), question.id
        assert question.options or question.options_from or question.id == end, question.id


def test_every_question_stands_at_a_place_of_its_own(store):
    orders = [question.order for question in store.all("interview_questions")]
    assert len(set(orders)) == len(orders)
    steps = [question.step for question in questions.in_order(store) if question.step > 2]
    assert steps == sorted(steps), "steps 3 to 5 come in their order"


def test_conditions_and_lists_of_questions_are_known_and_used(store):
    asked = store.all("interview_questions")
    assert {q.when for q in asked if q.when} == questions.CONDITIONS.keys()
    assert {q.options_from for q in asked if q.options_from} == questions._MADE.keys()


def test_what_an_option_fills_is_part_of_the_answers(store):
    filled = {key for keys in state.FILLS.values() for key in keys} | {"add", "lower_grades"}
    for question in store.all("interview_questions"):
        assert question.id in state.FILLS, f"{question.id} fills nothing"
        for option in question.options:
            assert isinstance(option.value, dict), f"{question.id}:{option.id}"
            unknown = option.value.keys() - filled
            assert not unknown, f"{question.id}:{option.id} fills {unknown}"


def test_what_steps_one_and_two_fill_reaches_the_advice(store):
    for question in store.all("interview_questions"):
        if question.step < 3 and question.id != "check":
            for key in state.FILLS[question.id]:
                assert state.profile({key: "x"}), f"{question.id} fills {key}, which no profile has"


def test_what_becomes_stale_is_a_question(store):
    ids = {question.id for question in store.all("interview_questions")}
    named = {id for row in state.STALE.values() for id in row} | state.STALE.keys() | set(state.ASKED_IN_ANY_CASE)
    assert named <= ids == state.FILLS.keys()


def test_every_choice_that_is_offered_is_taken(places, store, reader):
    refusal = store.phrase("old-choice")
    for id in places:
        offered = at(places, id, store, reader).offered()
        assert len(set(offered)) == len(offered), f"{id} offers something twice"
        for choice in offered:
            name, colon, option = choice.partition(":")
            assert colon and name == id and re.fullmatch(r"[a-z0-9_=-]+", option), choice
            person = at(places, id, store, reader).choose(choice)
            assert refusal not in [message["text"] for message in person.last.messages], choice
            taken = state.answered(person.answers, id) or (person.answers.get("pending") or {}).get("question") == id
            assert taken, f"{choice} leaves {id} without an answer"


def test_every_line_of_a_card_can_be_pressed(places, store, reader):
    refusal = store.phrase("old-choice")
    for id, last in places.items():
        for card in (message["card"] for message in last.messages if message.get("card")):
            lines = [line for line in card["lines"] if isinstance(line, dict)]
            choices = [option["id"] for line in lines for option in line.get("options", [])]
            choices += [line["action"]["id"] for line in lines if "action" in line]
            choices += [action["id"] for action in card["actions"] if "id" in action]
            for choice in choices:
                person = at(places, id, store, reader).choose(choice)
                assert refusal not in [message["text"] for message in person.last.messages], choice


# Intents and moves


@lru_cache(maxsize=None)
def read_yaml(path: str) -> dict:
    return yaml.safe_load((PROJECT / path).read_text(encoding="utf-8"))


def domain_intents() -> set[str]:
    return set(read_yaml("bot/domain.yml")["intents"])


def test_every_intent_is_a_move_an_answer_a_question_or_technical():
    sorts = [set(moves.BY_INTENT), TECHNICAL, ANSWERS, QUESTIONS]
    assert set().union(*sorts) == domain_intents()
    assert sum(len(sort) for sort in sorts) == len(domain_intents()), "an intent is of one sort"
    assert moves.GIVES_WAY <= moves.BY_INTENT.keys()


@pytest.mark.parametrize("text", ["mm", "I would like something else please"])
def test_every_intent_at_every_question_is_answered_and_something_is_asked(places, store, reader, text):
    for id in places:
        for intent in sorted(domain_intents() - {"choice"}):
            person = at(places, id, store, reader).say(text, intent)
            where = f"{intent} at {id}"
            assert store.find("interview_questions", person.open), where
            assert asks(person), f"{where}: {person.shown()}"


def asks(person: Person) -> bool:
    """True if a reply leaves the person something to do."""
    last = person.last.messages[-1]
    card = last.get("card") or {"actions": [], "lines": []}
    return bool(last.get("choices") or card["actions"] or any("action" in line for line in card["lines"]))


def test_every_move_of_the_channel_and_the_page_exists(store):
    page = re.findall(r'"say:([a-z-]+)"', (PROJECT / "bot/widget/words.js").read_text(encoding="utf-8"))
    channel = [phrase.id.removeprefix("channel-say-") for phrase in store.all("phrases") if phrase.id.startswith("channel-say-")]
    assert page and set(page) <= set(channel), "the channel says what was pressed on the page"
    assert set(channel) <= set(moves.MOVES)


def test_every_standing_move_works_at_every_question(places, store, reader):
    for id in places:
        for move in moves.MOVES:
            person = at(places, id, store, reader).choose(f"say:{move}")
            assert person.last.messages and store.find("interview_questions", person.open), f"{move} at {id}"
            assert asks(person) or "forget" in person.last.effects, f"{move} at {id}: {person.shown()}"


def test_every_intent_leads_to_a_move_that_exists():
    own = {"change", "who", "done"}  # taken by `moves.by_intent` before it looks among the standing moves
    assert set(moves.BY_INTENT.values()) - own <= set(moves.MOVES)


# The Rasa side


def test_domain_rules_and_action_name_the_same_form():
    domain, rules = read_yaml("bot/domain.yml"), read_yaml("data/stories/rules.yml")["rules"]
    (form,) = domain["forms"]
    assert domain["forms"][form]["required_slots"] == [], "the action alone says what is asked"
    assert domain["actions"] == [Guide().name()] == [f"validate_{form}"]
    assert set(domain["slots"]) == {"answers"}
    steps = [step for rule in rules for step in rule["steps"]]
    assert {step["action"] for step in steps if "action" in step} == {form}
    assert {step["active_loop"] for step in steps if "active_loop" in step} == {form}
    assert {step["intent"] for step in steps if "intent" in step} <= TECHNICAL


def test_training_lines_are_for_the_intents_of_the_domain():
    trained = {
        block["intent"] for path in sorted((PROJECT / "data/nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"] if "intent" in block
    }
    assert trained == domain_intents() - TECHNICAL


def test_no_user_facing_words_in_the_domain():
    assert "responses" not in read_yaml("bot/domain.yml")


# Phrases


class Spoken(ast.NodeVisitor):
    """What the code of one file says: phrases named outright, families of names, and every other text."""

    # Where a call names a phrase: the function, and which of its arguments.
    PLACE = {"phrase": 0, "say": 0, "_phrase": 0, "_line": 1, "kind": 2}

    def __init__(self, file: str, tree: ast.AST):
        self.file, self.texts, self.families, self.calls = file, set(), set(), []
        self.dicts: dict[str, set[str]] = {}
        self.visit(tree)

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self.texts.add(node.value)

    def visit_JoinedStr(self, node):
        self.families.add(_family(node))
        self.generic_visit(node)

    def visit_BinOp(self, node):
        if family := _family(node):
            self.families.add(family)
        self.generic_visit(node)

    def visit_Assign(self, node):
        if isinstance(node.targets[0], ast.Name):
            keys = node.value.keys if isinstance(node.value, ast.Dict) else []
            if isinstance(node.value, ast.DictComp):
                keys = getattr(node.value.generators[0].iter, "elts", [])
            self.dicts.setdefault(node.targets[0].id, set()).update(key.value for key in keys if isinstance(key, ast.Constant))
        self.generic_visit(node)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = self.PLACE.get(name)
        if place is not None and len(node.args) > place:
            self.calls.append((node, node.args[place]))
        self.generic_visit(node)

    def given(self, call: ast.Call) -> set[str]:
        """The places a call fills; those of `**places` are the keys of the dictionary of that name."""
        named = {word.arg for word in call.keywords if word.arg}
        for word in call.keywords:
            if word.arg is None:
                named |= self.dicts[word.value.id]
        return named


def _family(node: ast.AST) -> str | None:
    """The pattern of a text made of fixed and changing parts: f"plan-{verdict}", "plan-" + copy + "-note"."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value) if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_family(part) if isinstance(part, ast.Constant) else "(.+)" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [_family(side) or "(.+)" for side in (node.left, node.right)]
        return "".join(parts) if any(part != "(.+)" for part in parts) else None
    return None


@lru_cache(maxsize=1)
def code() -> list[Spoken]:
    files = [path for folder in SPEAKING for path in sorted((PROJECT / folder).rglob("*.py"))]
    return [Spoken(path.relative_to(PROJECT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in files]


@lru_cache(maxsize=1)
def templates() -> tuple[set[str], set[str]]:
    """(names, families) of the phrases that pages made from templates say."""
    names, families = set(), set()
    for path in (PROJECT / "knowledge").rglob("*.j2"):
        for said in re.findall(r"say\(([^()]*?)(?:, \w+=[^{}]*)?\)", path.read_text(encoding="utf-8")):
            parts = [part.strip() for part in said.split("~")]
            pattern = "".join(re.escape(part.strip("'")) if part.startswith("'") else "(.+)" for part in parts)
            families.add(pattern) if len(parts) > 1 else names.add(parts[0].strip("'"))
    return names, families


def outright(node: ast.AST) -> list[str]:
    """The names an argument can have: a text, or either of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return [*outright(node.body), *outright(node.orelse)] if isinstance(node, ast.IfExp) else []


NAME = re.compile(r"[a-z0-9_-]+")


def marks(text: str) -> set[str]:
    """The places to fill in a phrase."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_that_is_said_exists_and_gets_its_places(store):
    wrong = []
    for file in code():
        for call, argument in file.calls:
            for id in filter(NAME.fullmatch, outright(argument)):
                phrase = store.find("phrases", id)
                if phrase is None:
                    wrong.append(f"{file.file}:{call.lineno}: there is no phrase '{id}'")
                elif getattr(call.func, "attr", "") in ("phrase", "say") and marks(phrase.text) != file.given(call):
                    wrong.append(f"{file.file}:{call.lineno}: '{id}' has {marks(phrase.text)}, given {file.given(call)}")
    wrong += [f"a template says '{id}', which is no phrase" for id in templates()[0] if store.find("phrases", id) is None]
    assert not wrong, "\n".join(wrong)


def test_every_family_of_phrases_has_members_whose_places_are_given(store):
    named = {id for file in code() for _, argument in file.calls for id in outright(argument)} | templates()[0]
    wrong = []
    for file in code():
        for call, argument in file.calls:
            family = _family(argument) if isinstance(argument, (ast.JoinedStr, ast.BinOp)) else ""
            if not family or " " in family or getattr(call.func, "attr", "say") not in ("phrase", "say"):
                continue
            # A phrase that is also said by its name has its places checked there.
            members = [p for p in store.all("phrases") if re.fullmatch(family, p.id) and p.id not in named]
            if not members:
                wrong.append(f"{file.file}:{call.lineno}: no phrase is like {family}")
            wrong += [
                f"{file.file}:{call.lineno}: '{phrase.id}' has {marks(phrase.text)}, given {file.given(call)}"
                for phrase in members if not marks(phrase.text) <= file.given(call)
            ]
    assert not wrong, "\n".join(wrong)


def test_names_that_look_like_phrases_are_phrases(store):
    """Many are handed on before they are said: "card-why", "plan-time", "caution-cost"."""
    alike = re.compile(r"(?:card|plan|state|caution|informal|channel|care|welcome|miss|got)-[a-z0-9_-]+")
    wrong = [
        f"{file.file}: '{text}'" for file in code() for text in file.texts
        if alike.fullmatch(text) and not text.endswith("-") and store.find("phrases", text) is None
    ]
    assert not wrong, "\n".join(wrong)


def test_no_phrase_is_unused(store):
    texts = set().union(*(file.texts for file in code()), templates()[0])
    families = set().union(*(file.families for file in code()), templates()[1])
    families = {family for family in families if re.match(r"[a-z]{3,}[a-z\\-]*-?\(\.\+\)", family)}
    # What fills a family: other texts in code, and the ids of options and moves.
    fills = texts | {"say-" + move for move in moves.MOVES} | {text.replace(" ", "-") for text in texts}
    unused = [
        phrase.id for phrase in store.all("phrases")
        if not EXAMPLE.fullmatch(phrase.id) and phrase.id not in texts
        and not any((hit := re.fullmatch(family, phrase.id)) and set(hit.groups()) <= fills for family in families)
    ]
    assert not unused, "\n".join(unused)


def test_every_gap_the_advice_names_has_its_question(store):
    tree = ast.parse((PROJECT / "knowledge/advice/missing.py").read_text(encoding="utf-8"))
    tests = next(n for n in ast.walk(tree) if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "tests")
    keys = [key.value for key in tests.value.keys]
    assert keys and {f"missing-{key}" for key in keys} == {p.id for p in store.all("phrases") if p.id.startswith("missing-")}
    assert all(state.profile({key: "x"}) for key in keys), "what is missing is a part of the profile"


# The rules of the house


def test_the_content_may_be_built():
    assert check.problems(content.read()) == []


def test_knowledge_imports_nothing_of_rasa_or_the_parts_round_it():
    wrong = []
    for path in sorted((PROJECT / "knowledge").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in ("rasa", "rasa_sdk", "bot", "actions", "sanic")]
    assert not wrong, wrong


def test_what_people_read_is_content_and_not_code():
    wrong = []
    for path in sorted((PROJECT / "knowledge/advice").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spared = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise):
                spared.update(id(part) for part in ast.walk(node))
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                spared.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
                if len(node.value.split()) >= 4 and re.search(r"[.?!](\s|$)", node.value):
                    wrong.append(f"{path.name}:{node.lineno}: {node.value!r}")
    assert not wrong, "\n".join(wrong)


def project_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    return [path for name in listed.stdout.split("\0") if name and (path := PROJECT / name).is_file()]


# Machines, notes and downloads that are no part of the project. (Letters in brackets keep this file from naming them.)
FOREIGN = re.compile(
    r"\.\./shared\b|(?<![\w.:/-])/(?:work|root|home|workspace)/\w|\.librar[y]\b|/tmp/\w"
    r"|\b(?:ai|helper|coding) session\b|\bsession \d|\b(?:contract|domain-notes|rasa-(?:shape|pitfalls))\.md\b"
    r"|\bpython[h]osted\b|\bpypi\.\w|\bartifactor[y]\b|\bdevp[i]\b|--(?:extra-)?index[-]url",
    re.IGNORECASE,
)


def test_no_file_names_a_machine_or_a_place_to_download_from():
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if hit := FOREIGN.search(line):
                found.append(f"{path.relative_to(PROJECT)}:{number}: {hit.group()!r} in: {line.strip()[:120]}")
    assert not found, "\n".join(found)
