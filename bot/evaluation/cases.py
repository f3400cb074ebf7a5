"""Reads folders of cases: messages, each with what ought to be understood. Which files there are, says `FILES`.

The files of `tests/heldout/README.md`, and two files of lines of JSON whose certificates and jobs are in plain words.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

import yaml

# Read as cases when their name is not one of `FILES`, which is worth a word.
_LOOKS_LIKE_CASES = (".yml", ".yaml", ".json", ".jsonl")
_ROLE_LISTS = ("role", "qualification", "aspiration")


class BadCases(Exception):
    """A folder or file of cases cannot be used; the text names the file and the line, and says what to do."""


@dataclass(frozen=True)
class Case:
    """One entry of one file.

    file    the name of the file, which says what is judged
    place   file and line, to find it again
    data    the entry as it stands
    """

    file: str
    place: str
    data: dict

    @property
    def text(self) -> str:
        """The message."""
        return self.data["text"]


def read(folders: list[Path]) -> tuple[list[Case], list[str]]:
    """Every case in the folders, and a line about each file that was passed over.

    Raises:
        BadCases: if a folder holds no cases, or a file of them cannot be read.
    """
    cases, notes = [], []
    for folder in folders:
        try:
            listed = sorted(path for path in folder.iterdir() if path.is_file())
        except OSError as error:
            raise BadCases(f"{folder} cannot be read as a folder ({error.strerror}). Give a folder of cases.") from error
        known = [path for path in listed if path.name in FILES]
        if not known:
            raise BadCases(f"{folder} holds no file of cases. Give a folder with one or more of {', '.join(FILES)}.")
        for path in known:
            cases += _entries(path)
        notes += [
            f"{path} is passed over: its name is none of {', '.join(FILES)}."
            for path in listed if path.name not in FILES and path.suffix in _LOOKS_LIKE_CASES
        ]
    if not cases:
        raise BadCases("The files hold no cases. Put at least one into one of them.")
    return cases, notes


def _entries(path: Path) -> Iterator[Case]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadCases(f"{path} cannot be read ({error.strerror}). Look at its permissions.") from error
    except UnicodeDecodeError as error:
        raise BadCases(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    for line, entry in (_of_json if path.suffix == ".jsonl" else _of_yaml)(path, text):
        wrong = _wrong(entry) or FILES[path.name](entry)
        if wrong:
            raise BadCases(f"{path}, line {line}: {wrong}")
        yield Case(path.name, f"{path.name}:{line}", entry)


def _of_json(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    # Only line feeds end a line here: a quoted text may hold other separators.
    for line, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            try:
                yield line, json.loads(row)
            except (json.JSONDecodeError, RecursionError) as error:
                raise BadCases(f"{path}, line {line}: this is not JSON ({_short(error)}). Write one object on each line.") from error


def _of_yaml(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    """(line, entry) of the list under the one key, which is the name of the file."""
    loader = None
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        # Characters that YAML does not allow are told of by their place in the text.
        place = getattr(error, "position", 0) or 0
        line = mark.line + 1 if mark else text.count("\n", 0, place) + 1
        raise BadCases(f"{path}, line {line}: this is not YAML ({_short(error)}). Correct that line.") from error
    finally:
        if loader:
            loader.dispose()
    if not isinstance(data, dict) or list(data) != [path.stem] or not isinstance(data[path.stem], list):
        raise BadCases(f"{path}, line 1: it must hold one list, under the key '{path.stem}'.")
    lines = [item.start_mark.line + 1 for item in node.value[0][1].value]
    yield from zip(lines, data[path.stem])


def _short(error: Exception) -> str:
    return getattr(error, "problem", None) or getattr(error, "msg", None) or getattr(error, "reason", None) or "nested too deeply"


def _wrong(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return "an entry must be an object with a 'text'."
    if not isinstance(entry.get("text"), str) or not entry["text"].strip():
        return "the entry has no 'text'. Write the message there."
    if "open" in entry and not isinstance(entry["open"], str):
        return "'open' must name a question of the interview."
    return None


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _intents(entry: dict) -> str | None:
    return None if _words(entry.get("intents")) and entry["intents"] else "'intents' must be a list of one or more intents."


def _links(entry: dict) -> str | None:
    if not all(_words(entry.get(key, [])) for key in ("roles", "may", "tags")):
        return "'roles', 'may' and 'tags' must be lists of words."
    held, aim = entry.get("qualifications", []), entry.get("aspiration", {})
    if not isinstance(held, list) or not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in held):
        return "'qualifications' must be a list of objects, each with an 'id'."
    if not isinstance(aim, dict) or not all(isinstance(id, str) for id in aim.values()) or not {*aim} <= {"role", "qualification"}:
        return "'aspiration' must be an object with a 'role' or a 'qualification'."
    return None


def _questions(entry: dict) -> str | None:
    if entry.get("none") is not True and not (_words(entry.get("any")) and entry["any"]):
        return "it needs 'any', a list of right answers such as 'roles:teacher', or 'none: true'."
    return None if _words(entry.get("may", [])) else "'may' must be a list of records."


def _care(entry: dict) -> str | None:
    if not isinstance(entry.get("care"), bool) or not isinstance(entry.get("sure", True), bool):
        return "'care' and 'sure' must be true or false."
    return None if isinstance(entry.get("kind"), str) else "'kind' must be a word, such as child."


def _mixed(entry: dict) -> str | None:
    answers, asks = entry.get("answers"), entry.get("asks")
    if not isinstance(answers, dict) or not _words(answers.get("intents")) or not answers["intents"]:
        return "'answers' must be an object with 'intents'."
    return None if isinstance(asks, dict) and isinstance(asks.get("clause"), str) else "'asks' must be an object with a 'clause'."


def _written(entry: dict) -> str | None:
    slots = entry.get("expected_slots")
    if not isinstance(slots, dict) or not all(_words(slots.get(key, [])) for key in _ROLE_LISTS):
        return f"'expected_slots' must be an object with lists of words: {', '.join(_ROLE_LISTS)}."
    return None if isinstance(entry.get("bot_asked", ""), str) else "'bot_asked' must be a word."


def _real(entry: dict) -> str | None:
    if not _words(entry.get("mentions_quals", [])):
        return "'mentions_quals' must be a list of words."
    if not all(isinstance(entry.get(key) or "", str) for key in ("role", "aspiration")):
        return "'role' and 'aspiration' must be words or null."
    return None if all(isinstance(entry.get(key) or "", str) for key in ("topic", "kind")) else "'topic' and 'kind' must be words."


# name -> what is wrong with an entry of that file, or None
FILES: dict[str, Callable[[dict], str | None]] = {
    "intents.yml": _intents, "links.yml": _links, "questions.yml": _questions, "care.yml": _care, "mixed.yml": _mixed,
    "written.jsonl": _written, "real.jsonl": _real,
}
