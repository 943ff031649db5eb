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


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
