"""Kazakh, Russian and English as text: pure functions, no files, no database."""
