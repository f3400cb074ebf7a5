"""What a message is for: logistic regression over its words, the pieces of its words, and its sentence embedding.

`docs/understanding.md` has what was measured, and why the settings are as they are.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy
from scipy.sparse import csr_matrix, hstack

from knowledge.language.embed import embed

# Of a word, and of what stands alone and tells much: "?", a thumb.
_WORDS = r"(?u)\w+|[^\w\s]"
# More than this says nothing new, and a message of 20,000 letters must not cost more than another.
_MOST_LETTERS = 600


@dataclass
class Intents:
    """A trained classifier, made by `learn`.

    words, pieces   the counts of words, and of runs of letters inside words (sklearn vectorizers)
    chooser         the regression
    weight          the length of the embedding beside the counts, whose length is 1 each
    """

    words: object
    pieces: object
    chooser: object
    weight: float

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """(intent, probability), the likeliest first."""
        shares = self.chooser.predict_proba(_features(self.words, self.pieces, self.weight, [text]))[0]
        return sorted(zip(self.chooser.classes_.tolist(), shares.tolist()), key=lambda one: -one[1])


def learn(texts: Sequence[str], intents: Sequence[str], weight: float, c: float, rounds: int) -> Intents:
    """Trains a classifier.

    Args:
        texts: the lines.
        intents: of each line.
        weight: of the embedding; 0 leaves it out.
        c: a larger one trusts the lines more.
        rounds: of the search for the best fit, at most.
    """
    # Only training needs these; a process that just talks never loads the other half of sklearn.
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    plain = [_plain(text) for text in texts]
    words = TfidfVectorizer(token_pattern=_WORDS, ngram_range=(1, 2), sublinear_tf=True, dtype=numpy.float32).fit(plain)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2, dtype=numpy.float32).fit(plain)
    chooser = LogisticRegression(C=c, max_iter=rounds, tol=1e-3, random_state=42)
    chooser.fit(_features(words, pieces, weight, texts), list(intents))
    return Intents(words, pieces, chooser, weight)


def _features(words, pieces, weight: float, texts: Sequence[str]) -> csr_matrix:
    plain = [_plain(text) for text in texts]
    counts = [words.transform(plain), pieces.transform(plain)]
    return hstack([*counts, csr_matrix(weight * numpy.vstack([embed(text) for text in plain]))], format="csr")


def _plain(text: str) -> str:
    return text[:_MOST_LETTERS].lower().replace("’", "'")
