"""The wording of reports (data/report.toml), and how their numbers are written."""

from functools import lru_cache
from pathlib import Path

from rag.records import Language
from rag.wording import Wording, read_wording

REPORT_WORDS = Path(__file__).parent / "data" / "report.toml"


@lru_cache(maxsize=2)
def load_report_words(language: Language) -> Wording:
    """The wording of reports in a language. Raises DataFileError naming a mistake."""
    return read_wording(REPORT_WORDS, language)


def percent(share: float | None) -> str:
    """A share between 0 and 1 in percent; a dash for None."""
    return "–" if share is None else f"{100 * share:.1f} %"


def signed_points(difference: float) -> str:
    """A difference of shares in points of percent, with its sign; 0.0 has none."""
    told = f"{100 * difference:+.1f}"
    return "0.0" if told in ("+0.0", "-0.0") else told.replace("-", "−")


def p_text(p: float) -> str:
    """A p-value with three places."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
