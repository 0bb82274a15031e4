"""How long answers take."""

from collections.abc import Sequence

import numpy as np


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which a share of the values lies, between two by straight line.

    percent: 0 to 100. Source: Hyndman and Fan, Sample Quantiles in Statistical Packages (1996),
    definition 7. Raises ValueError for no values.
    """
    if not values:
        raise ValueError("no values: pass at least one to give a percentile")
    return float(np.percentile(np.asarray(values, dtype=np.float64), percent))
