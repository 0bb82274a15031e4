"""The room where questions are asked and answers are read beside their documents."""
