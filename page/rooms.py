"""The rooms of the page, each at its own address."""

from collections.abc import Callable, Mapping

import gradio as gr

from page.api import offer_api
from page.ask.room import lay_out_ask
from page.corpus.room import lay_out_corpus
from page.evaluate.room import lay_out_evaluate
from page.library import Library
from page.quiz.room import lay_out_quiz
from page.shell import PATHS, RoomName

_ROOMS: Mapping[RoomName, Callable[[gr.Blocks, Library], None]] = {
    "ask": lay_out_ask,
    "quiz": lay_out_quiz,
    "evaluate": lay_out_evaluate,
    "corpus": lay_out_corpus,
}


def lay_out_rooms(page: gr.Blocks, library: Library) -> None:
    """Place the widgets of all rooms, without texts: a session brings them in its language."""
    with page:
        offer_api(library)  # first: what is offered keeps its plain names
        _ROOMS["ask"](page, library)
    for name, path in PATHS.items():
        if path:
            with page.route(name, path, show_in_navbar=False):  # the banner has our own
                _ROOMS[name](page, library)
