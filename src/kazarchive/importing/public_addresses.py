"""Whether an address of the internet is public, so that an import may fetch from it.

A document comes from other people: what it names must not make this machine ask its own network,
where services trust their neighbours, nor the metadata service of a data centre (169.254.169.254).
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_UNICAST = IPv6Network("2000::/3")
"""Global unicast addresses (RFC 4291, 2.4); those of all other ranges are of one network only."""

_TUNNELS = tuple(map(ip_network, ("2001::/32", "2002::/16")))
"""Addresses that hold one of IPv4 (Teredo, RFC 4380; 6to4, RFC 3056), which may be private."""


def is_public(written: str) -> bool:
    """`written`: an address of IPv4 or IPv6 in any form; one with a zone is never public."""
    try:
        address = ip_address(written)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        return _is_public_6(address)
    return _is_public_4(address)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _is_public_6(address: IPv6Address) -> bool:
    if address.ipv4_mapped:
        return _is_public_4(address.ipv4_mapped)
    inside = address in _UNICAST and not any(address in tunnel for tunnel in _TUNNELS)
    return inside and address.is_global and address.scope_id is None
