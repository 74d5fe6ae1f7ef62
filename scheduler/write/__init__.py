"""Plans out: calendar, terminal, JSON and report, as pure functions without clock or file."""
