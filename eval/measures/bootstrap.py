"""How sure a mean is: its bootstrap interval."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

RESAMPLES = 5000
LEVEL = 0.95
_SEED = 20250321


def mean_interval(values: Sequence[float] | npt.NDArray[np.float64]) -> tuple[float, float]:
    """The 95 % interval of the mean of a sample, by the BCa bootstrap with a fixed seed.

    Resampling n values with replacement is drawing how often each distinct value comes, so one
    multinomial draw makes one resample. The ends are the quantiles
    Phi(z0 + (z0 + z) / (1 - a (z0 + z))) of the resampled means, z = Phi^-1(0.025), Phi^-1(0.975);
    z0 tells how far they lie to one side of the mean, a = sum(d^3) / (6 sum(d^2)^1.5) with
    d = values - mean is the acceleration (its jackknife estimate, in closed form for a mean).
    Source: Efron, Better Bootstrap Confidence Intervals, JASA 82 (1987).
    Returns (v, v) where all values are v. Raises ValueError for no values.
    """
    if not len(values):
        raise ValueError("no values: pass at least one to give an interval of their mean")
    return _interval(tuple(sorted(map(float, values))))


@lru_cache(maxsize=5000)
def _interval(values: tuple[float, ...]) -> tuple[float, float]:
    sample = np.asarray(values, dtype=np.float64)
    distinct, counts = np.unique(sample, return_counts=True)
    if len(distinct) == 1:
        return float(distinct[0]), float(distinct[0])
    draw = np.random.default_rng(_SEED)
    drawn = draw.multinomial(len(sample), counts / len(sample), size=RESAMPLES)
    means, mean = drawn @ distinct / len(sample), float(sample.mean())
    below = ((means < mean).sum() + (means <= mean).sum()) / (2 * RESAMPLES)
    bias = ndtri(np.clip(below, 1 / RESAMPLES, 1 - 1 / RESAMPLES))
    # jackknife means differ from their mean by (mean - value) / (n - 1)
    away = sample - mean
    acceleration = (away**3).sum() / (6 * (away**2).sum() ** 1.5)
    tails = ndtri(np.array([(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
    ends = ndtr(bias + (bias + tails) / (1 - acceleration * (bias + tails)))
    low, high = np.quantile(means, ends)
    return float(low), float(high)
