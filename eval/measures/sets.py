"""How far the units of an answer are those expected; also for any other two sets.

For units each element is (name, role, district), so that a unit in the wrong role is wrong.
Source: van Rijsbergen, Information Retrieval (1979), chapter 7.
"""

from collections.abc import Set as AbstractSet


def precision(given: AbstractSet[object], expected: AbstractSet[object]) -> float:
    """|given and expected| / |given|; of nothing given 1 where nothing is expected, else 0."""
    return len(given & expected) / len(given) if given else float(not expected)


def recall(given: AbstractSet[object], expected: AbstractSet[object]) -> float:
    """|given and expected| / |expected|; 1 where nothing is expected."""
    return len(given & expected) / len(expected) if expected else 1.0


def f1(given: AbstractSet[object], expected: AbstractSet[object]) -> float:
    """Harmonic mean of precision and recall: 2PR / (P + R), 0 where both are 0."""
    p, r = precision(given, expected), recall(given, expected)
    return 2 * p * r / (p + r) if p + r else 0.0


def exact(given: AbstractSet[object], expected: AbstractSet[object]) -> float:
    """1 where the two sets are the same, else 0."""
    return float(given == expected)
