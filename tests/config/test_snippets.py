"""The checks of services and of the newsletter."""

import pytest

from kazarchive.config import snippets
from kazarchive.config.checks import Wrong
from kazarchive.rules.snippets import SERVICES


@pytest.mark.parametrize("name", SERVICES)
def test_the_example_of_a_service_is_right(name: str) -> None:
    given = dict(reversed([*SERVICES[name].keys.items()]))
    assert snippets.service(name)(given) == tuple(SERVICES[name].keys.items())
    assert snippets.schema(name)["required"] == list(SERVICES[name].keys)


@pytest.mark.parametrize(
    "host", ["a b", "a;b", "a'b", "https://a", "a/", "ә.kz", "", "-a", "a.example:x", 'a"', "*"]
)
def test_a_host_adds_nothing_else_to_the_policy(host: str) -> None:
    with pytest.raises(Wrong):
        snippets.service("isso")({"host": host})


def test_a_newsletter_is_sent_over_an_encrypted_connection() -> None:
    assert snippets.action("https://a.example/in?x=1")
    wrong = "http://a.example/ https://a.example/'x https://a;b/ https://[a/ mailto:a@b".split()
    for each in (*wrong, 5):
        with pytest.raises(Wrong):
            snippets.action(each)
    assert snippets.field("fields[email]") == "fields[email]"
    with pytest.raises(Wrong):
        snippets.field('a"b')
