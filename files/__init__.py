"""Files that people hand in and get: read within bounds, written as a whole or not at all."""
