"""Every error that a user may see.

Each message is one line: what was given, what is allowed, what to do. Errors are raised where
the fact is known and turned into an exit code or a notice once, at the edge (cli.py, app.py).
"""


class AnwenError(Exception):
    """Base of all errors shown to a user; the text is shown as it stands."""


class SettingsError(AnwenError):
    """A setting in the environment has a value it cannot have."""


class CorpusError(AnwenError):
    """A document or its metadata cannot be read as it stands."""


class DataFileError(AnwenError):
    """A lexicon, wording or metadata file has a mistake; the message names file and line."""


class PackageError(AnwenError):
    """A zip package (.docx, .xlsx) is refused before it is unpacked; the message has no path."""


class IndexMissingError(AnwenError):
    """There is no index where one is expected."""


class IndexDamagedError(AnwenError):
    """The index does not match its manifest, the corpus or the settings."""


class IndexWriteError(AnwenError):
    """A version of the index cannot be written, or there is none to go back to."""


class BusyError(AnwenError):
    """Somebody else is writing the index, or a job of that kind runs already; it says which."""


class QuestionError(AnwenError):
    """The question cannot be asked as it stands (empty, too long, no words in it)."""


class BatchError(AnwenError):
    """A line or file of a batch run cannot be read."""


class GoldError(AnwenError):
    """A gold question file has a mistake; the message names file and line."""


class ModelError(AnwenError):
    """The configured embedding or chat model cannot be loaded."""


class UnknownNameError(AnwenError):
    """Nothing in the data files is called so: a district, a unit, a sector."""


class ExportError(AnwenError):
    """A file cannot be written as asked: its ending, its place, or nothing to put into it."""


class RunError(AnwenError):
    """A run folder cannot be read, or not written as asked; or two runs cannot be compared."""


class ReviewError(AnwenError):
    """A corrected question cannot be taken in, or its review file cannot be read."""


class FeedbackError(AnwenError):
    """Feedback to an answer cannot be kept as it stands, or its file cannot be used."""


class AnswersError(AnwenError):
    """A file of answers cannot be read as one; the message names file and place."""


class PaperError(AnwenError):
    """A file of quiz papers, or a trainer's edits to one, cannot be read as it stands."""


class QuizError(AnwenError):
    """A quiz cannot be made as asked: a contradictory blueprint, or too few questions for it."""


class IntakeError(AnwenError):
    """A document cannot be taken in, revised or removed as asked."""
