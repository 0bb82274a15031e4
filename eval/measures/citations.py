"""Citation precision and recall at the level of clauses.

Adapted from ALCE (Gao, Yen, Yu, Chen: Enabling Large Language Models to Generate Text with
Citations, EMNLP 2023). ALCE judges each statement with an entailment model: recall is the share of
statements that their citations support, precision the share of citations that are needed for it.
Here the gold clauses take the place of the entailment model, and the districts that a question
asks about that of the statements. A citation is needed when it is a gold clause, or when it bears
an expected unit that no cited gold clause bears (the row with the merged cell).
"""

from collections.abc import Sequence


def citation_precision(needed: Sequence[bool]) -> float:
    """|needed citations| / |citations|, 0 for an answer without citations.

    needed: for each citation of the answer, whether it is needed.
    """
    return sum(needed) / len(needed) if needed else 0.0


def citation_recall(supported: Sequence[bool]) -> float:
    """|expected districts with a cited gold clause| / |expected districts|, 0 without one.

    supported: for each district that has a gold clause, whether one of its gold clauses is cited.
    """
    return sum(supported) / len(supported) if supported else 0.0
