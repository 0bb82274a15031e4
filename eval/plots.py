"""The plots of a report as places on a canvas; data/plot.svg draws them.

All places are in the units of the canvas (WIDTH x HEIGHT, y downwards). Values that are told in
words stand in `title`, so that a pointer or a screen reader finds them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures.confidence import Bin

WIDTH, HEIGHT = 420, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 22, 14, 44  # margins
_BARS = 24  # of a histogram
_LAST = 99  # percentile of times beyond which all share the last bar
_STEPS = (1, 2, 2.5, 5, 10)

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight scale from low to high, which lie at `first` and `last` on the canvas."""

    label: str
    low: float
    high: float
    first: float
    last: float
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.first + share * (self.last - self.first), 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of a histogram."""

    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value with its place; radius: in units of the canvas."""

    x: float
    y: float
    radius: float
    title: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line with a label at its upper end: an ideal, a median."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot. key: of its title and its explanation in report.toml. line: the points of a curve."""

    key: str
    x: Axis
    y: Axis
    line: str = ""
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    rules: tuple[Rule, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def reliability_plot(bins: Sequence[Bin], say: Say) -> Plot:
    """Share of right answers against confidence; on the diagonal, confidence is earned."""
    x, y = _share_axis(say("axis_confidence"), True), _share_axis(say("axis_right"), False)
    most = max((own.count for own in bins), default=1)
    dots = [
        Dot(
            x.at(own.confidence),
            y.at(own.accuracy),
            round(3 + 9 * (own.count / most) ** 0.5, 2),
            say(
                "point_reliability",
                confidence=_percent(own.confidence),
                right=_percent(own.accuracy),
                count=own.count,
            ),
        )
        for own in bins
    ]
    ideal = Rule(x.at(0), y.at(0), x.at(1), y.at(1))
    return Plot("reliability", x, y, line=_line(dots), dots=tuple(dots), rules=(ideal,))


def risk_coverage_plot(points: Sequence[tuple[float, float]], say: Say) -> Plot:
    """Share of wrong answers against the share of questions that are answered."""
    x = _share_axis(say("axis_coverage"), True)
    top = _rounded_up(max((risk for _, risk in points), default=0.0))
    y = _axis(say("axis_risk"), top, False, _percent)
    line = " ".join(f"{x.at(coverage)},{y.at(risk)}" for coverage, risk in points)
    return Plot("risk_coverage", x, y, line=line)


def recall_plot(recall: Mapping[int, float], say: Say) -> Plot:
    """Recall of the clauses that answer among the first k candidates, by k."""
    ks = sorted(recall)
    x = _axis(say("axis_k"), max(ks, default=1), True, lambda value: f"{value:g}", ks)
    y = _share_axis(say("axis_recall"), False)
    dots = [
        Dot(x.at(k), y.at(recall[k]), 4, say("point_recall", k=k, recall=_percent(recall[k])))
        for k in ks
    ]
    return Plot("recall", x, y, line=_line(dots), dots=tuple(dots))


def latency_plot(milliseconds: Sequence[float], say: Say) -> Plot:
    """How many answers took how long, with the median and the 95th percentile."""
    times = np.asarray(milliseconds, dtype=np.float64)
    end = _rounded_up(float(np.percentile(times, _LAST)))
    counts, edges = np.histogram(np.minimum(times, end), bins=_BARS, range=(0.0, end))
    x = _axis(say("axis_ms"), end, True, lambda value: f"{value:g}")
    y = _axis(say("axis_answers"), _rounded_up(float(counts.max())), False, lambda v: f"{v:g}")
    bars = [
        Bar(
            x.at(low),
            y.at(count),
            round(x.at(high) - x.at(low) - 1, 2),
            round(y.at(0) - y.at(count), 2),
            say("point_latency", low=f"{low:.0f}", high=f"{high:.0f}", count=count),
        )
        for low, high, count in zip(edges, edges[1:], counts.tolist(), strict=False)
    ]
    rules = [_upright(x, y, float(np.percentile(times, p)), name) for p, name in _MARKED]
    return Plot("latency", x, y, bars=tuple(bars), rules=tuple(rules))


_MARKED = ((50, "p50"), (95, "p95"))


def _upright(x: Axis, y: Axis, value: float, name: str) -> Rule:
    place = x.at(min(value, x.high))
    return Rule(place, y.first, place, y.last, f"{name} {value:.0f} ms")


def _share_axis(label: str, across: bool) -> Axis:
    return _axis(label, 1.0, across, _percent)


def _axis(
    label: str,
    high: float,
    across: bool,
    shown: Callable[[float], str],
    ticks: Sequence[float] | None = None,
) -> Axis:
    """An axis from 0; across: to the right, else upwards. ticks: their values, five by default."""
    first, last = (_LEFT, WIDTH - _RIGHT) if across else (HEIGHT - _BOTTOM, _TOP)
    axis = Axis(label, 0.0, high, first, last, ())
    marked = [high * i / 5 for i in range(6)] if ticks is None else ticks
    placed = tuple(Tick(axis.at(value), shown(value)) for value in marked)
    return Axis(label, 0.0, high, first, last, placed)


def _rounded_up(value: float) -> float:
    """The next value of 1, 2, 2.5, 5, 10 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9)))


def _line(dots: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in dots)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if abs(share) >= 0.1 or share == 0 else f"{100 * share:.1f} %"
