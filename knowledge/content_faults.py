"""A record against its model: what does not fit, in plain sentences with the line to correct."""
from __future__ import annotations

import datetime
import difflib
import re
from typing import Any, Iterator, Literal, Optional, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import SHAPE_SINGLETON, ModelField

from knowledge.content_yaml import BOOL, DATE, FLOAT, NULL, Fault, Path, is_altered, line_of, value
from knowledge.records import BEFORE_2004, Record, last_day

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
BEGINNINGS, ENDS = ("opened", "gained_from"), ("closed", "gained_until")
# What pydantic finds, and what an editor is told. `{name}` is the field.
SENTENCES = {
    "value_error.missing": "'{name}' is missing. Add it.",
    "type_error.none.not_allowed": "'{name}' is empty. Give it a value, or take the line out.",
    "value_error.list.min_items": "'{name}' has nothing in it. Give at least one.",
    "type_error.str": "'{name}' must be one text. Write it after the colon, in quotes where it has a colon itself.",
    "type_error.list": "'{name}' must be a list. Write each item on a line of its own, after '- '.",
    "type_error.dict": "'{name}' must be fields. Write them as 'name: text', each on its own line.",
    "type_error.integer": "'{name}' must be a whole number. Correct that line.",
    "type_error.float": "'{name}' must be a number. Correct that line.",
    "value_error.boolean": "'{name}' must be true or false. Correct that line.",
    "type_error.bool": "'{name}' must be true or false. Correct that line.",
}


def record(kind: str, model: type[Record], node: yaml.Node) -> tuple[Optional[Record], str, list[Fault]]:
    """One record from its node.

    Args:
        kind: the kind as the file names it.
        model: the model of that kind.
        node: the YAML node.

    Returns:
        The record, or None if it cannot be made; its id as far as it has one; and what is wrong.
    """
    line, faults = node.start_mark.line + 1, []
    if not isinstance(node, yaml.MappingNode):
        return None, "", [Fault(line, f"{_short(node)} is not a record. Write 'id: ...' and its other fields.")]
    given = value(node, faults)
    faults += _typed(model, node)
    found = None
    try:
        found = model(**given)
    except ValidationError as error:
        faults += _refused(kind, model, node, error, {fault.path for fault in faults})
    except TypeError:
        faults.append(Fault(line, "A field has a name that cannot be one. Name fields as the other records do."))
    id = given.get("id")
    return (None if faults else found), id if isinstance(id, str) else "", sorted(faults, key=lambda fault: fault.line)


def _typed(model: type[BaseModel], node: yaml.MappingNode, path: Path = ()) -> Iterator[Fault]:
    """What pydantic would let pass: bare words that YAML alters, broken numbers, days that no calendar has."""
    for key, given in node.value:
        field = model.__fields__.get(key.value) if isinstance(key, yaml.ScalarNode) else None
        if field is None:
            continue
        here = (*path, key.value)
        parts = enumerate(given.value) if isinstance(given, yaml.SequenceNode) else [(None, given)]
        for number, part in parts:
            place = here if number is None else (*here, number)
            if isinstance(part, yaml.MappingNode):
                if isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
                    yield from _typed(field.type_, part, place)
            elif isinstance(part, yaml.ScalarNode) and (said := _scalar(field, key.value, part)):
                yield Fault(part.start_mark.line + 1, said, place)


def _scalar(field: ModelField, name: str, node: yaml.ScalarNode) -> Optional[str]:
    """What is wrong with one bare value, or None."""
    if node.tag == NULL:
        return None
    if name in BEGINNINGS + ENDS and (said := _date(name, node.value)):
        return said
    if field.type_ is int and node.tag in (BOOL, FLOAT, DATE):
        return f"'{name}' must be a whole number, not '{node.value}'. Correct that line."
    in_list = field.shape != SHAPE_SINGLETON
    wants_text = field.type_ is str or get_origin(field.type_) is Literal or in_list and field.type_ is object
    if wants_text and is_altered(node):
        return f"'{name}' has '{node.value}' without quotes, which YAML reads as something else. Put it in quotes."
    return None


def _date(name: str, text: str) -> Optional[str]:
    """What is wrong with a date text, or None."""
    if text == BEFORE_2004:
        # What ended is told from what is open by its day.
        return None if name in BEGINNINGS else f"'{name}' has '{text}', and only a beginning may. Give the year, as far as it is known."
    if not _DATE.fullmatch(text):
        return f"'{name}' has '{text}', which is no date. Write '2024', '2024-09' or '2024-09-01', in quotes."
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
        last_day(text)
    except (ValueError, OverflowError):
        return f"'{name}' has '{text}', and the calendar has no such date. Correct it."
    return None


def _refused(kind: str, model: type[Record], node: yaml.Node, error: ValidationError, told: set[Path]) -> list[Fault]:
    """What pydantic refuses. A misspelt field is told once, not as a strange field and a missing one."""
    faults, guessed = [], set()
    errors = [found for found in error.errors() if found["loc"] not in told]
    missing = {found["loc"] for found in errors if found["type"] == "value_error.missing"}
    line = node.start_mark.line + 1
    for found in (e for e in errors if e["type"] == "value_error.extra"):
        *before, name = found["loc"]
        text, guess = _strange(kind, model, tuple(before), name, missing)
        guessed.add((*before, guess))
        faults.append(Fault(line_of(node, found["loc"], line), text, found["loc"]))
    for found in errors:
        if found["type"] != "value_error.extra" and not (found["loc"] in guessed and found["loc"] in missing):
            faults.append(Fault(line_of(node, found["loc"], line), _sentence(found), found["loc"]))
    return faults


def _strange(kind: str, model: type[Record], before: Path, name: str, missing: set[Path]) -> tuple[str, Optional[str]]:
    """The sentence about a field that the model does not have, and the field that was probably meant."""
    for part in before:
        if not isinstance(part, int):
            model = model.__fields__[part].type_
    fields = list(model.__fields__)
    owner = ".".join([kind, *(part for part in before if not isinstance(part, int))])
    likely = [field for field in fields if (*before, field) in missing]
    near = difflib.get_close_matches(name, likely, n=1, cutoff=0.6) or difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'?" if near else f"Take it out, or use one of: {', '.join(fields)}."
    return f"'{name}' is not a field of {owner}. {hint}", near[0] if near else None


def _sentence(found: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in found["loc"] if not isinstance(part, int))
    if found["type"] == "value_error.const":
        allowed, given = found["ctx"]["permitted"], found["ctx"]["given"]
        near = difflib.get_close_matches(str(given), [str(one) for one in allowed], n=1, cutoff=0.6)
        hint = f"Did you mean '{near[0]}'?" if near else f"Use one of: {', '.join(str(one) for one in allowed)}."
        return f"'{name}' cannot be '{given}'. {hint}"
    if found["type"] in SENTENCES:
        return SENTENCES[found["type"]].format(name=name)
    said = found["msg"].rstrip(".")
    return f"'{name}': {said}. Correct that line."


def _short(node: yaml.Node) -> str:
    return f"'{node.value[:40]}'" if isinstance(node, yaml.ScalarNode) else "A list"
