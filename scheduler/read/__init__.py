"""Files in: the athlete file, calendars and feeds become a ``Week``."""
