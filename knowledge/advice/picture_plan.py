"""The drawings of a plan: the way to the goal and the ladder of levels, made of what the copy may hold and of nothing else."""
from __future__ import annotations

from knowledge.advice import pathways, picture_levels, picture_way
from knowledge.advice.drawing import Picture
from knowledge.advice.questions import View
from knowledge.records import Qualification


def pictures(view: View, advice: dict, may: dict[str, bool]) -> list[Picture]:
    """The drawings; none where there is nothing of one's own to show.

    Args:
        view: the answers as the copy knows them (`sharing.project`).
        advice: the advice for those.
        may: what the copy may hold, by the names of `sharing.PRIVATE`.
    """
    return [picture for picture in (_way(view, advice, may), _ladder(view, advice, may)) if picture]


def _way(view: View, advice: dict, may: dict[str, bool]) -> Picture | None:
    """The way to the goal; for somebody who looks for another job and names none, the moves open from here."""
    route = advice["pathway"] if view.situation.goal else []
    if not route and view.situation.new_role:
        route = pathways.onward(view.situation)
    if not may["english_maths"]:
        route = [{**step, "via": [via for via in step["via"] if not _of_basics(view, via["id"])]} for step in route]
    return picture_way.drawn(view, route, [row["id"] for row in advice["qualifications"]])


def _of_basics(view: View, id: str) -> bool:
    """True for a certificate in English or maths: on a way it would say who lacks it."""
    record = view.store.find("qualifications", id)
    return record is not None and bool(record.covers)


def _ladder(view: View, advice: dict, may: dict[str, bool]) -> Picture | None:
    picked = _records(view, view.answers.get("picked") or [])
    marks = picture_levels.held(view) + picture_levels.chosen(picked, picture_levels.PICKED)
    if not picked and all(may.values()):
        marks += picture_levels.chosen(_records(view, [row["id"] for row in advice["qualifications"]]), picture_levels.SUGGESTED)
    if all(mark.level is None for mark in marks):
        return None
    return picture_levels.drawn(view, marks, examples=may["english_maths"])


def _records(view: View, ids: list[str]) -> list[Qualification]:
    return [record for id in ids if (record := view.store.find("qualifications", id))]
