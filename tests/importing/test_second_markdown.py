"""Markdown, read by a second engine, has the words that a build shows."""

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.importing import fragments, proof, second_markdown
from kazarchive.importing.counts import counts
from kazarchive.reading import markup

TEXTS = {
    "footnotes": """Мәтін[^b] және[^a] тағы[^none], `[^a]`.

[^a]: Бірінші *ескерту*
жалғасы.

    Екінші [абзац][c].

[^B]: Екінші ескерту[^c].
[^unused]: Ешқашан.
[^c]: Үшінші

    - тізім

Кейін.

```
[^a]: код
```

[c]: https://a.example
""",
    "a table and marks": "| а | б |\n| - | - |\n| ~~в~~ | **г** |\n\n> Цитата\n\n1. Один\n2. Два\n",
    "HTML": "A <em>word</em>.\n\n<div>\n\n*inside*\n\n</div>\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_both_engines_show_the_same(name: str) -> None:
    built = markup.rendering(TEXTS[name], MarkdownOptions(), "kk", "a.md").html
    first, second = (
        fragments.parsed(html)[0] for html in (built, second_markdown.html(TEXTS[name]))
    )
    assert proof.words(second) == proof.words(first)
    assert counts(second) == counts(first)


def test_a_text_without_notes_has_none() -> None:
    assert second_markdown.html("A[^1].") == "<p>A[^1].</p>\n"
