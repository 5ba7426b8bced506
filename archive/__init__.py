"""The nouns of the archive and the truth about them: accessions, items, history."""
