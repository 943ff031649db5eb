"""The folders of other generators → how kazarchive reads them."""
