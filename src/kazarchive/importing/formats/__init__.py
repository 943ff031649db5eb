"""The formats of documents that can be imported."""
