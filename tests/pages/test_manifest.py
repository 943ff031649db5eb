"""The web manifest of each language."""

import json

from kazarchive.build import Prepared


def test_a_manifest_names_the_archive_in_its_language(sampled: Prepared) -> None:
    page = sampled.renderer.page("/kk/manifest.webmanifest")
    assert page
    manifest = json.loads(sampled.renderer.bytes(page))
    assert (manifest["name"], manifest["lang"]) == ("Мұрағат", "kk")
    assert manifest["start_url"] == "/base/kk/"
    assert manifest["icons"]
