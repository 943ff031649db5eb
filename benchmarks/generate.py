"""A number → one archive several times over: a site for each program, all with the same texts.

    python benchmarks/generate.py FOLDER --articles 10000 --sites kazarchive hugo

Writes FOLDER/kazarchive, FOLDER/hugo … and FOLDER/articles.tsv, the list of what was written. The
same number and seed give the same bytes on every machine.
"""

import argparse
import itertools
import random
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import texts
from texts import Vocabulary

SITES = Path(__file__).with_name("sites")
THEME = Path(__file__).parent.parent / "templates"
LIST = "articles.tsv"
LANGUAGES = ("en", "ru", "kk")

# Asia/Almaty kept one offset over these twelve years, so the day of an article is its date's.
ZONE = timezone(timedelta(hours=6))
FIRST, LAST = datetime(2012, 1, 1, tzinfo=ZONE), datetime(2024, 1, 1, tzinfo=ZONE)

GROUP_SIZES = {1: 0.8, 2: 0.1, 3: 0.1}
"""How many languages an article is in, and the share of such groups."""

LINKING = 0.3
"""The share of articles with links to others."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An article before it has a text: all that another one needs in order to link to it."""

    number: int
    language: str
    moment: datetime
    slug: str
    tags: tuple[int, ...]
    authors: tuple[int, ...]

    @property
    def path(self) -> str:
        """Of its file, below the folder of the articles."""
        suffix = "" if self.language == LANGUAGES[0] else f".{self.language}"
        return f"{self.moment:%Y/%m}/{self.slug}{suffix}.md"

    @property
    def address(self) -> str:
        prefix = "" if self.language == LANGUAGES[0] else f"/{self.language}"
        return f"{prefix}/{self.moment:%Y/%m/%d}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its text."""

    planned: Planned
    title: str
    summary: str | None
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    body: str
    """Links lead from this file to those of other articles."""
    targets: tuple[Planned, ...]
    """The articles it links to."""


def planned(count: int, seed: int) -> list[Planned]:
    """The articles of an archive; those of a translation group differ in nothing but language."""
    rng = random.Random(f"{seed}/plan")
    words = [word for word in texts.vocabulary("en").words if len(word) > 3]
    articles: list[Planned] = []
    groups = itertools.count()
    while len(articles) < count:
        group = next(groups)
        (size,) = rng.choices(list(GROUP_SIZES), list(GROUP_SIZES.values()))
        article = _drawn(rng, words, group)
        for turn in range(size):
            language = LANGUAGES[(group + turn) % len(LANGUAGES)]
            articles.append(replace(article, number=len(articles), language=language))
    return articles[:count]


def _drawn(rng: random.Random, words: Sequence[str], group: int) -> Planned:
    minutes = int((LAST - FIRST).total_seconds()) // 60
    name = "-".join(rng.choices(words, k=3))
    return Planned(
        number=0,
        language=LANGUAGES[0],
        moment=FIRST + timedelta(minutes=rng.randrange(minutes)),
        slug=f"{name}-{group}",
        tags=_distinct(rng.choices(range(texts.TAGS), cum_weights=ZIPF, k=rng.randint(2, 5))),
        authors=_distinct(rng.choices(range(texts.AUTHORS), k=rng.choice((1, 1, 1, 2)))),
    )


def _distinct(ranks: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ranks))


# The tag of rank n is chosen 1/n as often as the first (Zipf's law).
ZIPF = tuple(itertools.accumulate(1 / rank for rank in range(1, texts.TAGS + 1)))


def written(
    articles: Sequence[Planned],
    seed: int,
    vocabularies: Mapping[str, Vocabulary],
    body: Callable[[random.Random, tuple[str, ...]], list[str]] = texts.body,
) -> Iterator[Written]:
    """Each article with its text, one at a time: no text is kept in memory."""
    by_language = {
        language: [one for one in articles if one.language == language] for language in LANGUAGES
    }
    for article in articles:
        known = vocabularies[article.language]
        rng = random.Random(f"{seed}/{article.number}")
        blocks = body(rng, known.words)
        targets = _targets(rng, article, by_language[article.language])
        if targets:
            blocks.append(f"{known.see_also}: {_links(targets, seed, known)}.")
        yield Written(
            planned=article,
            title=_title(article, seed, known),
            summary=texts.sentence(rng, known.words) if rng.random() < 0.5 else None,
            tags=tuple(known.tags[rank] for rank in article.tags),
            authors=tuple(known.authors[rank] for rank in article.authors),
            body="\n\n".join(blocks) + "\n",
            targets=tuple(targets),
        )


def _title(article: Planned, seed: int, known: Vocabulary) -> str:
    """Has a seed of its own, so that a link can name an article that is not written yet."""
    return texts.title(random.Random(f"{seed}/{article.number}/title"), known.words)


def _targets(rng: random.Random, article: Planned, others: Sequence[Planned]) -> list[Planned]:
    if rng.random() >= LINKING:
        return []
    chosen = rng.choices(others, k=rng.randint(1, 3))
    return [one for one in chosen if one.number != article.number]


def _links(targets: Sequence[Planned], seed: int, known: Vocabulary) -> str:
    return ", ".join(f"[{_title(one, seed, known)}]({UP}{one.path})" for one in targets)


UP = "../../"
"""From the folder of an article, that of a month, to the folder of all."""


def added(slug: str, moment: datetime) -> Written:
    """One more article, in the first language, with tags of which one is common and one rare."""
    language = LANGUAGES[0]
    article = Planned(0, language, moment, slug, tags=(0, 20, 200), authors=(7,))
    (one,) = written([article], 0, {language: texts.vocabulary(language)})
    return replace(one, title=f"{one.title} {slug}")


def kazarchive_file(article: Written) -> str:
    return _document(article, {"tags": article.tags, "authors": article.authors})


def hugo_file(article: Written) -> str:
    """The same, and the year and the month as terms: Hugo has no listings by date."""
    return _hugo_file(article, {"years": "%Y", "months": "%Y-%m"})


def hugo_rich_file(article: Written) -> str:
    """With the day of all years as another term."""
    return _hugo_file(article, {"years": "%Y", "months": "%Y-%m", "days": "%m-%d"})


def _hugo_file(article: Written, periods: Mapping[str, str]) -> str:
    moment = article.planned.moment
    terms = {name: (f'"{moment:{form}}"',) for name, form in periods.items()}
    return _document(article, {"tags": article.tags, "authors": article.authors, **terms})


def pelican_file(article: Written) -> str:
    """Front matter in lines, as Python-Markdown's extension reads it; links by `{filename}`."""
    place = article.planned
    lines = [
        "---",
        f"title: {article.title}",
        f"date: {place.moment.isoformat()}",
        f"lang: {place.language}",
        f"slug: {place.slug}",
        f"tags: {', '.join(article.tags)}",
        f"authors: {', '.join(article.authors)}",
        *([f"summary: {article.summary}"] if article.summary else []),
    ]
    return "\n".join([*lines, "---", "", article.body.replace(f"]({UP}", f"]({{filename}}{UP}")])


def eleventy_file(article: Written) -> str:
    """With its address, and the addresses of others in its links: the cheapest way there."""
    place, body = article.planned, article.body
    for target in article.targets:
        body = body.replace(f"]({UP}{target.path})", f"]({target.address})")
    lists = {"tags": article.tags, "authors": article.authors}
    own = {"lang": place.language, "permalink": place.address}
    return _document(replace(article, body=body), lists, own)


def _document(
    article: Written, lists: Mapping[str, Sequence[str]], own: Mapping[str, str] | None = None
) -> str:
    # Titles, terms and summaries are letters, spaces, commas and full stops: plain YAML scalars.
    lines = ["---", f"title: {article.title}", f"date: {article.planned.moment.isoformat()}"]
    lines += [f"{name}: {value}" for name, value in (own or {}).items()]
    for name, values in lists.items():
        lines += [f"{name}:", *(f"  - {value}" for value in values)]
    if article.summary:
        lines.append(f"summary: {article.summary}")
    return "\n".join([*lines, "---", "", article.body])


@dataclass(frozen=True, slots=True)
class Form:
    """How one program wants an archive."""

    below: str
    """Where the articles stand in the site's folder."""
    document: Callable[[Written], str]


FORMS = {
    "kazarchive": Form("articles", kazarchive_file),
    "kazarchive-plain": Form("articles", kazarchive_file),
    "kazarchive-search": Form("articles", kazarchive_file),
    "kazarchive-python-markdown": Form("articles", kazarchive_file),
    "hugo": Form("content/articles", hugo_file),
    "hugo-lean": Form("content/articles", hugo_file),
    "hugo-rich": Form("content/articles", hugo_rich_file),
    "pelican": Form("content/articles", pelican_file),
    "eleventy": Form("articles", eleventy_file),
}
"""By the name of the folder that holds the rest of the site."""


def generate(folder: Path, names: Sequence[str], count: int, seed: int, short: bool) -> None:
    """Write the sites. Raises FileExistsError if the folder holds anything else."""
    make_room(folder)
    for name in names:
        shutil.copytree(SITES / name, folder / name)
        if name.startswith("kazarchive") and not (folder / name / "templates").exists():
            # The bundled template as the site's own, to be edited like that of any other site.
            (folder / name / "templates").mkdir()
            shutil.copy(THEME / "article.html", folder / name / "templates")
    articles = planned(count, seed)
    vocabularies = {language: texts.vocabulary(language) for language in LANGUAGES}
    body = texts.note if short else texts.body
    with open(folder / LIST, "w", encoding="utf-8") as listed:
        for article in written(articles, seed, vocabularies, body):
            for name in names:
                write(folder / name, FORMS[name], article)
            place = article.planned
            linked = article.targets[0].address if article.targets else ""
            print(place.path, place.address, article.title, linked, sep="\t", file=listed)


def write(site: Path, form: Form, article: Written) -> None:
    path = site / form.below / article.planned.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(form.document(article), encoding="utf-8", newline="\n")


def make_room(folder: Path) -> None:
    """Empty a folder of an earlier run. Raises FileExistsError if it holds anything else."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / LIST).is_file():
        raise FileExistsError(f"{folder} is not empty and was not made by this program")
    remove(folder)
    folder.mkdir(exist_ok=True)


def remove(folder: Path) -> None:
    """Remove the sites and the list of an earlier run, with all that was built; the folder too,
    if nothing else is in it."""
    for name in FORMS:
        shutil.rmtree(folder / name, ignore_errors=True)
    if folder.is_dir():
        (folder / LIST).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write one archive for several programs.")
    parser.add_argument("folder", type=Path, help="an empty folder, or one made by this program")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--sites", nargs="+", choices=FORMS, default=["kazarchive", "hugo"])
    parser.add_argument("--short", action="store_true", help="100 words an article, not 600")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    try:
        generate(given.folder, given.sites, given.articles, given.seed, given.short)
    except OSError as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
