"""What the page shows: conversation, cards and documents as HTML, texts, styles."""

from page.chat import banner_html, chat_html, notice_html
from page.document import document_html
from page.records import View
from page.texts import Texts, load_texts

__all__ = [
    "Texts",
    "View",
    "banner_html",
    "chat_html",
    "document_html",
    "load_texts",
    "notice_html",
]
