"""Compiled templates, kept for the next build in the user's cache folder, as Python keeps its own
modules: compiling the templates took a quarter of the time of an edit."""

from contextlib import suppress

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from kazarchive.rendering.usercache import UserCache
from kazarchive.state import fingerprint


class CompiledTemplates(FileSystemBytecodeCache):
    """Ignores code that another version of this program compiled; a full disk or a damaged file
    does no harm."""

    def __init__(self, cache: UserCache) -> None:
        super().__init__(str(cache.folder), "%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # a damaged file can raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{fingerprint.program()}\n{source}")
