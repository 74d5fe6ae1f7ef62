"""What to do in each strength session: chosen for the whole week, judged, and explained."""
