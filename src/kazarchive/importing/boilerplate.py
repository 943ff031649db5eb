"""Which paragraphs are not part of the article: those that the site names, and closing appeals to
donate, subscribe, share or follow.

A paragraph is an appeal if it is the label of a button, or if it opens by addressing the reader and
also asks for something: a news text about donations does only one of the two. A paragraph that
opens with a quotation mark is a quotation and never an appeal.
"""

import re
from collections.abc import Sequence

LONGEST = 700
"""Characters; a longer paragraph is not an appeal."""

LONGEST_BUTTON = 80

_BUTTONS = (
    # English
    r"(?:click|tap) (?:to|here|on|below|the)\b.*",
    r"(?:donate|subscribe)(?: (?:now|here|today|to|for|via)\b.*)?",
    r"share(?: (?:this|on|via|with)\b.*)?",
    r"(?:follow|support|join) us\b.*",
    r"sign up\b.*",
    # Russian
    r"(?:нажмите|кликните|жмите)\b.*",
    r"пожертвовать(?: (?:сейчас|здесь|на)\b.*)?",
    r"(?:подписаться|поделиться)(?: (?:на|в|с|этим|этой|статьёй|статьей)\b.*)?",
    r"поддержать(?: (?:нас|наш|архив|проект|редакцию)\b.*)?",
    r"(?:подпишитесь|подписывайтесь|поделитесь|читайте нас|следите за нами)\b.*",
    # Kazakh
    r".*\bбасыңыз(?:дар)?",
    r"(?:жазылыңыз|бөлісіңіз|қолдаңыз)(?:дар)?\b.*",
    r"(?:жазылу|бөлісу|қолдау(?: көрсету)?|қайырымдылық жасау)",
)

_OPENINGS = (
    # English
    r"while you(?:['’]re| are)\b",
    r"before you (?:go|leave)\b",
    r"(?:did|do) you (?:like|love|enjoy|find|value|appreciate)\b",
    r"if you (?:like|love|enjoy|find|found|value|appreciate)d?\b",
    r"(?:please|consider|help us|thank you for reading|thanks for reading)\b",
    r"support (?:us|our|this|independent)\b",
    r"(?:donate|subscribe|sign up|share this|(?:follow|join|like) us|become an? \w+)\b",
    r"(?:we|(?:this|our) (?:site|archive|text|work|newsroom|journalism)) "
    r"(?:need|live|rel(?:y|ies)|depend)s?\b",
    # Russian
    r"пока вы (?:здесь|читаете|не ушли)\b",
    r"если (?:вам (?:при|по|был|это|наш|важ|интерес)|вы (?:дочитали|цените|читаете|любите|нашли))",
    r"если (?:этот|эта|это|наш) ",
    r"(?:пожалуйста|помогите нам|спасибо, что|понравил(?:ся|ась|ось))\b",
    r"(?:поддержите|поделитесь|подпишитесь|подписывайтесь|присоединяйтесь|станьте|сделайте)\b",
    r"(?:читайте нас|следите за нами)\b",
    # Kazakh
    r"(?:осы жерде|біздің|бізді|бізге|өтінеміз|құрметті оқырман)",
    r"(?:егер )?(?:бұл|осы) (?:мәтін|мақала|материал|мұрағат|сайт)",
    r"егер (?:сізге|біздің)\b",
    r"(?:жазылыңыз|бөлісіңіз|қолдаңыз|көмектесіңіз|қайырымдылық жасаңыз)",
)

_REQUESTS = (
    # English
    r"\bdonat(?:e|ing|ions?)\b|\bsubscri(?:be|bing|ptions?)\b|\bsign(?:ing)? up\b",
    r"\b(?:follow|join|help|like|support(?:ing)?) us\b|\bshar(?:e|ing) (?:this|it|our)\b",
    r"\bsupport(?:ing)? (?:our|this|independent)\b|\bbecome an? (?:member|supporter|subscriber)\b",
    r"\b(?:an?|your|every) (?:small )?(?:gift|contribution)\b",
    # Russian
    r"\bпожертв|\bдонат|\bпод(?:пишитесь|писывайтесь)|\bподписк[уаио]\b|\bподдержите\b",
    r"\bподдержать (?:нас|наш|архив|редакцию|проект)|\bподелитесь\b|\bприсоединяйтесь\b",
    r"\b(?:читайте нас|следите за нами|помогите нам)\b",
    # Kazakh: a verb of asking with the polite imperative
    r"\b(?:көмектес|қолда|жазыл|бөліс|жаса|көрсет|аудар)\w*ң[ыі]з",
)

_DECORATION = re.compile(r"""[^\w"'“”„«‘’]+""")
_BUTTON = re.compile("|".join(_BUTTONS))
_OPENING = re.compile("|".join(_OPENINGS))
_REQUEST = re.compile("|".join(_REQUESTS))


def is_appeal(paragraph: str) -> bool:
    """Whether a closing paragraph, given on one line, asks the reader for something."""
    folded = paragraph.lower()
    ornament = _DECORATION.match(folded)
    folded = folded[ornament.end() if ornament else 0 :]
    if len(folded) <= LONGEST_BUTTON and _BUTTON.fullmatch(folded.rstrip(" .!…»>→")):
        return True
    return len(folded) <= LONGEST and bool(_OPENING.match(folded) and _REQUEST.search(folded))


def divided(
    paragraphs: Sequence[str], patterns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of the article, and those left out: those in which a pattern of the site is
    found, and the appeals at the end of the rest."""
    named = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    left = {
        number
        for number, paragraph in enumerate(paragraphs)
        if any(pattern.search(paragraph) for pattern in named)
    }
    for number in reversed(range(len(paragraphs))):
        if number not in left:
            if not is_appeal(paragraphs[number]):
                break
            left.add(number)
    kept = tuple(text for number, text in enumerate(paragraphs) if number not in left)
    return kept, tuple(paragraphs[number] for number in sorted(left))
