"""A folder of files becomes items in the catalogue."""
