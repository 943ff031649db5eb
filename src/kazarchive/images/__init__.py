"""Image files: what they are, their sizes in the formats of the web, and the cache of these."""

FOLDER = "images"
"""In the state folder: the cache."""
