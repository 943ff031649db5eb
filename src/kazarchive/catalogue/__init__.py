"""What the archive knows of itself: one SQLite file, derived from the sources, never precious.

The only importer of `sqlite3`.
"""
