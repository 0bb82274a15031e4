"""Papers as files that trainers use: one module for each format."""

from quiz.exports.write import FORMS, check_output, write

__all__ = ["FORMS", "check_output", "write"]
