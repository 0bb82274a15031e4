"""The room where evaluators run gold questions, score answers and read reports."""
