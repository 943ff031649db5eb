"""A page → its text, by the templates of a site.

A site's own `templates/` shadows the bundled ones file by file. Templates see only the frozen
values of one page: no clock, no files, no environment.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
import jinja2.compiler
import jinja2.meta
import jinja2.nodes
from markupsafe import Markup

from kazarchive.answers import Page
from kazarchive.config.options import Site
from kazarchive.disk import WriteFailed
from kazarchive.options import PlainTemplate
from kazarchive.pages.feed import FeedEntry
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rendering import frame, parts, usercache
from kazarchive.rendering.bytecode import CompiledTemplates
from kazarchive.rendering.environment import OF_THEME, SHOWN, Environment, Loader
from kazarchive.rendering.filters import filters
from kazarchive.rendering.specialised import MEMOISED, PURE, Specialised
from kazarchive.rendering.translations import Translations, line_of
from kazarchive.rules import locales
from kazarchive.specialise import Specialiser, Surroundings
from kazarchive.state import fingerprint
from kazarchive.values import Body, Entry

POLICY = "policy.txt"
"""What the files for web servers share."""

PIECES = {
    "listed": "entry.html",
    "named": "named.html",
    "lined": "lineentry.html",
    "syndicated": "feedentry.xml",
    "dated": "day.html",
}
"""Filter → the template whose macro `piece` shows a value. A piece is rendered once and then used
in every list."""

KEPT = {"listed": 4_096, "named": 1_024, "lined": 2_048, "syndicated": 1_024, "dated": 12_288}
"""How many pieces of each filter a process keeps. Four times as many entries take 20 MB more; all
days of twelve years, in one language and two forms, take 4 MB."""


class Theme:
    """The templates of a site."""

    def __init__(
        self,
        site: Site,
        layers: Iterable[Path],
        body_html: Callable[[Body, parts.Draw], str],
        kept_code: Path | None = None,
        digests: Mapping[Path, str] | None = None,
        translations: Translations | None = None,
    ) -> None:
        """`kept_code`: the folder of compiled templates. `digests`: SHA-256 of template files; a
        file that has changed since may be half written, and is not used (K0304). `translations`:
        those of the same layers, if the caller has them already."""
        self.site, self.layers = site, tuple(layers)
        self._translations = translations or Translations(self.layers, kept_code)
        self._kept = usercache.opened(kept_code) if kept_code else None
        self.at = site.addresses
        self.environment = Environment(
            loader=Loader(self.layers, digests or {}),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            optimized=False,
            auto_reload=False,
            bytecode_cache=CompiledTemplates(self._kept) if self._kept else None,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.contexts = []
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        # A page is the same in every build: nothing in a template may be random.
        del self.environment.filters["random"], self.environment.globals["lipsum"]
        self.environment.filters |= filters(site)
        self._body_html = body_html
        self.environment.filters["html"] = lambda body: Markup(self.body(body))
        self.environment.filters |= {name: self._piece(name) for name in PIECES}
        self.environment.globals["translated"] = self.translated
        self._frame = cache(
            partial(frame.of_language, site, self.at, self._translations.or_english)
        )
        self.functions = cache(self._new_functions)
        self._constant = cache(self._new_constant)
        self.specialised = cache(self._new_specialised)
        self._macro = cache(self._new_macro)
        self._referenced = cache(self._new_referenced)

    def render(self, page: Page) -> str:
        """Raises ProblemsFound naming the page's source and the template (K0501, K0502), or the
        file that cannot be read (K0120, K0503)."""
        try:
            text = self.specialised(page.lang).page(page)
            if text is not None:
                return text
            template = self.environment.get_template(page.template)
            return template.render(
                page.context, page=page, site=self._frame(page.lang), **self.functions(page.lang)
            )
        except jinja2.TemplateNotFound as error:
            values = {"name": str(error.name or page.template)}
            raise ProblemsFound([Problem("K0502", self._place(error, page), values)]) from None
        except (ProblemsFound, WriteFailed, OSError, MemoryError):
            raise
        except Exception as error:
            raise ProblemsFound([self._failure(error, page)]) from error
        finally:
            self._forget()

    def why_plain(self, template: str, lang: str) -> PlainTemplate | None:
        """Why Jinja renders a template page by page; None if it can be specialised."""
        return self.specialised(lang).why_plain(template)

    def _forget(self) -> None:
        """Clear what the templates of a page have set."""
        for context in self.environment.contexts:
            context.vars.clear()
        self.environment.contexts.clear()

    def policy(self) -> str:
        """The Content-Security-Policy in the files for web servers, from the template policy.txt.
        Raises ProblemsFound (K0501)."""
        page = Page("/", POLICY, self.site.languages[0])
        try:
            module = self.environment.get_template(POLICY).make_module(self._constant(page.lang))
            policy = str(module.__dict__["policy"])
        except (ProblemsFound, OSError, MemoryError):
            raise
        except Exception as error:
            raise ProblemsFound([self._failure(error, page)]) from error
        finally:
            self._forget()
        return " ".join(policy.encode("ascii", "replace").decode().split())

    def body(self, body: Body) -> str:
        """The HTML of an article's body. Raises ProblemsFound (K0304)."""
        return self._body_html(body, self._draw(body.lang))

    def _draw(self, lang: str) -> parts.Draw:
        return lambda part: self._macro(parts.template_of(part), lang)(part)

    def _failure(self, error: Exception, page: Page) -> Problem:
        """The problem of a template, which can raise any exception."""
        values = {
            "about": page.about or page.address,
            "more": "",
            "reason": str(error) or type(error).__name__,
        }
        return Problem("K0501", self._place(error, page), values)

    def _place(self, error: Exception, page: Page) -> Place:
        """The innermost line of a template in the traceback."""
        path, line = f"templates/{page.template}", 0
        if isinstance(error, jinja2.TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        for call in traceback.extract_tb(error.__traceback__):
            if any(Path(call.filename).is_relative_to(layer) for layer in self.layers):
                path, line = call.filename, call.lineno or 0
        text = line_of(path, line)
        for layer in self.layers:
            path = path.replace(f"{layer}/", "templates/")
        return Place(path, line, 1, len(text) or 1, text)

    # --- what templates see ------------------------------------------------------------------

    def _new_functions(self, lang: str) -> dict[str, Callable[..., str]]:
        """The functions that templates of a language may call."""
        catalogue = self._translations.of(lang)
        translated = cache(catalogue.gettext)

        def single(message: str, **values: Any) -> str:
            text = translated(message)
            return text % values if values else text

        def plural(singular: str, plural: str, n: int) -> str:
            return catalogue.ngettext(singular, plural, n) % {"n": locales.number(n, lang)}

        functions: dict[str, Callable[..., str]]
        functions = {"_": single, "ngettext": plural, "fragment": self._fragment(lang)}
        self.environment.ours |= {*functions.values()}
        return functions

    def translated(self, lang: str, message: str) -> str:
        return self._translations.of(lang).gettext(message)

    def _piece(self, name: str) -> Callable[..., Markup]:
        """A filter that shows a value, or each value of a tuple on its own line. One value can have
        several pieces, by `form`."""
        kept: dict[tuple[Any, str, Any], Markup] = {}

        def piece(value: Any, lang: str, form: Any) -> Markup:
            key = (_identity(value), lang, form)
            text = kept.get(key)
            if text is None:
                if len(kept) >= KEPT[name]:
                    kept.clear()
                text = kept[key] = Markup(self._macro(PIECES[name], lang)(value, form).strip())
            return text

        @jinja2.pass_context
        def pieces(context: jinja2.runtime.Context, value: Any, form: Any = "") -> Markup:
            lang = context.parent["page"].lang
            if value.__class__ is tuple:
                return Markup("\n".join([piece(each, lang, form) for each in value]))
            return piece(value, lang, form)

        return pieces

    def _new_macro(self, template: str, lang: str) -> Callable[..., str]:
        """The macro `piece` of a template; of the page it sees only the language."""
        specialised = self.specialised(lang)
        plain = cache(partial(self._plain_macro, template, lang))

        def macro(*arguments: Any) -> str:
            text = specialised.macro(template, *arguments)
            return plain()(*arguments) if text is None else text

        return macro

    def _plain_macro(self, template: str, lang: str) -> Callable[..., str]:
        constant, before = self._constant(lang), len(self.environment.contexts)
        module = self.environment.get_template(template).make_module(constant)
        macro: Callable[..., Markup] = module.piece  # type: ignore[attr-defined]
        del self.environment.contexts[before:]  # the macro outlives the page
        return macro

    def _new_constant(self, lang: str) -> dict[str, Any]:
        """What is the same on every page of a language."""
        page = Page(address="", template="", lang=lang)
        return {"page": page, "site": self._frame(lang), **self.functions(lang)}

    def _new_specialised(self, lang: str) -> Specialised:
        constants, before = self._constant(lang), len(self.environment.contexts)
        context = self.environment.from_string("").new_context(constants)
        del self.environment.contexts[before:]
        words = self._translations.digest()
        configuration = f"{fingerprint.showing(self.site)} {words} {lang}"

        def specialiser(constants: Mapping[str, Any]) -> Specialiser:
            surroundings = Surroundings(
                environment=self.environment,
                constants=constants,
                attributes={("page", "lang"): lang},
                pure=PURE,
                trusted=SHOWN,
                escaped=self.environment.escaped,
                memoised=MEMOISED,
                context=context,
            )
            return Specialiser(surroundings, self._kept, configuration, self._used_by)

        of_pages = {name: value for name, value in constants.items() if name != "page"}
        return Specialised(pages=specialiser(of_pages), macros=specialiser(constants))

    def _fragment(self, lang: str) -> Callable[..., Markup]:
        """The function `fragment(template, current)`: a part that is the same on all pages of a
        language that pass the same `current`."""

        @cache
        def fragment(template: str, current: str = "") -> Markup:
            constant = self._constant(lang)
            part = self.environment.get_template(template).render(constant, current=current)
            return Markup(part.strip())

        return lambda template, current="": fragment(template, current)

    # --- what templates depend on ------------------------------------------------------------

    def closure(self, name: str) -> frozenset[str]:
        """A template and all that it extends, includes or imports; with `*` if the name of one is
        computed when it is rendered."""
        names: set[str] = set()
        waiting = [name]
        while waiting:
            template = waiting.pop()
            if template in names:
                continue
            names |= {template, template.removeprefix(OF_THEME)}
            for referenced in self._referenced(template):
                waiting.append(referenced or "*")
        return frozenset(names)

    def _used_by(self, name: str) -> frozenset[str] | None:
        """The same; None when one is named at run time."""
        names = self.closure(name)
        return None if "*" in names else names

    def _new_referenced(self, name: str) -> frozenset[str | None]:
        """The templates that a template names directly; None for a computed name."""
        if name == "*":
            return frozenset()
        loader = self.environment.loader
        assert loader is not None
        try:
            source, path, _ = loader.get_source(self.environment, name)
            tree = self.environment.parse(source, name, path)
            named = jinja2.meta.find_referenced_templates(tree)
            of_bodies = parts.templates(self.site.markdown.blocks)
            return frozenset((*named, *_parts(tree, of_bodies)))
        except jinja2.TemplateError:
            return frozenset()  # rendering will report it


def _identity(value: Entry | FeedEntry | date) -> str | date:
    """A key of a value that is unique within a build."""
    if isinstance(value, FeedEntry):
        return value.entry.path
    return value.path if isinstance(value, Entry) else value


def _parts(tree: jinja2.nodes.Template, of_bodies: Iterable[str]) -> Iterator[str | None]:
    """The templates that a template uses through `fragment` or a filter of PIECES."""
    nodes = jinja2.nodes
    for used in tree.find_all(nodes.Filter):
        filters: list[Any] = [used.name]
        if used.name == "map" and used.args:  # the name of a filter is its argument
            first = used.args[0]
            filters.append(first.value if isinstance(first, nodes.Const) else None)
        for name in filters:
            if name == "html":
                yield from of_bodies
            elif name is None or name in PIECES:
                yield PIECES[name] if name else None
    calls = [
        call
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "fragment"
    ]
    for call in calls:
        named = call.args[0] if call.args else None
        yield named.value if isinstance(named, nodes.Const) else None
    mentions = sum(name.name == "fragment" for name in tree.find_all(nodes.Name))
    if mentions > len(calls):
        yield None  # it has another name for the function
