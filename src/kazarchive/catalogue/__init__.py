"""What the archive contains, as tables of a SQLite database that is derived from the sources and
may be deleted at any time."""
