"""A page → its text: the only importer of `jinja2`, and of the gettext catalogues.

A site's own `templates/` shadows the bundled ones file by file. Templates see the frozen values
of one page and nothing else: no clock, no files, no environment.
"""

import gettext
import hashlib
import io
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
import jinja2.compiler
import jinja2.meta
import jinja2.nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from kazarchive import __version__, values
from kazarchive.config.options import Site
from kazarchive.disk import WriteFailed
from kazarchive.pages.feed import FeedEntry
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import theme_files
from kazarchive.rendering.bodies import Draw
from kazarchive.rendering.bytecode import compiled
from kazarchive.rules import addresses, dates, jsonld, locales, urls
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address, Body, Cell, Entry, Facet, Page, Picture, TaxonomyLink


class LanguageLink(Struct, frozen=True):
    code: str
    name: str
    home: Address


class Frame(Struct, frozen=True):
    """What every page of one language shows around its own content."""

    title: str
    base_url: str
    home: Address
    languages: tuple[LanguageLink, ...]
    taxonomies: tuple[TaxonomyLink, ...]
    feed: Address
    json_feed: Address
    search: Address | None
    """The search page, where the site has one."""
    feeds: Address
    about: Address
    """The page about the archive, which leads to the others without a date."""
    manifest: Address
    keys: bool
    """Whether single keys do something."""
    version: str
    direction: str
    """`ltr` or `rtl`."""

    @property
    def sections(self) -> tuple[Address, ...]:
        """The pages that every page leads to."""
        found = (self.home, *(taxonomy.address for taxonomy in self.taxonomies))
        return (*found, self.search) if self.search else found


POLICY = "policy.txt"
"""What the files for web servers have in common."""

IMAGES = "picture.html"
"""The template by whose macro `piece` the filter `html` shows the images of a body."""

PIECES = {
    "listed": "entry.html",
    "named": "named.html",
    "lined": "lineentry.html",
    "syndicated": "feedentry.xml",
    "dated": "day.html",
}
"""Filters that show a value by the macro `piece` of a template: written once, then shown in every
list."""

KEPT = {"listed": 4_096, "named": 1_024, "lined": 2_048, "syndicated": 1_024, "dated": 12_288}
"""How many such pieces a process keeps: four times as many entries take 20 MB more; all days of
twelve years, in one language and two forms, take 4 MB."""

_SHOWN = {
    value: frozenset(name for name in dir(value) if not name.startswith("_"))
    for value in (*vars(values).values(), LanguageLink, Frame)
    if isinstance(value, type) and issubclass(value, Struct)
}
"""The types of the frozen values that pages are made of, with what templates may ask of them."""


def _escaped(value: Any) -> str:
    """As `markupsafe.escape`, without making Markup of what goes straight into a page, and without
    a copy of what needs no escaping: a page shows some 150 texts, nearly all of them plain."""
    if value.__class__ is str:
        plain = not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
        return value if plain else escape(value)
    return value if value.__class__ is Markup else escape(value)


class _CodeGenerator(jinja2.compiler.CodeGenerator):
    """Writes `_escaped` where Jinja writes `escape`, and works out nothing beforehand: what an
    address becomes depends on the site, compiled code on the template's text alone."""

    def _output_child_to_const(self, node: Any, frame: Any, finalize: Any) -> str:
        if isinstance(node, jinja2.nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise jinja2.nodes.Impossible

    def _output_child_pre(self, node: jinja2.nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(jinja2.runtime.Context):
    """Known to its environment, which takes apart what a page has left: a macro and the context
    that it belongs to hold each other, and so a whole page would wait for the garbage collector."""

    def __init__(self, environment: "_Environment", *given: Any, **named: Any) -> None:
        super().__init__(environment, *given, **named)
        environment.contexts.append(self)


class _Environment(SandboxedEnvironment):
    """The sandbox, with a short way for the frozen values that pages are made of, for macros and
    for our own functions: a third of the time of rendering went into asking whether these are
    safe."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    contexts: list[jinja2.runtime.Context]
    """Of the page at hand, with those of all that its template includes or imports."""
    escaped = staticmethod(_escaped)
    ours: frozenset[Callable[..., Any]] = frozenset()
    """Our own functions, none of which is given the context."""

    def call(
        self, context: jinja2.runtime.Context, called: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        kind = called.__class__
        if (
            kind is jinja2.runtime.Macro
            or (kind is FunctionType and called in self.ours)
            or (kind is MethodType and called.__self__.__class__ in _SHOWN)
        ):
            kwargs.pop("_block_vars", None)  # for functions that are given the context
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(context, called, *args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping instead of a chain: each page looks through all of it."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        shown = _SHOWN.get(obj.__class__)
        if shown is not None and attribute in shown:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class _Loader(jinja2.BaseLoader):
    """Templates that are files of the project: nothing is read through a link out of it."""

    def __init__(self, layers: Iterable[Path], known: Mapping[Path, str]) -> None:
        self.layers, self.known = tuple(layers), known

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        layers = [layer for layer in self.layers if theme_files.readable(layer, template)]
        loader = jinja2.FileSystemLoader(layers)
        source, path, fresh = loader.get_source(environment, template)
        if digest := self.known.get(Path(path)):
            raw = Path(path).read_bytes()
            if hashlib.sha256(raw).hexdigest() != digest:
                raise ProblemsFound([Problem("K0304", Place(f"templates/{template}"))])
            source = raw.decode("utf-8")
        return source, path, fresh


class Theme:
    """The templates of a site."""

    def __init__(
        self,
        site: Site,
        layers: Iterable[Path],
        body_html: Callable[[Body, Draw], str],
        kept_code: Path | None = None,
        known: Mapping[Path, str] | None = None,
    ) -> None:
        """`kept_code`: the folder of compiled templates. `known`: SHA-256 of template files; one
        that has become another meanwhile may be half written, and is not used (K0304)."""
        self.site, self.layers = site, tuple(layers)
        self.at = Addresses(site.languages, site.taxonomy_names, site.articles.permalink)
        self._kept = compiled(kept_code) if kept_code else None
        self.environment = _Environment(
            loader=_Loader(self.layers, known or {}),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            optimized=False,
            auto_reload=False,
            bytecode_cache=self._kept,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.contexts = []
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        # A page is the same at every build: what draws lots is not there.
        del self.environment.filters["random"], self.environment.globals["lipsum"]
        self.environment.filters |= _filters(site)
        self._body_html = body_html
        self.environment.filters["html"] = lambda body: Markup(self.body(body))
        self.environment.filters |= {name: self._piece(name) for name in PIECES}
        self.environment.globals["translated"] = self.translated
        self._frame = cache(self._new_frame)
        self._translations = cache(self._new_translations)
        self._functions = cache(self._new_functions)
        self._constant = cache(self._new_constant)
        self._macro = cache(self._new_macro)
        self._referenced = cache(self._new_referenced)

    def render(self, page: Page) -> str:
        """Raises ProblemsFound (K0501, K0502, K0503) naming the page's source and the template."""
        try:
            template = self.environment.get_template(page.template)
            return template.render(
                page.context, page=page, site=self._frame(page.lang), **self._functions(page.lang)
            )
        except jinja2.TemplateNotFound as error:
            found = {"name": str(error.name or page.template)}
            raise ProblemsFound([Problem("K0502", self._place(error, page), found)]) from None
        except (ProblemsFound, WriteFailed, OSError, MemoryError):
            raise
        except Exception as error:
            raise ProblemsFound([self._failure(error, page)]) from error
        finally:
            self._forget()

    def _forget(self) -> None:
        """What templates have set does not outlive a page."""
        for context in self.environment.contexts:
            context.vars.clear()
        self.environment.contexts.clear()

    def policy(self) -> str:
        """The Content-Security-Policy that the files for web servers name, which the template
        policy.txt says. Raises ProblemsFound."""
        page = Page("/", POLICY, self.site.languages[0])
        try:
            module = self.environment.get_template(POLICY).make_module()
            written = str(module.__dict__["policy"])
        except (ProblemsFound, OSError, MemoryError):
            raise
        except Exception as error:
            raise ProblemsFound([self._failure(error, page)]) from error
        finally:
            self._forget()
        return " ".join(written.encode("ascii", "replace").decode().split())

    def body(self, body: Body) -> str:
        """An article's text as HTML. Raises ProblemsFound."""
        return self._body_html(body, self._macro(IMAGES, body.lang))

    def _failure(self, error: Exception, page: Page) -> Problem:
        """A template can fail with any exception."""
        told = {
            "about": page.about or page.address,
            "more": "",
            "reason": str(error) or type(error).__name__,
        }
        return Problem("K0501", self._place(error, page), told)

    def _place(self, error: Exception, page: Page) -> Place:
        """The last line of a template in the trace."""
        path, line = f"templates/{page.template}", 0
        if isinstance(error, jinja2.TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(layer) for layer in self.layers):
                path, line = frame.filename, frame.lineno or 0
        text = _line(path, line)
        for layer in self.layers:
            path = path.replace(f"{layer}/", "templates/")
        return Place(path, line, 1, len(text) or 1, text)

    # --- what templates see ------------------------------------------------------------------

    def _new_frame(self, lang: str) -> Frame:
        site = self.site
        return Frame(
            title=site.title(lang),
            base_url=site.base_url,
            home=self.at.home(lang),
            languages=tuple(
                LanguageLink(code, locales.language_name(code, code), self.at.home(code))
                for code in site.languages
            ),
            taxonomies=tuple(
                TaxonomyLink(one.name, one.label(lang), self.at.taxonomy(lang, one.name))
                for one in site.taxonomies
            ),
            feed=self.at.feed(Facet(lang)),
            json_feed=self.at.json_feed(lang),
            search=self.at.search(lang) if site.search.enabled else None,
            feeds=self.at.feed_list(lang),
            about=self.at.about(lang),
            manifest=self.at.manifest(lang),
            keys=self.site.theme.keys,
            version=__version__,
            direction=locales.direction(lang),
        )

    def _new_translations(self, lang: str) -> gettext.NullTranslations:
        """The catalogue of a language; its own templates/locale/LANG.po goes before ours."""
        translations: gettext.NullTranslations = gettext.NullTranslations()
        for layer in self.layers:
            if theme_files.readable(layer, f"locale/{lang}.po"):
                translations.add_fallback(self._translated_by(layer / "locale" / f"{lang}.po"))
        return translations

    def _translated_by(self, file: Path) -> gettext.GNUTranslations:
        source, compiled = file.read_bytes(), partial(_compiled_po, file)
        binary = self._kept.translations(source, compiled) if self._kept else compiled(source)
        return gettext.GNUTranslations(io.BytesIO(binary))

    def _new_functions(self, lang: str) -> dict[str, Callable[..., str]]:
        """What the templates of a page in a language may call."""
        translations = self._translations(lang)
        translated = cache(translations.gettext)

        def single(message: str, **shown: Any) -> str:
            text = translated(message)
            return text % shown if shown else text

        def plural(one: str, many: str, n: int) -> str:
            return translations.ngettext(one, many, n) % {"n": locales.number(n, lang)}

        functions: dict[str, Callable[..., str]]
        functions = {"_": single, "ngettext": plural, "fragment": self._fragment(lang)}
        self.environment.ours |= {*functions.values()}
        return functions

    def translated(self, lang: str, message: str) -> str:
        return self._translations(lang).gettext(message)

    def _piece(self, name: str) -> Callable[..., Markup]:
        """A filter that shows a value, or all of a tuple, one a line; `form` tells pieces of the
        same value apart."""
        kept: dict[tuple[Any, str, Any], Markup] = {}

        def piece(value: Any, lang: str, form: Any) -> Markup:
            key = (_identity(value), lang, form)
            found = kept.get(key)
            if found is None:
                if len(kept) >= KEPT[name]:
                    kept.clear()
                found = kept[key] = self._macro(PIECES[name], lang)(value, form).strip()
            return found

        @jinja2.pass_context
        def pieces(context: jinja2.runtime.Context, value: Any, form: Any = "") -> Markup:
            lang = context.parent["page"].lang
            if value.__class__ is tuple:
                return Markup("\n".join([piece(one, lang, form) for one in value]))
            return piece(value, lang, form)

        return pieces

    def _new_macro(self, template: str, lang: str) -> Callable[..., Markup]:
        """The macro `piece` of a template, where it sees of the page its language alone."""
        shown, before = self._constant(lang), len(self.environment.contexts)
        module = self.environment.get_template(template).make_module(shown)
        macro: Callable[..., Markup] = module.piece  # type: ignore[attr-defined]
        del self.environment.contexts[before:]  # the macro outlives the page
        return macro

    def _new_constant(self, lang: str) -> dict[str, Any]:
        """What is the same on every page of a language."""
        page = Page(address="", template="", lang=lang)
        return {"page": page, "site": self._frame(lang), **self._functions(lang)}

    def _fragment(self, lang: str) -> Callable[..., Markup]:
        """`fragment(template, current)`: a part that is the same on all pages of a language, or
        on all that pass the same `current`."""

        @cache
        def fragment(template: str, current: str = "") -> Markup:
            shown = self._constant(lang)
            part = self.environment.get_template(template).render(shown, current=current)
            return Markup(part.strip())

        return lambda template, current="": fragment(template, current)

    # --- what templates depend on ------------------------------------------------------------

    def closure(self, name: str) -> frozenset[str]:
        """A template and all it extends, includes or imports; `*` when one is named at run time."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            for referenced in self._referenced(one):
                waiting.append(referenced or "*")
        return frozenset(found)

    def _new_referenced(self, name: str) -> frozenset[str | None]:
        """Those that a template names itself."""
        if name == "*":
            return frozenset()
        loader = self.environment.loader
        assert loader is not None
        try:
            source, path, _ = loader.get_source(self.environment, name)
            tree = self.environment.parse(source, name, path)
            return frozenset((*jinja2.meta.find_referenced_templates(tree), *_parts(tree)))
        except jinja2.TemplateError:
            return frozenset()  # rendering will report it


def _identity(value: Entry | FeedEntry | date) -> str | date:
    """What tells one value of a build from another."""
    if isinstance(value, FeedEntry):
        return value.entry.path
    return value.path if isinstance(value, Entry) else value


def _parts(tree: jinja2.nodes.Template) -> Iterator[str | None]:
    """The templates that a template shows by `fragment` or by a filter of PIECES."""
    for used in tree.find_all(jinja2.nodes.Filter):
        if used.name in PIECES:
            yield PIECES[used.name]
        elif used.name == "html":
            yield IMAGES
    for call in tree.find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "fragment":
            named = call.args[0] if call.args else None
            yield named.value if isinstance(named, jinja2.nodes.Const) else None


def _compiled_po(file: Path, source: bytes) -> bytes:
    """A translation file as gettext wants it. Raises ProblemsFound (K0503)."""
    from babel.messages.mofile import write_mo  # what is kept is not read again
    from babel.messages.pofile import PoFileError, read_po

    try:
        binary = io.BytesIO()
        write_mo(binary, read_po(io.BytesIO(source), abort_invalid=True))
        gettext.GNUTranslations(io.BytesIO(binary.getvalue()))
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        reason = str(error).removesuffix(f" on {line - 1}")
        text = _line(str(file), line)
        place = Place(f"templates/locale/{file.name}", line, min(line, 1), len(text) or 1, text)
        raise ProblemsFound([Problem("K0503", place, {"reason": reason})]) from None
    return binary.getvalue()


def _line(path: str, line: int) -> str:
    try:
        return Path(path).read_text("utf-8").splitlines()[line - 1] if line else ""
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


def _filters(site: Site) -> dict[str, Callable[..., Any]]:
    base, path = site.base_url.rstrip("/"), site.base_path
    at = Addresses(site.languages, site.taxonomy_names, site.articles.permalink)

    def in_page_language(write: Callable[[Any, str], str]) -> Callable[..., str]:
        @jinja2.pass_context
        def filtered(context: jinja2.runtime.Context, value: Any) -> str:
            return write(value, context.parent["page"].lang)

        return filtered

    def srcset(picture: Picture, address: Address, format: str, src: str = "") -> str:
        """The query of the image's own URL, `src`, stands at each of its sizes."""
        query = urls.apart(src)[1].partition("#")[0]
        sizes = ((addresses.size(address, step, format), width) for step, width in picture.sizes)
        return ", ".join(f"{path}{addresses.url(one)}{query} {width}w" for one, width in sizes)

    written = {
        name: in_page_language(getattr(locales, name))
        for name in (
            "long_day",
            "short_day",
            "month_title",
            "month_name",
            "weekday",
            "short_weekday",
            "clock",
            "number",
        )
    }
    return {
        **written,
        "period_title": in_page_language(_period_title),
        "period_day": dates.day_of,
        "language_name": lambda code: locales.language_name(code, code),
        "json_ld": lambda node: Markup(jsonld.text(node)),
        "territorial": locales.territorial,
        "url": lambda address: path + addresses.url(address),
        "srcset": srcset,
        "tail": urls.tail,
        "absolute": lambda address: base + addresses.url(address),
        "listing": lambda term, lang: at.listing(Cell(Facet(lang, term.taxonomy, term.slug))),
        "iso": lambda moment: moment.isoformat(),
    }


def _period_title(period: str, lang: str) -> str:
    write = {4: lambda day, _: f"{day.year}", 7: locales.month_title, 10: locales.long_day}
    return write[len(period)](dates.day_of(period), lang)
