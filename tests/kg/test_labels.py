"""Statements that no word of saying tells: transcripts, names before a quotation, signatures."""

import pytest

from kg.model import Code, Document
from kg.reading import read

TALK = (
    "Ana Torres met Omar Haddad.\n\nTORRES: You came late. Why?\n\n"
    "HADDAD: The guard said that the gate was shut.\n\n{}TORRES: And then?\n\nHADDAD: I left."
)
SPOKEN = [
    ("Ana Torres: 'The mill is shut'\n\nShe runs it.", [("Ana Torres", "The mill is shut")]),
    ("“Nobody came to help us.”\n— Ana Torres, a baker", [("Ana Torres", "Nobody came to help us.")]),
    ("“Nobody came. He said so.” ― Dr. Omar Haddad.", [("Omar Haddad", "Nobody came. He said so.")]),
]
SILENT = [
    "Ana Torres: court opens the mill again",
    'Note: "The mill is shut."',
    'The plan, a "farce" - Ana Torres knew it - was dropped.',
    '"Nobody came to help us." - a sad day',
    "NOTE: The mill is shut.\n\nNOTE: The bridge is open.",
    "VELM: Police arrested Omar Haddad.",
]


def labelled(text):
    claims = read(Document(name="talk.txt", text=text, sha256="0" * 64)).claims
    return [claim for claim in claims if claim.extractor.startswith("statement/label.")]


def said(text):
    return [(c.first("speaker").selector.exact, c.first("contentText").exact) for c in labelled(text)]


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_a_name_beside_a_quotation_that_stands_alone_is_its_speaker(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_name_or_stands_beside_no_quotation_labels_nothing(text):
    assert said(text) == []


def test_labels_in_capitals_speak_in_a_transcript_until_their_paragraphs_end():
    assert said(TALK.format("")) == [
        ("TORRES", "You came late. Why?"),
        ("HADDAD", "The guard said that the gate was shut."),
        ("TORRES", "And then?"),
        ("HADDAD", "I left."),
    ]
    assert {claim.first("quoteStyle") for claim in labelled(TALK.format(""))} == {Code("direct")}


def test_a_label_that_comes_once_speaks_where_others_come_back():
    assert ("RUIZ", "Let him go.") in said(TALK.format("RUIZ: Let him go.\n\n"))


def test_what_is_reported_under_a_label_is_a_statement_inside_a_statement():
    claims = read(Document(name="talk.txt", text=TALK.format(""), sha256="0" * 64)).claims
    (inner,) = [claim for claim in claims if claim.type == "Statement" and claim.trigger.exact == "said"]
    outer = [claim for claim in labelled(TALK.format("")) if inner.id in str(claim.all("content"))]
    assert [claim.first("speaker").selector.exact for claim in outer] == ["HADDAD"]
