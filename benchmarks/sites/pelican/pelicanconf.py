SITENAME = "Benchmark archive"
SITEURL = "https://archive.example"
PATH = "content"
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = []
PAGE_PATHS = []
OUTPUT_PATH = "public"
THEME = "theme"
TIMEZONE = "Asia/Almaty"
DEFAULT_LANG = "en"

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/" + ARTICLE_URL
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
# An article in a second language is listed like any other, as on the other sides.
ARTICLE_TRANSLATION_ID = None

TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
DEFAULT_PAGINATION = 100
PAGINATED_TEMPLATES = {"tag": None, "author": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
DIRECT_TEMPLATES = ["index", "tags", "authors"]
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "authors/index.html"

USE_FOLDER_AS_CATEGORY = False
CATEGORY_SAVE_AS = ""

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
