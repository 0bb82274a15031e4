"""Measures of answers, one short pure function each, by topic. Import from its modules."""
