"""The Gradio page: widgets and callbacks. What they show comes from page/, answers from rag/."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from errors import AnwenError, QuestionError
from page import View, banner_html, chat_html, document_html, load_texts, notice_html
from page.assets import ICON_FILE, load_head, load_script
from rag import Assistant, load_assistant
from rag.normalize import check_question
from rag.records import Language
from settings import Settings

_LOG = logging.getLogger(__name__)
_MOST_TURNS = 50  # shown at once; older ones leave the page
_FONTS = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif")

Update = dict[Any, Any]  # widget -> its new value


@dataclass(frozen=True)
class _Widgets:
    """All parts of the page that callbacks read or change."""

    view: gr.State
    chosen: gr.BrowserState
    banner: gr.HTML
    chat: gr.HTML
    notice: gr.HTML
    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    panel: gr.HTML

    def all(self) -> list[Any]:
        """Every widget, as the outputs of a callback that may change any of them."""
        return list(vars(self).values())


class _Callbacks:
    """What happens when something is pressed. Each returns the widgets that change."""

    def __init__(self, assistant: Assistant, widgets: _Widgets) -> None:
        self._assistant = assistant
        self._widgets = widgets

    def start(self, chosen: str, request: gr.Request) -> Update:
        """Open the page in the language chosen before, else the browser's.

        A clause named in the address is opened in its document.
        """
        accepted = request.headers.get("accept-language", "")
        wanted = request.query_params.get("clause", "")
        view = self._show(View(language=_language(chosen or accepted)), wanted)
        return self._everything(view) | self._missing(view, wanted)

    def switch(self, view: View, event: gr.EventData) -> Update:
        """Show all texts of the page in another language; the answers stay as they are."""
        language = _language(str(event.value))
        return self._everything(replace(view, language=language)) | {self._widgets.chosen: language}

    def ask(self, question: str | None, view: View) -> Iterator[Update]:
        """Show the question at once, then its answer, or a notice why there is none.

        A question that cannot be asked stays in the box to be corrected; an empty box does
        nothing (Gradio passes None for one that was never touched).
        """
        w = self._widgets
        if not question or not question.strip():
            yield {w.notice: ""}  # Gradio waits for ever on a callback that yields nothing
            return
        try:
            check_question(question, self._assistant.settings.max_question_chars)
            yield {w.chat: self._chat(view, question), w.box: "", w.notice: ""}
            answer = self._assistant.ask(question, view.history)
        except QuestionError:
            yield {w.notice: self._why_refused(view.language)}
        except Exception as error:
            notice = self._why_failed(error, view.language)
            yield {w.chat: self._chat(view), w.box: question, w.notice: notice}
        else:
            view = replace(view, answers=(*view.answers, answer)[-_MOST_TURNS:])
            yield {w.view: view, w.chat: self._chat(view)}

    def ask_example(self, view: View, event: gr.EventData) -> Iterator[Update]:
        """Ask the question of an example button."""
        yield from self.ask(str(event.value), view)

    def show(self, view: View, event: gr.EventData) -> Update:
        """Open the document of a clause, the clause highlighted."""
        view = self._show(view, str(event.value))
        w = self._widgets
        shown = {w.view: view, w.panel: self._panel(view), w.notice: ""}
        return shown | self._missing(view, str(event.value))

    def close(self, view: View) -> Update:
        """Close the document."""
        view = replace(view, clause=None)
        return {self._widgets.view: view, self._widgets.panel: self._panel(view)}

    def clear(self, view: View) -> Update:
        """Begin a new conversation: earlier questions no longer count."""
        return self._everything(View(language=view.language))

    def _show(self, view: View, clause_id: str) -> View:
        known = self._assistant.index.clause(clause_id) is not None
        return replace(view, clause=clause_id if known else None)

    def _missing(self, view: View, clause_id: str) -> Update:
        if not clause_id or view.clause:
            return {}
        notice = str(notice_html(load_texts(view.language).no_clause))
        return {self._widgets.notice: notice}

    def _everything(self, view: View) -> Update:
        """All widgets as a view wants them."""
        texts = load_texts(view.language)
        w = self._widgets
        return {
            w.view: view,
            w.banner: str(banner_html(view.language)),
            w.chat: self._chat(view),
            w.notice: "",
            w.box: gr.update(label=texts.question, placeholder=texts.placeholder),
            w.send: gr.update(value=texts.send),
            w.clear: gr.update(value=texts.clear),
            w.panel: self._panel(view),
        }

    def _chat(self, view: View, pending: str | None = None) -> str:
        return str(chat_html(view, self._assistant.index, pending))

    def _panel(self, view: View) -> str:
        index = self._assistant.index
        clause = index.clause(view.clause) if view.clause else None
        if clause is None:
            return ""
        return str(document_html(clause, index, load_texts(view.language), view.language))

    def _why_refused(self, language: Language) -> str:
        longest = self._assistant.settings.max_question_chars
        return str(notice_html(load_texts(language).refused.format(longest=longest)))

    def _why_failed(self, error: Exception, language: Language) -> str:
        """The message of an error that is meant for users; of any other, only that it happened."""
        texts = load_texts(language)
        if isinstance(error, AnwenError):
            return str(notice_html(texts.failed.format(reason=error)))
        _LOG.error("no answer", exc_info=error)
        return str(notice_html(texts.broken))


def _language(accepted: str) -> Language:
    """The page's language for an Accept-Language header or a language code; zh for none."""
    first = accepted.split(",", maxsplit=1)[0].strip().lower()
    return "en" if first and not first.startswith("zh") else "zh"


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page of an assistant, not launched yet; its style sheet and theme are serve's."""
    page = gr.Blocks(title="安问 Anwen", analytics_enabled=False, fill_width=True)
    with page:
        widgets = _lay_out()
        _connect(page, widgets, _Callbacks(assistant, widgets))
    return page


def _lay_out() -> _Widgets:
    """Place the widgets, without texts: the start of a session brings them in its language."""
    view = gr.State(View())
    # Not a secret: Gradio scrambles what it keeps in the browser, and the word must stay the
    # same when the page is started anew.
    chosen = gr.BrowserState("", storage_key="anwen-language", secret="anwen")  # noqa: S106
    plain: Mapping[str, Any] = {"js_on_load": load_script(), "apply_default_css": False}
    banner = gr.HTML("", elem_id="banner", **plain)
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="conversation"):
            chat = gr.HTML("", elem_id="chat", **plain)
            notice = gr.HTML("", elem_id="notice", **plain)
            with gr.Row(elem_id="composer"):
                clear = gr.Button("", elem_id="clear")
                box = gr.Textbox(
                    show_label=False,
                    container=False,
                    max_lines=4,
                    autofocus=True,
                    elem_id="box",
                )
                send = gr.Button("", variant="primary", elem_id="send")
        panel = gr.HTML("", elem_id="panel", **plain)
    return _Widgets(view, chosen, banner, chat, notice, box, send, clear, panel)


def _connect(page: gr.Blocks, w: _Widgets, callbacks: _Callbacks) -> None:
    """Tie each event to its callback; none of them is offered as an API."""
    common: Mapping[str, Any] = {
        "outputs": w.all(),
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    page.load(callbacks.start, inputs=w.chosen, **common)
    # always_last: a question sent while another is being answered is asked after it, not lost.
    gr.on(
        [w.box.submit, w.send.click],
        callbacks.ask,
        inputs=[w.box, w.view],
        trigger_mode="always_last",
        **common,
    )
    w.clear.click(callbacks.clear, inputs=w.view, **common)
    w.banner.language(callbacks.switch, inputs=w.view, **common)
    w.chat.ask(callbacks.ask_example, inputs=w.view, **common)
    w.chat.show(callbacks.show, inputs=w.view, **common)
    w.panel.close(callbacks.close, inputs=w.view, **common)


def serve(settings: Settings) -> None:
    """Load the assistant and serve its page until interrupted.

    settings: host and port to listen on, and where the index lies. Raises AnwenError when the
    index cannot be loaded or the port is taken.
    """
    assistant = load_assistant(settings)
    # The first question loads dictionaries; the person who asks it should not wait for them.
    assistant.ask(load_texts("zh").examples[0])
    page = build_page(assistant)
    try:
        page.launch(
            server_name=settings.host,
            server_port=settings.port,
            share=False,
            quiet=True,
            inbrowser=False,
            prevent_thread_lock=True,
            ssr_mode=False,
            run_history=False,
            enable_monitoring=False,
            footer_links=[],
            max_file_size=1,  # nothing is ever uploaded to this page
            favicon_path=ICON_FILE,
            theme=gr.themes.Base(font=_FONTS, font_mono=_FONTS),
            head=load_head(),
        )
    except OSError:
        raise AnwenError(
            f"port {settings.port} of {settings.host} cannot be used; set ANWEN_PORT to a free one"
        ) from None
    print(f"安问 Anwen: http://{settings.host}:{settings.port}", flush=True)
    page.block_thread()
