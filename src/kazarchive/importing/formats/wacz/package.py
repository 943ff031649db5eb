"""`datapackage.json`: which files a web archive has, with their hashes (WACZ 1.1.1, 5)."""

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import ProblemsFound

_NAME, _DIGEST = "datapackage.json", "datapackage-digest.json"
_LARGEST = 16_000_000
_BLOCK = 1 << 20
_HASHES = frozenset({"md5", "sha1", "sha256", "sha512"})


class _Resource(Struct):
    path: str = ""
    hash: str = ""
    """`sha256:` and the hash in base 16."""


class _Package(Struct):
    resources: list[_Resource] = []


def differences(files: ZipFiles) -> Iterator[str]:
    """What is not as it says, each as the end of a sentence."""
    if _NAME not in files:
        yield f"it has no `{_NAME}`"
        return
    try:
        read = msgspec.json.decode(files.read(_NAME, _LARGEST), type=_Package)
        resources = {each.path: each.hash for each in read.resources}
        if _DIGEST in files:
            digest = msgspec.json.decode(files.read(_DIGEST, _LARGEST), type=_Resource)
            resources = {_NAME: digest.hash, **resources}
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        yield f"`{_NAME}` cannot be read: {error}"
        return
    except ProblemsFound as error:
        yield error.problems[0].message
        return
    for path, hash_ in resources.items():
        if difference := _difference(files, path, hash_):
            yield difference


def _difference(files: ZipFiles, path: str, written: str) -> str:
    if path not in files:
        return f"`{path}` is not there"
    name, _, value = written.partition(":")
    if name not in _HASHES:
        return ""
    computed = hashlib.new(name, usedforsecurity=False)
    try:
        with files.opened(path) as file:
            while block := file.read(_BLOCK):
                computed.update(block)
    except ProblemsFound as error:
        return error.problems[0].message
    return "" if computed.hexdigest() == value.lower() else f"`{path}` has another hash"
