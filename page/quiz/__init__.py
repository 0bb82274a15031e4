"""The room where trainers make quizzes, look them over, export them and grade answers."""
