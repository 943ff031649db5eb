"""Small folders of other generators, with titles in three languages."""

from pathlib import Path

HUGO = {
    "hugo.toml": 'baseURL = "https://blog.example/"\ntitle = "Жазбалар"\n'
    'defaultContentLanguage = "kk"\n[languages.kk]\n[languages.ru]\n'
    '[permalinks.page]\nposts = "/:year/:month/:slug/"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\n---\nText.\n",
    "content/posts/a.md": '+++\ntitle = "Қазақ тілі"\ndate = 2022-01-05\n+++\nМәтін.\n',
    "content/posts/a.ru.md": '+++\ntitle = "Казахский язык"\ndate = 2022-01-05\n+++\nТекст.\n',
    "content/posts/b/index.md": "---\ntitle: B\ndate: 2022-01-06\nurl: /own/\n---\n{{< x >}}\n",
    "static/x.png": "",
    "public/index.html": "",
}
JEKYLL = {
    "_config.yml": "title: Жазбалар\nurl: https://blog.example\nbaseurl: /notes\n"
    "timezone: Asia/Almaty\npermalink: /:categories/:year/:title/\nlang: en\n",
    "_posts/2022-01-05-My_First.md": "---\ntitle: First\ncategories: News Old\n---\nText.\n",
    "_posts/2022-01-06-bare.md": "Text.\n",
    "ru/_posts/2022-01-05-My_First.md": "---\ntitle: Первая\n---\nТекст.\n{: .note}\n",
    "_site/_posts/2022-01-05-x.md": "",
    "about.md": "---\ntitle: About\n---\n",
    "assets/x.png": "",
}
PELICAN = {
    "pelicanconf.py": "import os\nSITENAME = 'Жазбалар'\nSITEURL = 'https://blog.example'\n"
    "DEFAULT_LANG = 'kk'\nPATH = 'content'\nTIMEZONE = os.environ['TZ']\n"
    "ARTICLE_SAVE_AS = '{date:%Y}/{slug}.html'\n",
    "content/a.md": "Title: Қазақ тілі\nDate: 2022-01-05\nTags: oil, gas\n\nМәтін.\n",
    "content/b.md": "Title: Казахский\nDate: 2022-01-05\nLang: ru\n\nТекст.\n",
    "content/c.rst": "C\n=\n",
    "content/pages/about.md": "Title: About\n\nText.\n",
}
NIKOLA = {
    "conf.py": "BLOG_TITLE = 'Notes'\nSITE_URL = 'https://blog.example/'\nDEFAULT_LANG = 'en'\n"
    "TRANSLATIONS = {DEFAULT_LANG: '', 'ru': './ru'}\nPRETTY_URLS = False\n"
    "POSTS = (('posts/*.rst', 'posts', 'post.tmpl'), ('posts/*.md', 'blog', 'post.tmpl'))\n"
    "print(open('/no/such/file'))\n",
    "posts/Қазақ Тілі.md": "<!--\n.. title: A\n.. date: 2022-01-05 10:00:00 UTC\n-->\n\nText.\n",
    "posts/2022-b.ru.md": ".. title: B\n.. date: 2022-01-06 10:00:00 UTC+05:00\n\nТекст.\n",
}

ZOLA = {
    "config.toml": "base_url = 'https://blog.example'\ntitle = 'Notes'\ndefault_language = 'en'\n"
    "taxonomies = [{name = 'regions'}]\n[languages.kk]\n",
    "content/_index.md": "+++\ntitle = 'Home'\n+++\n",
    "content/news/2022-01-05-It's old.md": "+++\ntitle = 'A'\naliases = ['old/a']\n"
    "[taxonomies]\nregions = ['West']\n+++\nSee [b](@/news/b.md).\n",
    "content/news/b.md": "+++\ntitle = 'B'\npath = '2022/01/06/Own'\n+++\n{{ x() }}\n",
    "content/news/b.kk.md": "+++\ntitle = 'Б'\ndate = 2022-01-06\n+++\nМәтін.\n",
    "static/x.png": "",
}
HEXO = {
    "_config.yml": "title: Жазбалар\nurl: https://blog.example\nroot: /blog/\n"
    "language: [kk, ru]\ntimezone: Asia/Almaty\npermalink: :year/:title/\n"
    "new_post_name: :year-:month-:day-:title.md\n",
    "source/_posts/2022-01-05-Gaz.md": "---\ntitle: Газ\n---\n{% post_link b Екінші %}\n"
    "<!-- more -->\n{% youtube x %}\n",
    "source/_posts/b.md": "---\ntitle: B\ndate: 2022-01-06\nlang: ru\n---\nТекст.\n",
    "source/about/index.md": "---\ntitle: About\n---\nText.\n",
}
ELEVENTY = {
    ".eleventy.js": "module.exports = (c) => { process.exit(1); return {\n"
    "  dir: { input: './src' } };\n};\n",
    "src/news/news.json": '{"permalink": "/n/{{ page.fileSlug }}/"}',
    "src/news/2022-01-05-a.md": "---\ntitle: A\n---\nText.\n",
    "src/news/b.md": "---\ntitle: B\ndate: 2022-01-06\n---\n{{ title }}\n",
    "src/talks/talks.11tydata.js": "module.exports = { permalink: (data) => x };",
    "src/talks/2022-01-05-c.md": "---\ntitle: C\n---\nText.\n",
    "src/index.njk": "",
}
ASTRO = {
    "astro.config.ts": 'export default defineConfig({ site: "https://blog.example",\n'
    '  base: "/b", i18n: { defaultLocale: "en", locales: ["en", "kk"] } });\n',
    "src/pages/blog/[...slug].astro": "getCollection('news')",
    "src/content/news/First Post.md": "---\ntitle: A\npubDate: 2022-01-05\n---\nText.\n",
    "src/content/news/kk/b.md": "---\ntitle: Б\npubDate: 2022-01-06\n---\nМәтін.\n",
    "src/content/news/c.mdx": "---\ntitle: C\npubDate: 2022-01-06\n---\n<X />\n",
    "src/content/talks/d.md": "---\ntitle: D\ndate: 2022-01-05\n---\nText.\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
