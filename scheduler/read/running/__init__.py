"""The runs that are known: of the file and of run calendars."""
