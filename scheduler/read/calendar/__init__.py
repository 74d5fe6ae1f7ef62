"""iCalendar files and feeds: read whatever their state, bounded whatever they ask for."""
