"""The digests of a record, in the forms in which programs write them."""

import base64
import hashlib
import io

import pytest

from kazarchive.importing.captures.digests import Checked
from kazarchive.importing.captures.headers import Headers

HEAD, BODY = b"HTTP/1.1 200 OK\r\n\r\n", "Мәтін".encode()


def fault(*, chunked: bool = False, **digests: str) -> str:
    fields = {f"warc-{name}-digest": value for name, value in digests.items()}
    checked = Checked(io.BytesIO(HEAD + BODY), Headers("", fields, b""))
    while checked.readline(1_000).strip():
        pass
    checked.begin_payload()
    while checked.read(5):
        pass
    return checked.fault(chunked=chunked)


def sha1(content: bytes) -> bytes:
    return hashlib.sha1(content).digest()


@pytest.mark.parametrize(
    "written",
    [
        f"sha1:{base64.b32encode(sha1(BODY)).decode()}",
        f"SHA-1:{base64.b32encode(sha1(BODY)).decode().lower()}",
        f"sha1:{sha1(BODY).hex()}",
        f"sha256:{hashlib.sha256(BODY).hexdigest().upper()}",
        f"md5:{base64.b64encode(hashlib.md5(BODY).digest()).decode()}",
        f"sha256:{base64.b32encode(hashlib.sha256(BODY).digest()).decode().rstrip('=')}",
        "tiger:XYZ",
        "shake_128:00",
        "",
    ],
)
def test_a_digest_is_right_in_every_form(written: str) -> None:
    assert fault(payload=written) == ""


@pytest.mark.parametrize("written", [f"sha1:{'A' * 32}", "sha1:", "md5:ж", "sha256:@@@"])
def test_a_wrong_digest_is_named(written: str) -> None:
    name = written.partition(":")[0]
    assert fault(payload=written).startswith(f"its digest is {name}:")
    assert fault(payload=written).endswith(f", and the file says {written}")


def test_the_digest_of_the_block_decides() -> None:
    whole = f"sha1:{sha1(HEAD + BODY).hex()}"
    assert fault(block=whole, payload="sha1:00") == ""
    assert fault(block="sha1:00", payload=f"sha1:{sha1(BODY).hex()}")
    assert fault(payload="sha1:00", chunked=True) == ""
