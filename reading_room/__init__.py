"""The reading room: the archive in a browser, for staff who never use a terminal."""
