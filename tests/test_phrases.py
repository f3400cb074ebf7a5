"""Every phrase the code says exists and gets its places; every phrase that exists is said."""
from __future__ import annotations

import ast
import re
import string
from functools import lru_cache
from pathlib import Path
from typing import get_args

from knowledge.advice import answers as state
from knowledge.advice import moves
from knowledge.advice.member import VARIANT
from knowledge.record_guide import AskedAbout
from tests.test_words import EXAMPLE

PROJECT = Path(__file__).resolve().parents[1]
# Code that may say phrases.
SPEAKING = ("knowledge", "bot", "actions")


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
            members = [p for p in store.all("phrases") if re.fullmatch(family, p.id) and p.id.removesuffix(VARIANT) not in named]
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
        if alike.fullmatch(text) and not text.endswith("-") and store.find("phrases", text) is None and text not in get_args(AskedAbout)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_phrase_is_unused(store):
    texts = set().union(*(file.texts for file in code()), templates()[0])
    families = set().union(*(file.families for file in code()), templates()[1])
    families = {family for family in families if re.match(r"[a-z]{3,}[a-z\\-]*-?\(\.\+\)", family)}
    # What fills a family: other texts in code, and the ids of options and moves.
    fills = texts | {"say-" + move for move in moves.MOVES} | {text.replace(" ", "-") for text in texts}
    # Words for a helper stand for those of the same name for the person, for a rule's or for a question's.
    variants = {p.id for p in store.all("phrases") if p.id.endswith(VARIANT) and _stands_for_something(store, p.id.removesuffix(VARIANT))}
    unused = [
        phrase.id for phrase in store.all("phrases")
        if phrase.id not in variants and not EXAMPLE.fullmatch(phrase.id) and phrase.id not in texts
        and not any((hit := re.fullmatch(family, phrase.id)) and set(hit.groups()) <= fills for family in families)
    ]
    assert not unused, "\n".join(unused)


def _stands_for_something(store, id: str) -> bool:
    question = store.find("interview_questions", id.removesuffix("-simpler").removesuffix("-why"))
    return any((store.find("phrases", id), store.find("decision_rules", id.removesuffix("-not")), question, store.find("review_reasons", id)))


def test_every_gap_the_advice_names_has_its_question(store):
    tree = ast.parse((PROJECT / "knowledge/advice/missing.py").read_text(encoding="utf-8"))
    tests = next(n for n in ast.walk(tree) if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "tests")
    keys = [key.value for key in tests.value.keys]
    asked = {p.id for p in store.all("phrases") if p.id.startswith("missing-") and not p.id.endswith(VARIANT)}
    assert keys and {f"missing-{key}" for key in keys} == asked
    assert all(state.profile({key: "x"}) for key in keys), "what is missing is a part of the profile"
