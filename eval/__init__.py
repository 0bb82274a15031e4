"""Scores of answers against gold questions. Import names from its modules (eval.score, …)."""
