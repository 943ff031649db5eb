-- What the archive contains: for pages, and for anyone who reads the catalogue by SQLite.

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT NOT NULL,            -- ISO 8601 in the archive's time zone
    timed INTEGER NOT NULL,             -- whether the author gave a time of day
    updated TEXT,
    modified TEXT NOT NULL,             -- updated or published, in UTC
    day TEXT NOT NULL,                  -- the local date
    instant INTEGER NOT NULL,           -- seconds since 1970 UTC
    summary TEXT NOT NULL,
    terms TEXT NOT NULL,                -- JSON: [[taxonomy, slug, name], …]
    image TEXT,                         -- JSON: [src, alt, caption, credit]
    image_address TEXT,
    image_source TEXT,                  -- the file, if it is one of this project
    translations TEXT NOT NULL,         -- the group that translations share
    aliases TEXT NOT NULL,              -- JSON: [address, …]
    media TEXT NOT NULL,                -- JSON: [[address, source path], …]
    title_html TEXT NOT NULL,           -- the title as HTML, if it has emphasis
    kicker TEXT,                        -- above the headline
    type TEXT NOT NULL,                 -- opinion …; empty: news
    series TEXT,                        -- JSON: [slug, name, part]
    live TEXT NOT NULL,                 -- of a live report: ongoing or ended
    report TEXT,                        -- JSON: its entries
    fields TEXT NOT NULL,               -- JSON: [[name, value], …] of the site's own fields
    indexed INTEGER NOT NULL,           -- whether search engines and search may know it
    pinned INTEGER,                     -- until when, in seconds since 1970 UTC
    lead INTEGER NOT NULL,              -- whether it is to lead the front page
    draft INTEGER NOT NULL,
    visible INTEGER NOT NULL,           -- neither draft nor future, as the last build saw it
    digest TEXT NOT NULL,               -- SHA-256 of the source file
    source TEXT,                        -- JSON: the record of origin
    license TEXT,
    extra TEXT NOT NULL,                -- JSON
    anchors TEXT NOT NULL,              -- JSON: ids in the body
    words INTEGER NOT NULL,             -- of the text, as it is written
    standfirst INTEGER NOT NULL,        -- whether the summary was written
    subtitle TEXT,                      -- below the headline
    layout TEXT                         -- the template of the site that shows it
);
CREATE INDEX article_order ON article (lang, day, instant, path) WHERE visible;
CREATE INDEX article_month ON article (substr(day, 1, 7), modified) WHERE visible AND indexed;
CREATE INDEX article_unindexed ON article (substr(day, 1, 7)) WHERE visible AND NOT indexed;
CREATE INDEX article_pinned ON article (pinned) WHERE visible AND pinned IS NOT NULL;
CREATE INDEX article_lead ON article (lang, day, instant, path) WHERE visible AND lead;
CREATE INDEX article_translations ON article (translations, lang, path) WHERE visible;
CREATE INDEX article_address ON article (address) WHERE visible;
CREATE INDEX article_hidden ON article (instant) WHERE NOT visible;
CREATE INDEX article_shown ON article (instant) WHERE visible;
CREATE INDEX article_draft ON article (path) WHERE draft;

-- The whole archive of a language (empty taxonomy and slug), or one term of a taxonomy.
CREATE TABLE facet (
    id INTEGER PRIMARY KEY,
    lang TEXT NOT NULL,
    taxonomy TEXT NOT NULL,
    slug TEXT NOT NULL,
    UNIQUE (lang, taxonomy, slug)
);

CREATE TABLE spelling (
    facet INTEGER NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (facet, name)
) WITHOUT ROWID;

CREATE TABLE membership (
    facet INTEGER NOT NULL,
    day TEXT NOT NULL,
    instant INTEGER NOT NULL,
    path TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (facet, day, instant, path)
) WITHOUT ROWID;

CREATE TABLE cell (
    facet INTEGER NOT NULL,
    period TEXT NOT NULL,               -- empty, 2022, 2022-01 or 2022-01-05; of the whole archive
                                        -- of a language also -01-05, that day of all years
    n INTEGER NOT NULL,
    PRIMARY KEY (facet, period)
) WITHOUT ROWID;

-- In how many articles a term stands beside another one of its taxonomy, and how they write the
-- other; each pair both ways.
CREATE TABLE together (
    facet INTEGER NOT NULL,
    other INTEGER NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (facet, other, name)
) WITHOUT ROWID;

-- The parts of each series, in the order of reading.
CREATE TABLE series (
    lang TEXT NOT NULL,
    slug TEXT NOT NULL,
    part INTEGER NOT NULL,              -- without a number: more than any number
    day TEXT NOT NULL,
    instant INTEGER NOT NULL,
    path TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (lang, slug, part, day, instant, path)
) WITHOUT ROWID;

-- What articles link to inside the project.
CREATE TABLE link (
    path TEXT NOT NULL,
    written TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- article, media, static, address, outside
    target TEXT NOT NULL,
    fragment TEXT NOT NULL,
    line INTEGER NOT NULL,
    day TEXT NOT NULL,                  -- of the article, as `instant` is: those that link to one
    instant INTEGER NOT NULL,           -- are read in their order
    PRIMARY KEY (path, written)
) WITHOUT ROWID;
CREATE INDEX link_target ON link (target, day, instant, path);

-- What the files of authors/ tell of authors.
CREATE TABLE person (
    path TEXT PRIMARY KEY,
    lang TEXT NOT NULL,
    facts TEXT NOT NULL                 -- JSON: name, slugs, role, links, photo …
) WITHOUT ROWID;

-- The pages without a date, from the files of pages/.
CREATE TABLE undated (
    path TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,                 -- that translations share
    summary TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the source file
    aliases TEXT NOT NULL,              -- JSON
    layout TEXT,                        -- the template of the site that shows it
    indexed INTEGER NOT NULL            -- whether search engines may index it
) WITHOUT ROWID;
