"""What goes out of the catalogue as a file, and what comes back: spreadsheets, XMP sidecars, Dublin Core."""
