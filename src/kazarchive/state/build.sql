-- What a build remembers for the next one.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every source file, with the stat by which an edit is noticed.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- article, media, page, person, static, template, other
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    ctime INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256
    racy INTEGER NOT NULL               -- edited so late that the stat could hide another edit
) WITHOUT ROWID;
CREATE INDEX source_folder ON source (folder);

-- Folders of sources whose files are all recorded: while the signature of all of them together is
-- the same, none of them is looked at.
CREATE TABLE folder (
    path TEXT PRIMARY KEY,
    signs TEXT NOT NULL,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

-- The articles that were news at the last build, if the site has a news sitemap.
CREATE TABLE recent (path TEXT PRIMARY KEY) WITHOUT ROWID;

-- The articles that were pinned at the last build (catalogue/current.py).
CREATE TABLE pinned (path TEXT PRIMARY KEY) WITHOUT ROWID;

-- What is known of image files (catalogue/images.py), and of other files that must not be published
-- or that reveal more than they show.
CREATE TABLE picture (
    path TEXT PRIMARY KEY,
    facts TEXT,                         -- JSON: [width, height, [[step, width], …], [format, …],
                                        -- alt, caption, credit]; empty: it is not published; NULL:
                                        -- it is published as it is
    fault TEXT,                         -- why it is not published, or what it reveals
    fault_code TEXT,                    -- the code of the problem
    made TEXT                           -- the folder of its variants; NULL: they are not made
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
    source TEXT NOT NULL,               -- the path of a media file; otherwise empty
    PRIMARY KEY (key, path, source)
) WITHOUT ROWID;
CREATE INDEX claim_path ON claim (path);
CREATE INDEX claim_source ON claim (source) WHERE source <> '';

-- The published addresses of articles that were touched, until the site is published again
-- (catalogue/moves.py).
CREATE TABLE stood (
    path TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    key TEXT NOT NULL                   -- as in `claim`
) WITHOUT ROWID;

-- Warnings about a file, until it changes.
CREATE TABLE problem (
    path TEXT NOT NULL,
    about TEXT NOT NULL,                -- text, links, counted, check, later, repeated; media: only
                                        -- if the file exists
    place TEXT NOT NULL,                -- JSON
    code TEXT NOT NULL,
    detail TEXT NOT NULL                -- JSON
);
CREATE INDEX problem_path ON problem (path);

-- The published files.
CREATE TABLE page (
    address TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256; empty: not known, or not what we published
    size INTEGER NOT NULL,
    mtime INTEGER,                      -- the stat of the file; NULL: not known
    inode INTEGER
) WITHOUT ROWID;

-- The plan of what to render; kept until it is published, so that no crash loses a change.
-- An address may be planned for two kinds: an alias in the place of an article, or the reverse.
CREATE TABLE pending (
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (kind, address)
) WITHOUT ROWID;

-- Bodies that this build rendered while reading and will use in pages: slices of files in the state
-- folder. Emptied when a build starts.
CREATE TABLE spool (
    path TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    start INTEGER NOT NULL,
    size INTEGER NOT NULL
) WITHOUT ROWID;

-- The journal: what is rendered and waits to be published. If `publishing` is in meta, the staged
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
