"""Exercises, the catalogue of them, and sessions made of them: words that the rooms share."""
