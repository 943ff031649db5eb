"""Only addresses of the public internet are fetched from."""

import pytest

from kazarchive.importing.public_addresses import is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "2a00:1450:4001::1", "::ffff:8.8.8.8"],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


PRIVATE = """
127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 192.0.0.1
169.254.169.254 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 fe80::1
fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 2001::1 2002:7f00:1::1
2002:a00:1::1 64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1 2606:2800:21f:cb07::1%1 127.1 0x7f000001
2130706433 localhost 1.2.3
""".split()


@pytest.mark.parametrize("address", [*PRIVATE, "", " 8.8.8.8"])
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)
