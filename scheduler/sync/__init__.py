"""Where calendars follow the plan: the feed that they subscribe to."""
