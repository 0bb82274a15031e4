"""The JSON API and the tools of the MCP server: the same functions for both, served by Gradio."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import wraps
from inspect import signature
from typing import Annotated, Any, Literal, ParamSpec

from gradio.events import api
from pydantic import ConfigDict, Field, ValidationError, validate_call

from corpus.ledger import LedgerFilter, read_filter, select
from corpus.ledger_files import row_object
from errors import AnwenError
from page.library import Library
from page.shell import why_failed
from quiz.blueprint import read_blueprint
from quiz.draw import draw
from quiz.versions import paper_title
from quiz.versions import versions as in_versions

P = ParamSpec("P")
_LONGEST_NAME = 200  # characters of a district, unit, sector, type
_Name = Annotated[str, Field(max_length=_LONGEST_NAME)]
_Names = Annotated[list[_Name], Field(max_length=60)]
_Words = Annotated[str, Field(max_length=10_000)]  # the chain says what is too long to be asked
_Questions = Annotated[list[_Words], Field(max_length=60)]


def _told(function: Callable[P, dict[str, Any]]) -> Callable[P, str]:
    """The function's result as JSON text; what is wrong with a call becomes {"error": one line}.

    Text, because Gradio hands a tool's result to an MCP client as str(result), which is no JSON
    for anything but text. Nothing is ever raised.
    """
    checked = validate_call(config=ConfigDict(strict=True, arbitrary_types_allowed=True))(function)

    @wraps(function)
    def answered(*args: P.args, **kwargs: P.kwargs) -> str:
        return json.dumps(_result(checked, *args, **kwargs), ensure_ascii=False)

    answered.__annotations__ = {**function.__annotations__, "return": str}  # Gradio reads them
    return answered


def _result(function: Callable[P, dict[str, Any]], *args: P.args, **kwargs: P.kwargs) -> Any:
    try:
        return function(*args, **kwargs)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place, *inside = first["loc"]
        name = place if isinstance(place, str) else list(signature(function).parameters)[place]
        where = ".".join(str(part) for part in (name, *inside))
        return {"error": f"{where}: {first['msg']}; correct that value"}
    except AnwenError as error:
        return {"error": str(error)}
    except Exception as error:
        return {"error": why_failed(error, "en")}


class Api:
    """What programs may ask for. Every function gives a JSON object as text.

    The docstrings of the functions are what the API's page and an MCP client show.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    @_told
    def ask(self, question: _Words, history: _Questions | None = None) -> dict[str, Any]:
        """
        Answer a question from the districts' documents, with the exact district, section and responsible unit, or say plainly that it is not in them. Never add units, dates or figures to what is answered.

        Args:
            question: A question in Chinese or English, 500 characters at most.
            history: Earlier questions of the same conversation, oldest first; none for a new conversation.
        """  # noqa: E501 - Gradio shows the lines as they stand
        return self._library.assistant().ask(question, history or ()).to_dict()

    @_told
    def search_clauses(
        self,
        words: _Words,
        districts: _Names | None = None,
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
    ) -> dict[str, Any]:
        """
        Find the clauses of the documents that speak of some words, nearest first, with their verbatim quotes and responsible units.

        Args:
            words: What to look for, in Chinese or English.
            districts: Only these districts, in any spelling; none for all.
            limit: At most so many clauses, 1 to 100.
        """  # noqa: E501 - Gradio shows the lines as they stand
        chosen = read_filter(districts or ()).districts
        found = self._library.assistant().search(words, sorted(chosen), limit)
        return {"clauses": [{**asdict(one.citation), "score": one.score} for one in found]}

    @_told
    def ledger(
        self,
        districts: _Names | None = None,
        units: _Names | None = None,
        sectors: _Names | None = None,
        offset: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=1000)] = 100,
    ) -> dict[str, Any]:
        """
        List tasks of the responsibility ledger: district, section, task, target, deadline, units by role, and the verbatim clause.

        Args:
            districts: Only these districts, in any spelling; none for all.
            units: Only tasks of these units, in any spelling (经信委, in English); none for all.
            sectors: Only these sectors (燃气, gas); none for all.
            offset: How many tasks to leave out at the beginning.
            limit: At most so many tasks, 1 to 1000.
        """  # noqa: E501 - Gradio shows the lines as they stand
        chosen = read_filter(districts or (), units or (), sectors or ())
        rows = self._library.ledger()
        kept = rows if chosen == LedgerFilter() else select(rows, chosen)
        part = kept[offset : offset + limit]
        return {"total": len(kept), "tasks": [row_object(row) for row in part]}

    @_told
    def make_quiz(
        self,
        districts: _Names | None = None,
        sectors: _Names | None = None,
        types: _Names | None = None,
        difficulties: _Names | None = None,
        count: int = 20,
        seed: int = 1,
        language: Literal["zh", "en"] = "zh",
    ) -> dict[str, Any]:
        """
        Make a quiz with proven keys from the documents; each key comes with the clause that proves it.

        Args:
            districts: Only these districts, with shares if wanted (奉节=60, 江津=40); none for all.
            sectors: Only these sectors; none for all.
            types: single_choice, multiple_choice, true_false, fill_in, matching, short_answer; none for all.
            difficulties: easy, medium, hard; none for all.
            count: How many questions, 1 to 500.
            seed: The same number gives the same quiz.
            language: Of the fixed words, zh or en; questions are in Chinese.
        """  # noqa: E501 - Gradio shows the lines as they stand
        blueprint = read_blueprint(
            count,
            seed,
            districts or (),
            sectors or (),
            (),
            types or (),
            difficulties or (),
        )
        drawn = draw(self._library.bank(), blueprint)
        documents = [parsed.document for parsed in self._library.documents()]
        title = paper_title(drawn.questions, language)
        (paper,) = in_versions(drawn.questions, documents, title, seed, 1)
        return {"paper": asdict(paper)}

    @_told
    def documents(self) -> dict[str, Any]:
        """
        List the documents that answers come from: district, title, number, issuer, date.
        """
        listed = (parsed.document for parsed in self._library.documents())
        return {
            "documents": [
                {
                    "id": document.id,
                    "district": document.district,
                    "title": document.title,
                    "doc_number": document.doc_number,
                    "issuer": document.issuer,
                    "issued": document.issued.isoformat(),
                    "source": document.source,
                }
                for document in listed
            ]
        }

    def all(self) -> Sequence[Callable[..., str]]:
        """The functions that are offered."""
        return (self.ask, self.search_clauses, self.ledger, self.make_quiz, self.documents)


def offer_api(library: Library) -> None:
    """Offer the functions under their own names, inside a page.

    They are not queued, so that one HTTP request has its answer as response.
    """
    for function in Api(library).all():
        api(function, api_name=function.__name__, queue=False)
