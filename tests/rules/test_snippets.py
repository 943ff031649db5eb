"""Scripts of services, and what they need."""

import re

import pytest

from kazarchive.rules import snippets
from kazarchive.rules.snippets import SERVICES, Script


def script(name: str, **other: str) -> Script:
    return SERVICES[name].script({**SERVICES[name].keys, **other}, "archive.example")


@pytest.mark.parametrize("name", SERVICES)
def test_a_script_is_allowed_by_its_own_sources(name: str) -> None:
    one = script(name)
    host = re.match("https://[^/]+", one.src)
    if host:
        assert ("script-src", host[0]) in one.sources
    else:
        assert one.src == snippets.MATOMO
    assert all(re.fullmatch(rf"https://{snippets.HOST}", source) for _, source in one.sources)
    assert all(attribute.startswith("data-") for attribute, _ in one.attributes)


def test_visits_of_the_preview_are_not_counted() -> None:
    assert ("data-domains", "archive.example") in script("umami").attributes
    assert ("data-domain", "archive.example") in script("matomo").attributes


def test_goatcounter_has_its_script_elsewhere_unless_it_is_ones_own() -> None:
    assert script("goatcounter").src == "https://gc.zgo.at/count.js"
    assert ("connect-src", "https://archive.goatcounter.com") in script("goatcounter").sources
    own = script("goatcounter", host="count.example:8080")
    assert own.src == "https://count.example:8080/count.js"
    assert {source for _, source in own.sources} == {"https://count.example:8080"}
