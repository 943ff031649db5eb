"""From a source file to an article: find it, take it apart, check it."""
