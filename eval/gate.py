"""The gate: how far each measure may fall before a change is refused (data/gate.toml)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.datafile import entry_line, load_entries
from errors import DataFileError
from eval.compare import Comparison, points

GATE_FILE = Path(__file__).parent / "data" / "gate.toml"
_TABLE = "measure"


class Margin(BaseModel):
    """One [[measure]]: how far it may fall, in points, and the least percentage it may have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    fall: float = Field(ge=0, le=100)
    floor: float | None = Field(default=None, ge=0, le=100)


def load_gate(path: Path = GATE_FILE) -> list[Margin]:
    """The margins of a gate file. Raises DataFileError naming file and line of a mistake."""
    margins = load_entries(path, _TABLE, Margin)
    names = [margin.name for margin in margins]
    for number, name in enumerate(names):
        if name in names[:number]:
            line = entry_line(path, _TABLE, number)
            raise DataFileError(f"{path}, line {line}: {name!r} stands there twice; keep one")
    return margins


def breaches(comparison: Comparison, margins: Iterable[Margin]) -> Iterator[str]:
    """One line for each measure that fell by more than its margin, or below its floor.

    A measure of the gate that the two runs do not share is a breach too: a gate that cannot look
    must not let pass.
    """
    for margin in margins:
        found = comparison.difference(margin.name)
        if found is None:
            known = ", ".join(d.measure for d in comparison.differences)
            yield f"{margin.name}: the runs do not share this measure (they share {known})"
            continue
        before, after = points(found.before), points(found.after)
        told = f"{margin.name}: {before:.1f} % before, {after:.1f} % after"
        fallen = round(before - after, 6)
        if fallen > margin.fall:
            yield f"{told}: fell by {fallen:.1f} points, at most {margin.fall:g} are allowed"
        elif margin.floor is not None and after < margin.floor:
            yield f"{told}: below its floor of {margin.floor:g} %"
