"""Quizzes for trainers: facts of clauses → questions with proven keys → papers → files."""
