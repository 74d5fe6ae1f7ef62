"""The plans kept for re-planning: what was placed, and the history of its calendar events."""
