"""Items and their full-text index."""
