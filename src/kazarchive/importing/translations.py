"""Documents that translate each other → the translation key that their articles share."""

from kazarchive.importing.document import Document
from kazarchive.importing.existing import ExistingArticles


class TranslationKeys:
    """The groups of one import. A group is complete when all documents have been added."""

    def __init__(self, existing: ExistingArticles) -> None:
        self._existing = existing
        self._groups: dict[str, dict[str, str]] = {}
        """Group → SHA-256 of a document → its language."""
        self._keys: dict[str, str | None] = {}

    def add(self, group: str, document: Document, lang: str) -> None:
        if group:
            self._groups.setdefault(group, {})[document.sha256] = lang

    def key(self, group: str) -> str | None:
        """The key of a group of several documents in different languages. If one of them has a key
        from an earlier import, the others get the same."""
        if group not in self._keys:
            self._keys[group] = self._new_key(group)
        return self._keys[group]

    def _new_key(self, group: str) -> str | None:
        documents = self._groups.get(group, {})
        if not 1 < len(documents) == len(set(documents.values())):
            return None
        return self._existing.key_of(documents) or self._existing.free_key(group)
