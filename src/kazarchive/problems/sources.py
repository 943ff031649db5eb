"""Wordings of problems with source files: front matter, addresses, files."""

from kazarchive.problems.wording import Wording, error, warning

FRONT_MATTER: dict[str, Wording] = {
    "K0101": error("the file does not begin with front matter{reason}", "{hint}"),
    "K0102": error("the front matter is not closed{reason}", "{hint}"),
    "K0103": error("`{field}` is not a valid date: {reason}", "{hint}"),
    "K0104": error("`{field}` is missing", "{hint}"),
    "K0105": error("`{field}` is {found}; it must be {wanted}", "{hint}"),
    "K0106": error("unknown field `{field}`{suggestion}", "{hint}"),
    "K0107": warning(
        "unknown field `{field}`, in {count} {articles}",
        'templates can read it under `extra`; set `unknown_fields = "keep"` under [articles] if it'
        " is intended",
        told="counted",
    ),
    "K0108": error(
        "unknown field `{field}`",
        'the fields are {known}; set `unknown_fields = "keep"` under [articles] to allow others',
    ),
    "K0109": error(
        "`{field}` is given twice", "it is already on line {first}; keep one of the two"
    ),
    "K0110": error("the front matter is not valid {format}: {reason}", "{hint}"),
    "K0111": error("YAML does not allow a tab here", "indent with spaces"),
    "K0112": error(
        "the front matter uses a YAML anchor or alias, `{sign}`",
        "write the value out; put a string that begins with `&` or `*` in quotes",
    ),
    "K0113": error("the front matter is nested deeper than 32 levels", "reduce the nesting"),
    "K0114": error(
        "the front matter has {size} bytes; 65,536 are allowed",
        "close it with a line `---` before the text of the article",
    ),
    "K0115": error(
        "`{lang}` is not a language of this site",
        "the languages are {languages}; add others to `languages` in kazarchive.toml",
    ),
    "K0116": warning(
        "the text after ` #` in `{field}` is a YAML comment and is ignored",
        "put the whole value in quotes",
    ),
    "K0117": error("`{field}` is empty", "{hint}"),
    "K0118": warning(
        "the suffix `.{suffix}` is not a language of this site and becomes part of the slug, in"
        " {count} {articles}",
        "the languages are {languages}; add it to `languages` in kazarchive.toml, rename the file,"
        " or set `slug` in the article",
        told="counted",
    ),
    "K0119": warning(
        "`updated` is before `date`, {date}",
        "an article cannot be updated before it is published; fix one of the two, or remove"
        " `updated`",
        told="check",
    ),
    "K0120": error("the file is not UTF-8: byte {byte} is invalid here", "save the file as UTF-8"),
    "K0121": error("the file contains a NUL character", "remove it; is this a text file?"),
    "K0122": error(
        "a line has {size} bytes; 1,000,000 are allowed",
        "break the line, or save embedded images as files beside the article",
    ),
    "K0123": error("the file is empty", "write an article, or remove the file"),
    "K0124": error(
        "the file has {size} bytes; 16,000,000 are allowed",
        "split the article, or save embedded images as files beside it",
    ),
    "K0125": warning(
        "`{field}` hides the article, as `draft: true` does, in {count} {articles}",
        "remove the field from articles that should be published",
        told="counted",
    ),
    "K0126": error(
        "`{field}` is {found}: it may hide the article, but the value is not understood", "{hint}"
    ),
    "K0127": error(
        "`{field}` is {found}, on a later day than `date`",
        "write the later day as `date`, or hide the article with `draft: true` until then",
    ),
    "K0128": error(
        "`{field}` is {found}, but articles are never removed automatically",
        "remove the field; when that day comes, hide the article with `draft: true`",
    ),
    "K0129": warning(
        "`{field}` is given twice; the second is ignored",
        "it is already on line {first}; keep one of the two",
    ),
    "K0130": error(
        "`{field}` has no part `{part}`{suggestion}",
        'the parts are {known}; others are kept with `unknown_fields = "keep"` under [articles]',
    ),
    "K0131": error(
        "standalone pages have no field `{field}`{suggestion}",
        "the fields are {known}; remove it, or start the file name with `_` until the page should"
        " be published",
    ),
    "K0132": warning(
        "`{field}` has the UTC offset `{offset}`, which no place on earth uses",
        "it is read as {moment}; write the offset of the place, such as +05:00",
    ),
    "K0133": warning(
        "`updated` is {moment}, which is in the future",
        "fix or remove it: feeds and search engines show this time",
        told="later",
    ),
    "K0134": warning(
        "`{field}` is one string that looks like a list, and becomes one term, in {count}"
        " {articles}",
        'write a list for several terms, `{field}: [one, two]`, or for one `{field}: ["one, two"]`',
        told="counted",
    ),
    "K0135": warning(
        "this line is indented, so it continues the value above: `{text}`",
        "start all lines of a list in the same column",
    ),
    "K0136": error(
        "{fault}, so this is not a field",
        "write `{field}: …`, with a plain colon and a plain space after it",
    ),
    "K0137": warning(
        "`{field}` cannot be read: {reason}; the day in the file name is used, {day}", "{hint}"
    ),
    "K0138": error(
        "`{field}` is below the front matter, where fields are not read",
        "move it up into the front matter; if it is text, start with other words, or put it in"
        " quotation marks",
    ),
    "K0139": warning(
        "unknown field `{field}`, with lists of names, in {count} {articles}",
        "to list articles by it, write a line `{field} = {{}}` under [taxonomies] in"
        " kazarchive.toml; if only templates are to read it,"
        ' set `unknown_fields = "keep"` under [articles]',
        told="counted",
    ),
    "K0141": warning(
        "an article has one `{field}`: `{first}` is it, and `{second}` is ignored",
        "remove `{second}`, or write it under `tags`",
    ),
    "K0142": warning(
        "`{term}` is not among the terms of `{taxonomy}` in kazarchive.toml{suggestion}",
        "they are {known}; correct it, or add it to `terms` under [taxonomies]",
    ),
    "K0147": warning(
        "the article is in {count} series; only the first counts, `{name}`",
        "keep one; for the others, use tags",
    ),
    "K0148": warning(
        "part {part} of the series `{name}` is also `{first}`",
        "give each part a number of its own; both are shown, the earlier one first",
        told="repeated",
    ),
    "K0149": error(
        "files about authors have no field `{field}`{suggestion}",
        "the fields are {known}; remove it, or start the file name with `_` until the file should"
        " be used",
    ),
    "K0150": error(
        "`photo` is `{photo}`, which is no image file of the archive",
        "write the name of an image file beside this one, for example `photo: portrait.jpg`",
    ),
    "K0151": error(
        "the author `{name}` has another file in `{lang}`, `{first}`",
        "keep one of the two, or end a file name with its language, `….ru.md`; if they are two"
        " people, give them different names",
    ),
    "K0152": warning(
        "no article in `{lang}` is by `{name}`",
        "write the name as the articles do, add their spelling to `names`, or remove the file",
        told="check",
    ),
    "K0157": error(
        "`{field}` is {found}, which is none of its choices{suggestion}",
        "the choices are {known}; add others to `fields` under [articles] in kazarchive.toml",
    ),
    "K0158": error(
        "`layout` is {layout}, and there is no such template{suggestion}",
        "the layouts are {known}; another one is a file `NAME.html` in templates/layouts/",
    ),
}

ADDRESSES: dict[str, Wording] = {
    "K0201": error(
        "`{address}` is claimed twice: by `{first}` and by `{second}`",
        "give one of them another `slug`, `date`, alias or file name",
    ),
    "K0202": error(
        "`{slug}` cannot be a slug: {reason}",
        "use letters, digits, `-`, `_` and `.`, for example `lpg-price-cap`",
    ),
    "K0203": error(
        "`{alias}` cannot be an alias: {reason}",
        "write an address of this site from its root, for example `/old/page.html`",
    ),
    "K0204": error(
        "`{address}` is the address of {what}",
        "choose another slug, alias or permalink, or another file name for a page in pages/",
    ),
    "K0205": error(
        "the {taxonomy} `{first}` and `{second}` have the same address, `{address}`",
        "spell both the same way, or give one another slug with"
        ' `slugs = {{ "{second}" = "…" }}` under `{taxonomy}` in [taxonomies]',
    ),
    "K0206": warning(
        "the {taxonomy} `{first}` and `{second}` are one term; the more common spelling is shown",
        "spell them the same way",
    ),
    "K0207": error(
        "the address `{address}` is longer than a file system or a sitemap allows",
        "choose a shorter slug, alias or file name: 255 bytes a segment, 1,000 in all",
    ),
    "K0208": error(
        "the media file `{name}` cannot be published under its name: {reason}", "rename the file"
    ),
    "K0209": warning(
        "this article moved from `{old}` to `{new}`: links to the old address will break",
        'add `aliases: ["{old}"]` to its front matter to keep them working',
    ),
    "K0210": warning(
        "{count} articles moved, this one from `{old}` to `{new}`: links to the old addresses will"
        " break",
        "restore `permalink` or `languages` if this was not intended, or set up redirects on the"
        " host",
    ),
    "K0211": error(
        "the article has {count} terms; {most} are allowed",
        "keep at most {most} terms in all taxonomies together; this is the first one over the"
        " limit",
    ),
    "K0213": error(
        "two files or folders have the name `{name}`: one in Unicode form NFC, the other in NFD",
        "keep one of the two; `ls | xxd` shows which is which",
    ),
    "K0214": warning(
        "the alias `{alias}` has a query, which static hosts ignore: this former address will not"
        " redirect",
        "redirect on the web server, with nginx for example by"
        ' `if ($request_uri = "{request}") {{ return 301 {address}; }}`, and remove the alias',
    ),
    "K0215": warning(
        "the menu or the front page names the page `{name}`, which `{lang}` does not have"
        "{suggestion}",
        "write that page, or fix `menu` under [pages] or `blocks` under [front]; a label for some"
        " languages is a table,"
        ' `{name} = {{ en = "…" }}`',
    ),
    "K0217": warning(
        "the logo `{logo}` does not exist",
        "add the file, or fix `logo` under [theme] in kazarchive.toml",
    ),
    "K0218": error(
        "this file cannot be published at `{address}`, the address of {owner}",
        "{hint}",
    ),
    "K0216": error(
        "`{address}` cannot be the address of an article: {reason}",
        "write it from the root of the site, for example `/2022/cap/` or `/old/page.html`;"
        " it can contain `:year`, `:month`, `:day`, `:title` and `:slug`",
    ),
}

FILES: dict[str, Wording] = {
    "K0301": error("this is {what}, not a file", "move it out of the folder"),
    "K0302": error(
        "this symbolic link points outside the project, to `{target}`",
        "replace the link with a copy of the file",
    ),
    "K0303": error("the file cannot be read: {reason}", "check its permissions and its disk"),
    "K0304": error("the file changed or disappeared during the build", "run the command again"),
    "K0305": warning("symbolic links to folders are not followed", "move the folder here"),
    "K0306": error(
        "the {what} folder does not exist",
        "set `folder` under [{what}s] to the right one; nothing was removed",
    ),
    "K0310": error(
        "the image `{image}` cannot be shown: {reason}",
        "save it again as JPEG or PNG: at most 40,000,000 pixels and 20,000,000 bytes, animations"
        " at most 200 frames; or set `enabled = false` under [images] in kazarchive.toml",
    ),
    "K0311": error(
        "this Pillow cannot write {formats}",
        "install Pillow from PyPI, or remove it from `formats` under [images]",
    ),
    "K0312": error(
        "the image `{image}` is not published: {reason}",
        "export it as JPEG or PNG; HEIC is converted after `pip install 'kazarchive[heic]'`, and an"
        " iPhone makes JPEG with Settings, Camera, Formats, Most Compatible",
    ),
    "K0313": error(
        "`{image}` is not published: {reason}",
        "save it without this data, for example with `exiftool -all= FILE` or"
        " `ffmpeg -i FILE -map 0:v -map 0:a? -map_metadata -1 -c copy NEW`",
    ),
    "K0314": warning(
        "`{image}` is published unchanged and reveals {reason}",
        "save it without this data, a photograph with `exiftool -all= FILE`; images beside an"
        " article are converted if [images] is enabled",
    ),
    "K0315": warning(
        "`{image}` will not play: {reason}",
        "export it again: a video as MP4 with H.264 and AAC or as WebM, a sound as MP3",
    ),
}
