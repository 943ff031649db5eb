"""Texts of this project, and sentences in languages that it does not speak."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]


def texts(lang: str) -> list[str]:
    """Articles and stories in `kk` or `ru`, as files have them."""
    files = [*PROJECT.glob(f"tests/stories/{lang}/*.txt"), *PROJECT.glob(f"articles/*/*.{lang}.md")]
    return [file.read_text("utf-8") for file in sorted(files)]


def pieces(text: str, letters: int) -> list[str]:
    """A text in pieces of so many letters; what is left over is in none."""
    return [text[n : n + letters] for n in range(0, len(text) - letters + 1, letters)]


def in_code_page(text: str, codec: str) -> str:
    """A text in the characters of a code page: other dashes and quotation marks, no others."""
    plain = text.translate(str.maketrans("—–“”„‘’…", '--"""\'\'.'))
    return plain.encode(codec, "ignore").decode(codec)


OTHERS = {
    "uk": (
        "Уряд оголосив про нові правила перевезення вантажів між містами країни.",
        "Європейські країни домовилися про спільний ґрант для їхніх університетів.",
        "Її сім’я переїхала до Києва, коли місто відбудовували після війни.",
        "У січні до лікарні приїздили лікарі з інших областей, щоб допомогти хворим.",
        "Мій дядько має поля біля річки, де росте пшениця; її збирають у серпні.",
    ),
    "be": (
        "Урад абвясціў новыя правілы для перавозкі грузаў паміж гарадамі краіны.",
        "Ён расказаў, што жыхары вёскі ўжо даўно чакаюць рамонту дарогі і новай школы.",
        "Яна была ў Мінску, калі ўсе аўтобусы спыніліся з-за моцнага снегу.",
        "Дзяўчынка прачытала ўвесь верш, і настаўнік паставіў ёй найлепшую адзнаку.",
    ),
    "bg": (
        "Правителството обяви нови правила за превоз на стоки между градовете.",
        "Хората от това селище отдавна чакат пътят да бъде поправен.",
        "Дъщеря му вчера пътуваше за София, но влакът закъсня заради снега.",
    ),
    "sr": (
        "Влада је објавила нова правила за превоз робе између градова у целој земљи.",
        "Људи из тог насеља већ дуго чекају да се поправи пут и отвори нова школа.",
        "Његова ћерка је јуче путовала у Београд, али је воз због снега каснио.",
        "Свађа око ђачких оцена трајала је данима, док није сазвана седница.",
    ),
    "mk": (
        "Владата објави нови правила за превоз на стоки меѓу градовите во земјата.",
        "Неговата ќерка вчера патуваше кон Скопје, но возот доцнеше поради снегот.",
        "Ѕвездите се гледаа јасно, а ѓаците од селото чекаа автобус за училиште.",
        "Ќе има повеќе места за учење, рече министерот, куќите ќе бидат обновени.",
    ),
}
"""Cyrillic languages of which windows-1251 has every letter."""

WESTERN = {
    "en": (
        "The café was closed on Tuesday, and the naïve visitors waited outside.",
        "“We will wait,” the mayor said — the price isn’t known yet.",
        "It cost £5, and 20° was normal – so the résumé of the year says.",
    ),
    "de": (
        "Die Regierung kündigte neue Regeln für den Güterverkehr zwischen den Städten an.",
        "Während der Übung fuhren ältere Züge über die Brücke.",
        "Öffentliche Schulen öffnen früher, sagte der Bürgermeister.",
    ),
    "fr": (
        "Le gouvernement a annoncé de nouvelles règles pour le transport à l’étranger.",
        "Où étaient les élèves ? Leur école a été fermée à cause de la neige.",
        "À Paris, l’été dernier, la forêt brûlait déjà près du château.",
    ),
}
