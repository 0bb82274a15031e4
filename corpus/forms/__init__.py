"""The forms of files that documents come in: each has a reader, and a file's form is found out."""

from corpus.forms.detect import detect_form
from corpus.forms.readers import read_file

__all__ = ["detect_form", "read_file"]
