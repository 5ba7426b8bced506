"""Files as pictures, opened within limits. Knows nothing of the archive."""
