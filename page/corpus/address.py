"""Every view has an address: links lead to views, and an address brings its view back."""

from collections.abc import Mapping, Sequence
from typing import get_args
from urllib.parse import parse_qs, urlencode

from markupsafe import Markup

from corpus.districts import find_district
from corpus.records import Role
from corpus.sectors import find_sector
from page.corpus.records import PARTS, UNDATED, WITHOUT, LedgerQuery, View
from page.shell import PATHS

LONGEST_WORDS = 100  # characters of a text to look for
_MOST_NAMES = 50  # of one kind in a filter
_LONGEST_ADDRESS = 8_000  # characters
_MOST_PAGES = 100_000
_ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}


def address(view: View) -> str:
    """The address of a view, relative to that of the page. The language is not in it."""
    query = view.query
    pairs = [
        ("part", view.part),
        ("document", view.document),
        ("clause", view.clause),
        ("words", view.words),
        *(("district", name) for name in query.districts),
        *(("sector", name) for name in query.sectors),
        *(("unit", name) for name in query.units),
        ("as", query.role or ""),
        ("year", query.year),
        ("text", query.words),
        ("page", str(view.page) if view.page > 1 else ""),
        ("role", view.role or ""),
        ("whole", "1" if view.whole else ""),
    ]
    return f"{PATHS['corpus']}?{urlencode([pair for pair in pairs if pair[1]])}"


def read_address(text: str, view: View) -> View:
    """The view of an address, in the language of another view; what cannot be is left out.

    text: an address, or only what follows its question mark; it may come from anybody. Raises
    UnknownNameError for a district or a sector that there is not.
    """
    given = parse_qs(text[:_LONGEST_ADDRESS].rpartition("?")[2], max_num_fields=None)
    wanted = _one(given, "part")
    part = next((part for part in PARTS if part == wanted), PARTS[0])
    return View(
        language=view.language,
        part=part,
        document=_one(given, "document"),
        clause=_one(given, "clause"),
        words=_one(given, "words"),
        query=ledger_query(
            given.get("district", ()),
            given.get("sector", ()),
            given.get("unit", ()),
            _one(given, "as"),
            _one(given, "year"),
            _one(given, "text"),
        ),
        page=_page(_one(given, "page")),
        role=_ROLES.get(_one(given, "role")),
        whole=_one(given, "whole") == "1",
    )


def ledger_query(
    districts: Sequence[str],
    sectors: Sequence[str],
    units: Sequence[str],
    role: str,
    year: str,
    words: str,
) -> LedgerQuery:
    """A filter of what somebody chose or typed, cut to what a filter may hold.

    Raises UnknownNameError for a district or a sector that there is not; units are left as typed.
    """
    known_year = year in (UNDATED, WITHOUT) or (year.isdecimal() and len(year) == 4)
    return LedgerQuery(
        districts=tuple(dict.fromkeys(map(find_district, _bounded(districts)))),
        sectors=tuple(dict.fromkeys(map(find_sector, _bounded(sectors)))),
        units=tuple(dict.fromkeys(_bounded(units))),
        role=_ROLES.get(role),
        year=year if known_year else "",
        words=words.strip()[:LONGEST_WORDS],
    )


def view_link(view: View, text: str | Markup, css: str = "", **attributes: str) -> Markup:
    """A link to a view; followed on the page without loading it anew.

    css: its class. attributes: further ones, with _ for -; empty ones are left out.
    """
    named = {"class": css, **{name.replace("_", "-"): value for name, value in attributes.items()}}
    more = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in named.items() if value
    )
    return Markup('<a href="{0}" data-event="go" data-value="{0}"{1}>{2}</a>').format(
        address(view), more, text
    )


def filtered(view: View, **changes: object) -> View:
    """The ledger with a filter of nothing but the changes, at its first page."""
    return View(view.language, "ledger", query=LedgerQuery(**changes))  # type: ignore[arg-type]


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[0].strip()[:LONGEST_WORDS] if values else ""


def _bounded(names: Sequence[str]) -> list[str]:
    kept = (name.strip()[:LONGEST_WORDS] for name in names[:_MOST_NAMES])
    return [name for name in kept if name]


def _page(text: str) -> int:
    # isdecimal takes digits of other scripts, too, and int reads them
    return min(max(int(text), 1), _MOST_PAGES) if text.isdecimal() and len(text) < 9 else 1
