"""A chosen set of items becomes a package for an exhibition."""
