"""PHP's `serialize` format → Python values. Nothing is ever evaluated.

https://www.php.net/manual/en/function.serialize.php: `N;`, `b:1;`, `i:5;`, `d:0.5;`, `s:3:"abc";`
(the length is in bytes) and `a:1:{…}`. Objects and references are refused.
"""

import re

Value = None | bool | int | float | str | dict[str, "Value"]

DEEPEST, MOST = 6, 10_000
"""Nesting of arrays, and values in all."""

_SCALAR = re.compile(rb"N;|b:([01]);|i:(-?\d{1,20});|d:(-?[\d.]{1,30}(?:E[+-]?\d{1,4})?);")
_LENGTH = re.compile(rb's:(\d{1,9}):"')
_ARRAY = re.compile(rb"a:(\d{1,9}):\{")
_END_OF_STRING = re.compile(rb'";(?=[NbidsaOCRr][:;]|\}|\Z)')


class NotSerialised(ValueError):
    """The text is no value, or one that is not read."""


def value(text: str) -> Value:
    """Raises NotSerialised.

    The length of a string is not believed where it is wrong, as after a host name was replaced in
    the file: such a string goes to the next `";` that can end one.
    """
    reader = _Reader(text.strip().encode())
    read = reader.value(0)
    if reader.at != len(reader.data):
        raise NotSerialised
    return read


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at, self._left = data, 0, MOST

    def value(self, depth: int) -> Value:
        self._left -= 1
        if self._left < 0 or depth > DEEPEST:
            raise NotSerialised
        if scalar := self._take(_SCALAR):
            return _scalar(scalar)
        if string := self._take(_LENGTH):
            return self._string(int(string[1]))
        if self._take(_ARRAY):
            return self._array(depth)
        raise NotSerialised

    def _take(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        found = pattern.match(self.data, self.at)
        if found:
            self.at = found.end()
        return found

    def _string(self, length: int) -> str:
        start, end = self.at, self.at + length
        if not _END_OF_STRING.match(self.data, end):
            real = _END_OF_STRING.search(self.data, start)
            if real is None:
                raise NotSerialised
            end = real.start()
        self.at = end + 2
        return self.data[start:end].decode("utf-8", "replace")

    def _array(self, depth: int) -> dict[str, Value]:
        read: dict[str, Value] = {}
        while not self.data.startswith(b"}", self.at):
            key = self.value(DEEPEST)
            read[str(key)] = self.value(depth + 1)
        self.at += 1
        return read


def _scalar(found: re.Match[bytes]) -> Value:
    boolean, whole, real = found.groups()
    if boolean:
        return boolean == b"1"
    if whole:
        return int(whole)
    try:
        return float(real) if real else None
    except ValueError:
        raise NotSerialised from None
