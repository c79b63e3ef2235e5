"""The day on which a document was published, where only its own head tells it."""

import pytest

from kg.language import analyse
from kg.language.datelines import lead, opening, published, signed
from kg.language.times import moments
from kg.model import Document


def document(text, day=None):
    return Document(name="example.txt", text=text, sha256="0" * 64, published=day)


HEADS = [
    ("RIGA, 12 March 2019 (Wire) - Two clerks were held.", "2019-03-12"),
    ("Orla Harbour, Velmoria, June 3, 2014 -- Two clerks were held.", "2014-06-03"),
    ("Riga, 5 Nov 87 (Wire) -- [Text] Two clerks were held.", "1987-11-05"),
    ("Clerks held\n\nFriday, 8 May 2009\n\nTwo clerks were held.", "2009-05-08"),
    ("Clerks held\n\nPosted: 3 June 2014, 12:05 pm\n\nTwo clerks were held.", "2014-06-03"),
    ("Clerks held\n\n2014-06-03\n\nTwo clerks were held.", "2014-06-03"),
    ("On 12 March 2019 two clerks were held.", None),
    ("RIGA, 12 March (Wire) - Two clerks were held.", None),
    ("RIGA, 31 February 2019 (Wire) - Two clerks were held.", None),
    ("8 May 2009\n\n9 May 2009\n\nTwo clerks were held.", None),
    ("8 May 2009 was a day that nobody in the town forgot.\n\nTwo clerks were held.", None),
]


@pytest.mark.parametrize(("text", "day"), HEADS)
def test_a_head_tells_the_day_by_a_dateline_or_a_line_of_its_own(text, day):
    assert published(document(text)) == day


def test_metadata_go_before_the_head():
    assert published(document(HEADS[0][0], "2019-03-14")) == "2019-03-14"


def test_weekdays_are_seen_from_the_day_that_the_head_tells():
    text = "RIGA, 14 March 2019 (Wire) - Two clerks were held on Monday."
    (sentence,) = analyse(document(text)).sentences
    told = {moment.selector.exact: moment.edtf for moment in moments(sentence, document(text))}
    assert told["Monday"] == "2019-03-11"


def test_a_head_of_one_long_line_is_read_in_linear_time():
    assert published(document("A, " * 300_000)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("RIGA, March 14 (Wire) - Two clerks were held on Monday.", ["Monday"]),
        ("Orla Harbour, 14 March 2019 (Wire) -- Two clerks were held.", []),
        ("RIGA, 14 March \u2014 Two clerks were held on Monday.", ["Monday"]),
        ("Police said on March 14 that two clerks were held: a man and a woman.", ["March 14"]),
        ("In Riga, March 14 - the day of the vote - was calm.", ["March 14"]),
    ],
)
def test_the_day_in_a_dateline_is_no_time_of_what_the_sentence_tells(text, told):
    (sentence,) = analyse(document(text)).sentences
    assert [moment.selector.exact for moment in moments(sentence, document(text))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("RIGA, March 14 (Wire) - Two clerks left.", (24, 24, 24)),
        ("RIGA/ORLA (Wire) - Two clerks left.", (19, 0, 19)),
        ("(Riga) \u2013 Two clerks left.", (9, 0, 9)),
        ("ORLA (31 May 2023) \u2013 Two clerks left.", (21, 21, 21)),
        ("RIGA, 14 March \u2014 Two clerks left.", (17, 17, 0)),
        ("RIGA, Ohio - Two clerks left.", (13, 0, 0)),
        ("Riga (also, the port): Two clerks left.", (0, 0, 0)),
        ("Ann Roy (Wire):\u201cTwo clerks left.\u201d", (0, 0, 0)),
    ],
)
def test_a_dateline_is_told_with_its_day_and_whether_an_agency_signs_it(text, told):
    assert (lead(text), opening(text), signed(text)) == told
