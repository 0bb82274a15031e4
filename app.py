"""The Gradio application: the page with its rooms, served."""

import os
from contextlib import redirect_stdout
from io import StringIO

import gradio as gr

from corpus.metadata import MAX_DOCUMENT_BYTES
from errors import AnwenError
from page import Library, lay_out_rooms
from page.ask.texts import ask_texts
from page.assets import ICON_FILE, load_head
from rag.live import LiveAssistant
from settings import Settings

# of a file that is handed in: what is too large for a room is refused there, in words
_MOST_BYTES = 2 * MAX_DOCUMENT_BYTES
# seconds: how often the page clears away what was handed in or saved, and what is old enough
_CACHE = (3600, 24 * 3600)
_FONTS = ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif")


def build_page(library: Library) -> gr.Blocks:
    """The page with all its rooms, not launched yet; its style sheet and theme are serve's."""
    page = gr.Blocks(
        title="安问 Anwen", analytics_enabled=False, fill_width=True, delete_cache=_CACHE
    )
    lay_out_rooms(page, library)
    return page


def serve(settings: Settings) -> None:
    """Load the assistant and serve its page until interrupted.

    settings: host and port to listen on, and where the index lies. Raises AnwenError when the
    index cannot be loaded or the port is taken.
    """
    # Many ask at once: each question on one core is quicker for all than each on every core.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    live = LiveAssistant(settings)
    # The first question loads dictionaries; the person who asks it should not wait for them.
    live.current().ask(ask_texts("zh").examples[0])
    page = build_page(Library(live, settings))
    try:
        with redirect_stdout(StringIO()):  # Gradio tells of its MCP server in words of its own
            _launch(page, settings)
    except OSError:
        raise AnwenError(
            f"port {settings.port} of {settings.host} cannot be used; set ANWEN_PORT to a free one"
        ) from None
    print(f"安问 Anwen: http://{settings.host}:{settings.port}", flush=True)
    page.block_thread()


def _launch(page: gr.Blocks, settings: Settings) -> None:
    """Start the server in threads of its own. Raises OSError when the port is taken."""
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
        mcp_server=True,
        footer_links=[],
        max_file_size=_MOST_BYTES,
        favicon_path=ICON_FILE,
        theme=gr.themes.Base(font=_FONTS, font_mono=_FONTS),
        head=load_head(),
    )
