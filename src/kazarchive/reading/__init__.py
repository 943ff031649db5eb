"""A source file → an article: find it, parse it, check it."""
