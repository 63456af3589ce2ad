"""What changes by decree, not by code: bodies, regions, terms, the calendar, phones, the owner."""
