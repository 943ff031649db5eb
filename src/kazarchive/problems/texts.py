"""Wordings of problems with the text of an article, and of the findings of `check`."""

from kazarchive.problems.wording import Wording, error, warning

TEXTS: dict[str, Wording] = {
    "K0401": warning(
        "there is no article file `{target}`, or it has errors{suggestion}",
        "fix the link or that file",
    ),
    "K0402": warning(
        "this links to `{target}`, which is not published",
        "remove the link until that article is published: readers see plain text here",
    ),
    "K0403": warning(
        "`{target}` has no heading or footnote with the id `{fragment}`", "fix the `#fragment`"
    ),
    "K0404": warning(
        "there is no file `{target}` beside the articles or in static/{suggestion}",
        "fix the path, or add the file",
    ),
    "K0405": warning("`{target}` is outside this project", "link to a file of the project"),
    "K0406": error(
        "the Markdown engine failed on this article: {reason}",
        'find the passage by bisecting the text; `engine = "commonmark"` is more robust',
    ),
    "K0407": warning(
        "`{target}` has no alternative text",
        "describe it: `![what it shows](…)`, or `alt` under `image`",
        told="check",
    ),
    "K0408": warning(
        "no page of this site has the address `{target}`{suggestion}",
        "fix the link; an address that starts with `/` starts at the root of the site",
    ),
    "K0409": error(
        "the Markdown engine was stopped after {seconds} s of work on this article",
        'find the passage by bisecting the text; `engine = "commonmark"` is always fast',
    ),
    "K0410": error(
        "the text takes too long to check: {reason}",
        "reduce nesting, close every HTML tag, or split the article",
    ),
    "K0411": warning(
        "`{mark}` has no footnote, so readers see it as typed",
        "add it on a line of its own, `{mark}: …`, or write `\\` before it if it is not a footnote",
        told="check",
    ),
    "K0412": warning(
        "nothing in the text refers to the footnote `{mark}`",
        "write `{mark}` where it belongs, or remove the footnote",
        told="check",
    ),
    "K0413": warning(
        "the link to `{target}` has no text, so nobody can see it",
        "write where it leads: `[link text]({target})`",
        told="check",
    ),
    "K0414": warning(
        "the link `{text}` has no address",
        "write `[{text}](address)`, or the text alone",
        told="check",
    ),
    "K0415": warning(
        "heading level {level} follows {before}: a level is skipped",
        "write it as `{wanted}`: screen-reader users navigate by headings",
        told="check",
    ),
    "K0416": warning(
        "`<{tag}>` is removed from the page{more}",
        "write it in Markdown, or link to it; docs/articles.md lists the HTML that is allowed",
        told="gathered",
    ),
    "K0417": warning(
        "a URL that starts with `{scheme}:` is removed from the page{more}",
        "save an image as a file beside the article; a link may start with `https:`, `http:`,"
        " `mailto:`, `tel:`, `geo:` or `doi:`",
        told="gathered",
    ),
    "K0420": warning(
        "a comment starts here and is not closed: readers see it as text",
        "close it with `-->`, or put `<!--` in backquotes if readers should see it",
    ),
    "K0421": warning(
        "a comment {part} with `{nearly}`",
        "write `{wanted}`; other programs do not accept this form",
    ),
    "K0422": warning(
        "a comment starts inside this one, which hides {words}, up to line {line}",
        "close the first one with `-->` where it should end",
    ),
    "K0423": warning(
        "{words} of the text are removed from the page with `<{tag}>`",
        "close the element where it ends, or put its name in backquotes if readers should see it",
    ),
    "K0424": warning(
        "a code fence is not closed: everything down to line {line} is shown as code",
        "close it with a line of the same characters below the code; perhaps a fence above lost its"
        " end",
    ),
    "K0425": warning(
        "`{attribute}` of `<{tag}>` is removed from the page{more}",
        "remove it; docs/articles.md lists the HTML that is allowed",
        told="gathered",
    ),
    "K0426": warning(
        "`<{tag}>` is not closed, so readers see it as typed",
        "close it, or put it in backquotes if readers should see it",
        told="check",
    ),
    "K0427": warning(
        "`{mark}` is not markup here: readers see it as typed",
        "{help}; or put it in backquotes if readers should see it",
        told="check",
    ),
    "K0428": warning(
        "these lines start with four spaces, so readers see them as code",
        "start them at the margin, or put code between two lines of ```",
        told="check",
    ),
    "K0429": warning(
        "the URL `{target}` contains a space, so readers see the markup around it",
        "write `](<{target}>)`, or `%20` for each space",
    ),
    "K0430": error(
        "the page would be far longer than its text: {reason}",
        "give the rows of a table as many cells as its header has, use a long address once, or"
        " split the article",
    ),
    "K0431": warning(
        "`<{tag}>` is not closed, so it {effect}", "write `</{tag}>` where it should end"
    ),
    "K0432": warning(
        "these Kazakh letters are damaged: `{word}` was `{meant}`",
        "KZ-1048 was read as windows-1251; repair the file with {command}",
        told="check",
    ),
    "K0433": warning("`<{tag}>` is removed from the page{more}", "{help}", told="gathered"),
    "K0434": warning(
        "`{mark}` is a shortcode of another system: readers see it as typed{more}",
        "{help}; or put it in backquotes if readers should see it",
        told="gathered",
    ),
    "K0435": warning(
        "few browsers show an image like `{target}`",
        "export it as JPEG or PNG; a file beside the article is converted unless images are off",
    ),
    "K0441": error(
        "there is no block `{name}`{suggestion}",
        "use one of those in docs/articles.md, or add templates/blocks/{name}.html; to show the"
        " line as it is, write `\\:::`",
    ),
    "K0442": error(
        "the block `{name}` is not closed", "write `:::` on a line of its own where it ends"
    ),
    "K0443": error(
        "`:::` closes no block",
        "remove it, or begin a block before it: `:::aside`",
    ),
    "K0444": error(
        "this block cannot be read: {reason}",
        'write options as `{{name="value"}}` at the end of the line, and `:::` at the same level'
        " as its beginning",
    ),
    "K0445": error("there is no chart of type `{type}`{suggestion}", "the types are {known}"),
    "K0446": error(
        "this block has no figures to draw: {reason}",
        "put one table in it, with labels in the first column and numbers in the others, or name a"
        ' file: `{{file="figures.csv"}}`',
    ),
    "K0447": error(
        "the figures in `{file}` cannot be read: {reason}",
        "put a CSV file beside the article, in UTF-8, whose columns are separated by semicolons,"
        " tabs or commas",
    ),
    "K0448": error(
        "`{cell}` is not a number",
        "write digits only, for example `1 234,5`; leave the cell empty if the number is not known,"
        " and put the unit into `unit`",
    ),
    "K0449": error(
        "this row has {found} cells, the first row has {most}",
        "name each column in the first row; `\\|` is a bar within a cell, and in a CSV file a cell"
        " with a comma is written in quotation marks",
    ),
    "K0450": error(
        "this would be unreadable: {found}, of {most} at most",
        "leave out rows or columns, put several small ones together, or make two of it",
    ),
    "K0451": error(
        "`{name}` is no region of Kazakhstan{suggestion}",
        "write its name in Kazakh, Russian or English, or its code, such as `KZ-10`; leave out"
        " rows that are no region",
    ),
    "K0452": error(
        "`{name}` is a region that line {line} has already",
        "leave one of the two rows; `Almaty` is the city, `Almaty region` the region around it",
    ),
    "K0453": error(
        "`{time}` is not the time of an entry: {reason}",
        "write the time with 24 hours, `14:35`, on another day than that of the article with the"
        " day, `2022-01-06 14:35`",
    ),
    "K0454": warning(
        "the entry `{time}` stands after that of {before}, against the order of the others",
        "move it, or write the day where midnight has passed, `{late}`; readers get the entries in"
        " order of time",
    ),
    "K0455": warning(
        "the type is `live`, but no heading begins with a time",
        "begin the heading of each entry with its time, `## 14:35 First buses leave`, or choose"
        " another type",
    ),
    "K0456": warning(
        "the section `{title}` stands between entries and has no time: readers get it after them",
        "begin its heading with a time, lower its level, or move it before the first entry",
    ),
    "K0457": warning(
        "the entry of {time} is in the future",
        "fix it: feeds and search engines show this time as that of the last change",
        told="later",
    ),
    "K0440": warning(
        "the lead image `{target}` is neither a file of this project nor a URL",
        "put the file beside the article and write its name, or start with `https://`",
    ),
}

FINDINGS: dict[str, Wording] = {
    "K0901": warning(
        "`{first}` and `{second}` are both the `{lang}` version of one article",
        "give one of them another `translation_key`, or another `lang`",
    ),
    "K0902": warning(
        "`{first}` and `{second}` have the same title on one day",
        "is one of them a copy? If not, make the titles differ",
    ),
    "K0903": warning("no published article uses this file", "remove it, or link to it"),
    "K0904": warning(
        "the translations of `{group}` do not agree: {reason}",
        "translations of one article share their date; check `date` and `translation_key`",
    ),
}
