"""Whole conversations as steps: a text is said, a list of choices is pressed or ticked."""
from __future__ import annotations

# A cook who wants proof of what she can do: up to her answers, to the advice, to the practical points, to the plan.
TO_TICKS = [["for:self"], ["role:school-cook"]]
TO_ANSWERS = [
    *TO_TICKS, ["duties:cook-meals", "duties:special-diets"], ["aim:now"], ["need_source:ns-own-wish"],
    ["need:recognition"], ["qualifications:english", "qualifications:maths"], ["constraints:nothing"],
]
TO_ADVICE = [*TO_ANSWERS, ["check:yes"]]
TO_PRACTICALITIES = [*TO_ADVICE, ["pick:cluster-networks"]]
AFTER = [["agreed:yes"], ["success:me-any-certificate"], ["review:m12"], ["evidence:records"], ["sharing:not-now"]]
# What is said of the practical points, in words.
ALL_TO_DO = "all of it is still to do"
TO_PLAN = [*TO_PRACTICALITIES, ALL_TO_DO, *AFTER]
# The copy for others, with nothing ticked.
TO_COPY = [*TO_PLAN, ["say:side-share"], ["side:shown=none"]]
# What somebody can become, and what an old certificate counts for: both with a drawing.
TO_BECOME = [["say:others"], ["say:side-become"], "midday supervisor"]
TO_LEVELS = ["what do the levels mean?"]
