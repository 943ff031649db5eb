"""`serve`: the site as it would be published, page by page as a browser asks for it."""
