"""What is proposed for the metadata of a file: each value with the place where it was read."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from pypinyin import lazy_pinyin

from corpus.districts import find_mentions, load_districts
from corpus.records import Form
from intake.document_numbers import propose_number
from intake.head import Head, read_head
from intake.issue_dates import propose_date
from intake.issuers import propose_issuer
from intake.patterns import load_patterns
from intake.records import FieldName, Found, Proposed, each_once
from intake.titles import propose_title

_MUNICIPAL = re.compile(r"重庆市|渝(?!中|北)")  # issuer or number of the whole municipality
_FEWEST_NAMED, _SHARE_NAMED = 3, 0.6  # of a district that the text names most
_LONGEST_ID = 50  # characters
_YEAR = re.compile(r"(?:19|20)\d{2}")


def propose_fields(
    text: str, form: Form, name: str, taken: Collection[str] = ()
) -> dict[FieldName, Proposed]:
    """What is proposed for each field of the metadata.

    text: of the document. name: of its file. taken: ids that are there already.
    """
    head = read_head(text, form)
    fields: dict[FieldName, Proposed] = {
        "title": propose_title(head, name),
        "doc_number": propose_number(head),
        "issuer": propose_issuer(head),
        "issued": propose_date(head),
    }
    fields["district"] = _propose_district(fields, head, text, name)
    fields["id"] = _propose_id(fields, name, taken)
    return fields


def _propose_district(
    fields: Mapping[FieldName, Proposed], head: Head, text: str, name: str
) -> Proposed:
    """The district: of the issuer, the number, the title, else the one named most."""
    found: list[Found] = []
    for field in ("issuer", "doc_number", "title"):
        value = fields[field].value
        if value:
            found.extend(Found(d, value.line, value.words) for d in _named(value.value))
    told = len(found)
    counted = Counter(mention.district for mention in find_mentions(text))
    most = [district for district, _ in counted.most_common(5)]
    found.extend(_first_place(district, head, text) for district in most)
    found.extend(Found(district, 0, name) for district in _named(name))
    candidates = each_once(found)
    if told or not found or (counted and not _stands_out(counted)) or _is_municipal(fields):
        return Proposed("district", found[0] if told else None, candidates)
    return Proposed("district", candidates[0], candidates)


def _named(words: str) -> Iterator[str]:
    return (mention.district for mention in find_mentions(words))


def _stands_out(counted: Counter[str]) -> bool:
    (_, times), *_ = counted.most_common(1)
    return times >= _FEWEST_NAMED and times >= _SHARE_NAMED * counted.total()


def _is_municipal(fields: Mapping[FieldName, Proposed]) -> bool:
    values = (fields[field].value for field in ("issuer", "doc_number"))
    return any(value and _MUNICIPAL.match(value.value) for value in values)


def _first_place(district: str, head: Head, text: str) -> Found:
    """Where a district is first named."""
    at = next(mention.start for mention in find_mentions(text) if mention.district == district)
    number = text.count("\n", 0, at) + 1
    words = next((line.text for line in head.both if line.number == number), None)
    if words is None:
        words = text[max(0, at - 20) : at + 20].replace("\n", " ")
    return Found(district, number, words)


def _propose_id(
    fields: Mapping[FieldName, Proposed], name: str, taken: Collection[str]
) -> Proposed:
    """district-year-kind, with a number behind it where that id is there already."""
    district, title = (fields[field].value for field in ("district", "title"))
    issued, number = (fields[field].value for field in ("issued", "doc_number"))
    first = _latin(district.value) if district else _latin_name(name)
    told = " ".join(found.value for found in (number, issued, title) if found)
    year = _YEAR.search(told)
    parts = [first, year.group() if year else "", _kind(title.value if title else name)]
    whole = "-".join(filter(None, parts))[:_LONGEST_ID].strip("-")
    numbered = (f"{whole}-{again}" for again in range(2, len(taken) + 3))
    free = next(one for one in (whole, *numbered) if one not in taken)
    found = Found(free, 0, title.words if title else name)
    return Proposed("id", found, (found,))


def _latin(district: str) -> str:
    """A district's name in one piece of Latin letters: its first such alias, else its pinyin."""
    aliases = next((d.aliases for d in load_districts() if d.name == district), [])
    joined = "".join(lazy_pinyin(district))
    return _slug(next((a for a in aliases if a.isascii() and a.isalpha()), joined)).replace("-", "")


def _latin_name(name: str) -> str:
    return _slug(name.rpartition(".")[0] or name)[:30].strip("-") or "document"


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _kind(title: str) -> str:
    lower = title.lower()
    return next((k.id for k in load_patterns().kind if any(w in lower for w in k.words)), "")
