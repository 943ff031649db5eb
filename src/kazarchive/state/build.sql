-- What a build remembers for the next one.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every source file, and the signs by which an edit is noticed.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- article, media, page, static, template, other
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    ctime INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256
    racy INTEGER NOT NULL               -- edited so late that the signs could hide another edit
) WITHOUT ROWID;
CREATE INDEX source_folder ON source (folder);

-- Folders of sources whose files are all recorded: while the signs of all of them together are
-- the same, none of them is looked at.
CREATE TABLE folder (
    path TEXT PRIMARY KEY,
    signs TEXT NOT NULL,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

-- The articles that are news, as the last build saw it, where the site has a news sitemap.
CREATE TABLE recent (path TEXT PRIMARY KEY) WITHOUT ROWID;

-- What is known of the image files (catalogue/images.py), and of other files that must not be
-- published or that tell more than they show.
CREATE TABLE picture (
    path TEXT PRIMARY KEY,
    facts TEXT,                         -- JSON: [width, height, [[step, width], …], [format, …],
                                        -- alt, caption, credit]; empty: it is not published; NULL:
                                        -- it is published as it is
    fault TEXT,                         -- why it is not, or what it tells
    fault_code TEXT,                    -- of the problem
    made TEXT                           -- where its sizes are kept; NULL: they were not made
) WITHOUT ROWID;
CREATE INDEX picture_to_make ON picture (path) WHERE made IS NULL AND facts <> '';
CREATE INDEX picture_made ON picture (made) WHERE made IS NOT NULL;
CREATE INDEX picture_unfit ON picture (path) WHERE fault IS NOT NULL;

-- What search keeps of each article (rules/search_index.py), if the archive has search.
CREATE TABLE vocabulary (
    article INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);

-- Who owns an address: an article, its aliases, the media beside it; a page without a date.
CREATE TABLE claim (
    key TEXT NOT NULL,                  -- the address without case and Unicode form
    path TEXT NOT NULL,                 -- of the article or page
    address TEXT NOT NULL,
    source TEXT NOT NULL,               -- of a media file; else empty
    PRIMARY KEY (key, path, source)
) WITHOUT ROWID;
CREATE INDEX claim_path ON claim (path);
CREATE INDEX claim_source ON claim (source) WHERE source <> '';

-- Where articles stood when they were touched, until the site is published (catalogue/moves.py).
CREATE TABLE stood (
    path TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    key TEXT NOT NULL                   -- as in `claim`
) WITHOUT ROWID;

-- What is wrong without being fatal, until its file changes.
CREATE TABLE problem (
    path TEXT NOT NULL,
    about TEXT NOT NULL,                -- text, links, counted, check, later, or media: if the file
                                        -- is there
    place TEXT NOT NULL,                -- JSON
    code TEXT NOT NULL,
    detail TEXT NOT NULL                -- JSON
);
CREATE INDEX problem_path ON problem (path);

-- What stands in the output folder.
CREATE TABLE page (
    address TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256; empty: not known, or not what we published
    size INTEGER NOT NULL,
    mtime INTEGER,                      -- signs of the file; NULL: not known
    inode INTEGER
) WITHOUT ROWID;

-- What is still to be rendered; kept until it is published, so that no crash loses a change.
-- One address may wait under two kinds: an alias where an article stood, and the other way round.
CREATE TABLE pending (
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (kind, address)
) WITHOUT ROWID;

-- Bodies that this build has rendered while reading and will show in pages: slices of files in the
-- state folder. Emptied when a build begins.
CREATE TABLE spool (
    path TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    start INTEGER NOT NULL,
    size INTEGER NOT NULL
) WITHOUT ROWID;

-- What is rendered and waits to be published: the journal. With `publishing` in meta, the staged
-- files are being renamed into place, and the next build finishes that.
CREATE TABLE staged (
    address TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    digest TEXT,                        -- NULL: the page is to be removed
    size INTEGER,
    mtime INTEGER,
    inode INTEGER,
    file TEXT                           -- in the staging folder; NULL: nothing to write
) WITHOUT ROWID;
CREATE INDEX staged_kind ON staged (kind, address);
