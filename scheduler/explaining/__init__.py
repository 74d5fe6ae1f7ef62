"""Joins the rooms: what explain asks, the solver answers; and the file is tried with changes."""
