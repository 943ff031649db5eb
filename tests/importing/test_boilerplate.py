"""Which closing paragraphs are no part of an article."""

import pytest

from archives import Archive
from importing.documents import body, one


@pytest.mark.parametrize(
    "appeal",
    [
        "Click to Donate",
        "» Click here to subscribe!",
        "Tap on the heart",
        "Donate now",
        "Share this article",
        "Follow us on Telegram",
        "Did you like this text? Share it, and subscribe to our letter.",
        "Subscribe to our newsletter for more news from Kazakhstan.",
        "This site lives on what its readers give. Please consider a donation.",
        "While you are here – please consider a gift to the archive.",
        "Пока вы здесь: архив живёт на пожертвования читателей.",
        "Если вам пригодился этот текст, подумайте о пожертвовании.",
        "Подписывайтесь на наш канал!",
        "Поделитесь этой статьёй с друзьями.",
        "Нажмите, чтобы поддержать архив",
        "Спасибо, что дочитали! Поддержите нас.",
        "Осы жерде отырғаныңызда: қайырымдылық жасап, қолдау көрсетуіңізді сұраймыз.",
        "Біздің арнамызға жазылыңыз!",
        "Бұл мақала ұнаса, достарыңызбен бөлісіңіз.",
        "Көмектесу үшін басыңыз",
    ],
)
def test_a_closing_appeal_is_left_out_and_said_so(trilingual: Archive, appeal: str) -> None:
    row = one(trilingual, f"Headline\n\n{appeal}\n\nText.\n\n{appeal}\n\n{appeal}\n", lang="en")
    assert row.left_out == (appeal, appeal)
    assert len(body(trilingual, row).split("\n\n")) == 2


@pytest.mark.parametrize(
    "ending",
    [
        "“Please donate to the fund”, he said.",
        "The fund received donations of 2 million tenge.",
        "Readers who want to subscribe to the bonds have until Friday.",
        "Share prices closed at 20 tenge.",
        "Support for the government fell.",
        "If you would like to be heard, write a letter.",
        "Thanks for the messages of encouragement!",
        "If you find a letter, call the archive.",
        "While you are reading this, the last troops leave.",
        "Подписка на облигации закончилась.",
        "Если вы хотите помочь пострадавшим, пожертвования принимает фонд.",
        "«Поддержите нас», – сказал он.",
        "Қолдау көрсеткен хабарларыңызға рақмет!",
        "Қайырымдылық қоры көмек көрсетті.",
        "While you're here, please donate. " + "This explains a lot. " * 40,
        "* The number covers civilians.",
    ],
)
def test_a_closing_paragraph_of_news_is_no_appeal(trilingual: Archive, ending: str) -> None:
    row = one(trilingual, f"Headline\n\nText.\n\n{ending}\n", lang="en")
    assert row.left_out == ()
    assert row.recognised
    assert row.recognised.paragraphs == 2
