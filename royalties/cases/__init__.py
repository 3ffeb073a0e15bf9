"""Worked cases: amounts that accountants computed by hand, run through the same code that pays."""
