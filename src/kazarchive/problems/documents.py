"""Errors of `init` and `new`, and of the documents of an import."""

from kazarchive.problems.wording import USAGE, Wording, error, warning

DOCUMENTS: dict[str, Wording] = {
    "K0801": error(
        "the folder is not empty", "name a new folder, or empty this one yourself", USAGE
    ),
    "K0802": error("`{path}` already exists", "choose another title, or edit that article", USAGE),
    "K0803": error(
        "the document has no text below its headline",
        "write the headline on the first line and the text below it",
    ),
    "K0804": error(
        "the document has changed since `{path}` was made of it",
        "copy the changes into that article yourself, or remove it and import again",
    ),
    "K0805": warning(
        "this file has no format that is recognised and is skipped",
        "`kazarchive import --formats` lists the formats, `--from NAME` chooses one",
    ),
    "K0806": error("this document cannot become an article: {reason}", "{hint}", USAGE),
    "K0807": error(
        "`{path}` would not be an article: no pattern of `include` matches it",
        'add "**/*.md" to `include` under [articles] in kazarchive.toml',
        USAGE,
    ),
    "K0808": error(
        "{what} cannot be read here: the package `{package}` is not installed",
        "run `pip install 'kazarchive[import]'`",
        USAGE,
    ),
    "K0809": warning(
        "the document has nearly the same text as `{path}` ({share}) and is skipped",
        "leave out `--doubles skip` to import it",
    ),
    "K0810": error(
        "this document cannot be read: {reason}",
        "please report it; the other documents are imported",
    ),
    "K0820": warning(
        "the encoding of this document is uncertain: {reason}",
        "look at the article; if its letters are wrong, remove it and import the document again"
        " with `--encoding NAME`",
    ),
    "K0821": warning(
        "this is not {encoding}{bytes}, so the article has `�` here{more}",
        "write into the article what is missing",
    ),
    "K0822": warning(
        "this is not {encoding} but {other}, and was read as such{more}",
        "see whether the article has the right letters here",
    ),
    "K0823": warning(
        "the date `{written}` is uncertain: {reason}",
        "give the date of this document with `--date`",
    ),
    "K0824": warning(
        "this draft was edited, so it does not get the date of its document",
        "write `date: {date}` into it in place of `draft: true`",
    ),
    "K0825": error(
        "the encoding of this document is not recognised",
        "name it with `--encoding NAME`, or save the document as UTF-8; is it a text?",
    ),
    "K0826": error(
        "`{name}` is not an encoding that can be read{suggestion}", "name one of {known}", USAGE
    ),
    "K0830": error(
        "this `{what}` of the export cannot be read: {reason}",
        "export again, or repair the file here; what stands before and after it is imported",
    ),
    "K0831": warning(
        "the export ends before `</rss>`: it is not whole",
        "export again, with less at a time if the server stops; what is there is imported",
        of_file=True,
    ),
    "K0832": warning(
        "`{title}` is in the trash and is left out",
        "restore it in WordPress and export again, if you want it",
    ),
    "K0833": warning(
        "items of the type `{type}` are left out: {count}",
        "they belong to the software of the site; nothing is to be done",
        of_file=True,
    ),
    "K0834": error(
        "this element of the export has more than {most} and is left out",
        "is it a file that was pasted into a text? remove it in WordPress and export again",
    ),
    "K0835": warning(
        "the languages of texts are in WPML and not in this export",
        "export with the add-on WPML Export and Import; otherwise set `lang` and `translation_key`",
        of_file=True,
    ),
    "K0836": error(
        "this export holds no item",
        "export again in WordPress: Tools → Export → All content",
        USAGE,
    ),
    "K0840": error(
        "this entry of the feed cannot be imported: {reason}",
        "repair it in a copy of the file; the other entries are not affected",
    ),
    "K0841": error(
        "the file is not a whole feed: {reason}",
        "get the whole file; the entries before this place are imported",
        of_file=True,
    ),
    "K0842": warning(
        "the feed goes on at {url}, which is not fetched",
        "save that page, and import it too",
        of_file=True,
    ),
    "K0843": warning("there is no entry of a feed in this file", "nothing is lost"),
    "K0844": warning(
        "entries of the kind `{kind}` are not imported: {count}",
        "only posts and pages of Blogger are articles; keep the file for the rest",
        of_file=True,
    ),
    "K0850": error(
        "the generator of this folder is not recognised",
        "folders of {known} can be built as they are; for others, write a kazarchive.toml",
        USAGE,
    ),
    "K0851": error(
        "this folder has a kazarchive.toml already",
        "run `kazarchive build`; `init` overwrites nothing",
        USAGE,
    ),
    "K0852": error(
        "the configuration of the other generator cannot be read: {reason}",
        "fix it; it must also be valid for the other generator",
        USAGE,
    ),
    "K0853": error(
        "this folder has the files of several generators: {names}",
        "name the one that builds it with `--kind NAME`, or `--from NAME` of `import`",
        USAGE,
    ),
    "K0860": warning(
        "this page is a list of other pages and is skipped",
        "nothing is lost if those pages are imported",
    ),
    "K0861": error(
        "no article is recognised in this page",
        "if it has one that a script shows, save the page again in a browser; otherwise copy its"
        " text into a text file",
    ),
    "K0862": error(
        "this page is larger than what is read as one article: {what}",
        "save the text of its article as a page of its own, and import that",
    ),
    "K0863": error(
        "this MHTML file cannot be read: {reason}",
        "open it in a browser, and save the page again",
    ),
    "K0864": warning(
        "this page only leads to {url} and is skipped", "import the page at that address"
    ),
    "K0865": warning(
        "files in this folder that belong to pages are no documents: {count}",
        "images that an article shows come over with it; nothing is to be done",
        of_file=True,
    ),
    "K0867": error(
        "the zip file cannot be read: {reason}",
        "it is damaged or not whole; get it again, or let the program that made it repair it",
    ),
    "K0868": error(
        "`{name}` in this file cannot be read: {reason}",
        "it is damaged or not whole; get it again, or let the program that made it repair it",
    ),
    "K0869": error(
        "`{name}` in this file is too large: {reason}",
        "make a smaller file; one that you do not know may have been made to do harm",
    ),
    "K0870": error(
        "{what} is protected by a password",
        "open it in the program that made it, and save it without a password",
    ),
    "K0874": error(
        "this message cannot be imported: {reason}",
        "look at it in your mail program; the other messages are imported",
    ),
    "K0875": error(
        "the text of this message is in {envelope}",
        "open it in your mail program with its key, and save it as plain text",
    ),
    "K0876": error(
        "there is no message in this file", "is it an mbox? `--from NAME` chooses another format"
    ),
    "K0877": error(
        "this PDF file needs OCR: it has {letters} letters on {pages}",
        "it is made of pictures; let a program such as OCRmyPDF add a text to it",
    ),
    "K0878": error(
        "this PDF file has a password", "open it with its password, and save it without one"
    ),
    "K0879": error(
        "this PDF file cannot be read: {reason}",
        "open it in a viewer and print it into a new PDF file, or into several",
    ),
    "K0882": error(
        "the records of this capture cannot be told apart: they are compressed together",
        "compress each by itself: `pip install warcio`, then `warcio recompress OLD NEW`",
    ),
    "K0883": error(
        "this record of the capture cannot be read: {reason}",
        "capture the page again, or look for another copy of this file; the rest is imported",
    ),
    "K0884": warning(
        "this record of the capture is not as it was written: {reason}",
        "compare the article with another copy of the page; the file may be damaged",
        of_file=True,
    ),
    "K0885": warning(
        "there is no page in this capture; it has: {kinds}",
        "give all files of the capture together: its pages may be in another one",
        of_file=True,
    ),
    "K0886": warning(
        "not imported, since they are no pages: {kinds}",
        "images and files come over with the pages that show them; nothing is to be done",
        of_file=True,
    ),
    "K0887": warning(
        "the web archive is not what its own list says: {reason}",
        "get the file again if you can; what is in it is imported",
        of_file=True,
    ),
    "K0888": warning(
        "attachments of the export that no text names are left out: {count}",
        "they are still among the uploads of the site; nothing is to be done",
        of_file=True,
    ),
    "K0889": error(
        "this `{what}` of the export cannot be read: {reason}",
        "export again, or repair the file here; the posts that refer to it name it otherwise",
        of_file=True,
    ),
    "K0890": error(
        "the original of this article is not in `{folder}`",
        "import its source again with `--originals`; its SHA-256 is {sha256}",
    ),
    "K0891": error(
        "this original of `{path}` is damaged: its SHA-256 is {sha256}",
        "put a copy of it in its place; its name begins with the SHA-256 that it must have",
    ),
    "K0892": error(
        "this original cannot be read again: {reason}",
        "its bytes are intact; name its encoding with `--encoding`, if that is the reason",
    ),
    "K0893": error(
        "`{path}` exists and is no report of an import",
        "name another file; nothing was imported",
        USAGE,
    ),
    "K0894": error(
        "this document changed while it was imported, and is left out",
        "import it again once no other program writes it",
    ),
    "K0895": error(
        "texts in {what} are not imported",
        "convert it to Markdown, for example with pandoc, and import the folder again",
    ),
    "K0896": error(
        "this text cannot be read: {reason}",
        "repair it, or convert it to Markdown; the other texts are imported",
    ),
    "K0897": warning(
        "this file has no front matter with a title, so it is no text of the site, and is skipped",
        "nothing is to be done, unless the generator has shown it",
    ),
    "K0880": error(
        "{what} cannot be read: {reason}",
        "open the file in a program for EPUB and save it again; the other chapters are imported",
    ),
    "K0881": error(
        "{what} is encrypted ({how})",
        "get an edition without protection; what is not encrypted is imported",
    ),
    "K0871": error(
        "this document cannot be read: {reason}",
        "open it in the program that made it, and save it again",
    ),
    "K0872": error(
        "this is a document of a program that is too old",
        "open it in Word or LibreOffice, and save it as .docx",
    ),
}
