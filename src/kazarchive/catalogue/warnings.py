"""The warnings of an archive, which every build reports."""

import json

from msgspec.structs import replace

from kazarchive.catalogue import images, rows, series
from kazarchive.catalogue.entries import Entries
from kazarchive.catalogue.likely import Likely
from kazarchive.problems import Place, Problem
from kazarchive.rules.addresses import shortened


class Warnings(Entries):
    """All results are in a fixed order."""

    def problems(self) -> list[Problem]:
        """All warnings, in the order of the files, and the faults of image files."""
        query = (
            "SELECT place, code, detail FROM problem"
            " WHERE about IN ('text', 'links') OR about = 'media' AND EXISTS (SELECT 1 FROM source"
            " WHERE source.path = json_extract(detail, '$.file') AND kind = 'media')"
            " ORDER BY path, place"
        )
        likely = Likely(self._connection)
        recorded = [_with_suggestion(rows.problem(row), likely) for row in self._all(query)]
        unfit = images.problems(self._connection)
        repeated = series.repeated(self._connection)
        return [*recorded, *unfit, *repeated, *self._counted(), *self._spellings()]

    def _counted(self) -> list[Problem]:
        """Warnings that are reported once, with the number of articles that have them, at the first
        of these."""
        query = (
            "SELECT code, detail, count(*), min(path) FROM problem WHERE about = 'counted'"
            " GROUP BY code, detail ORDER BY code, detail"
        )
        return [
            Problem(
                code,
                Place(path),
                {**json.loads(detail), "count": f"{n:,}", "articles": _articles(n)},
            )
            for code, detail, n, path in self._all(query)
        ]

    def _spellings(self) -> list[Problem]:
        """Terms that are spelt in several ways (K0206)."""
        query = (
            "SELECT lang, taxonomy, slug, id FROM facet WHERE"
            " (SELECT count(*) FROM spelling WHERE spelling.facet = facet.id) > 1"
            " ORDER BY lang, taxonomy, slug"
        )
        problems = []
        for _, taxonomy, slug, number in self._all(query):
            names = self._all(
                "SELECT name FROM spelling WHERE facet = ? ORDER BY n DESC, name", (number,)
            )
            first, second = names[0][0], names[1][0]
            values = {"taxonomy": taxonomy, "first": first, "second": second}
            place = Place(self._first_with(number, (taxonomy, slug, second)))
            problems.append(Problem("K0206", place, values))
        return problems

    def _first_with(self, facet: int, term: tuple[str, str, str]) -> str:
        """The path of the first article with a term (taxonomy, slug, name)."""
        (path,) = self._one(
            "SELECT min(article.path) FROM membership"
            " JOIN article ON article.id = membership.article, json_each(terms) AS term"
            " WHERE facet = ? AND term.value = json_array(?, ?, ?)",
            (facet, *term),
        )
        return str(path)


def _with_suggestion(problem: Problem, likely: Likely) -> Problem:
    """A link to a missing file, with the file that may be meant."""
    if problem.code not in ("K0401", "K0404"):
        return problem
    meant = likely.file(problem.values["target"])
    values = {"target": shortened(problem.values["target"], 300), "suggestion": meant}
    return replace(problem, values={**problem.values, **values})


def _articles(n: int) -> str:
    return "article" if n == 1 else "articles"
