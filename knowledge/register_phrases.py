"""Words by which a title of the official register is about the work of school support staff.

`fivesteps knowledge register` lists open qualifications with such titles that our records lack. A phrase is
found at the start of words, in any capitals: "teaching assistant" finds "Teaching Assistants" too. Add one
where the list misses something; take one out where it finds too much.
"""
from __future__ import annotations

# Any of these is enough.
PHRASES = (
    "classroom",
    "learning support",
    "lunchtime",
    "midday super",
    "schools",
    "teaching and learning",
    "teaching assistant",
)
# "school" counts together with any of these.
WITH_SCHOOL = (
    "administrat",
    "business",
    "caretak",
    "catering",
    "cleaning",
    "finance",
    "food",
    "kitchen",
    "librar",
    "meal",
    "minibus",
    "premises",
    "site",
    "support",
    "technician",
)
