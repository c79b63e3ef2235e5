"""Files and folders: names, order, metadata, duplicates, and what is listed instead of read."""

import hashlib
import json
import os

import pytest

from kg.documents import LARGEST, Unreadable, count, documents, lack, withheld
from kg.errors import UsageError
from kg.model import Document


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_gives_its_documents_in_order_with_names_relative_to_it(tmp_path):
    write(
        tmp_path, b_txt="The second of the texts", a__z_md="# The deeper text of them", a_txt="The first of the texts"
    )
    found = list(documents([tmp_path]))
    assert [document.name for document in found] == ["a/z.md", "a.txt", "b.txt"]
    assert {document.media_type for document in found} == {"text/plain", "text/markdown"}


def test_a_file_given_alone_bears_its_own_name(tmp_path):
    write(tmp_path, deep__a_txt="The text")
    assert [found.name for found in documents([tmp_path / "deep" / "a.txt"])] == ["a.txt"]


def test_a_document_keeps_text_and_digest_of_the_bytes(tmp_path):
    data = b"\xef\xbb\xbf---\r\ntitle: A day\r\n---\r\nIt was caf\xc3\xa9.\r\n"
    write(tmp_path, a_txt=data)
    (document,) = documents([tmp_path])
    assert isinstance(document, Document)
    assert document.text == data.decode("utf-8-sig")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text[document.body :] == "It was café.\r\n"
    assert document.title == "A day"


@pytest.mark.parametrize("beside", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_says_more_than_front_matter_and_is_no_document(tmp_path, beside):
    write(tmp_path, a_txt="---\ntitle: Inside\nauthor: Ines\n---\nThe words")
    (tmp_path / beside).write_text(json.dumps({"title": "Beside", "url": "https://a.example/1", "language": "fr"}))
    (document,) = documents([tmp_path])
    assert (document.title, document.author, document.language) == ("Beside", "Ines", "fr")
    assert document.url == "https://a.example/1"


def test_the_sidecar_names_the_encoding_before_the_command_does(tmp_path):
    write(tmp_path, a_txt="пример".encode("cp1251"), b_txt="déjà vu".encode("latin-1"))
    (tmp_path / "a.meta.json").write_text('{"encoding": "cp1251"}')
    assert [document.text for document in documents([tmp_path], encoding="latin-1")] == ["пример", "déjà vu"]


@pytest.mark.parametrize(
    ("name", "content", "reason", "skipped"),
    [
        ("a.pdf", b"%PDF", "format is not known", True),
        ("a.txt", b"", "empty", False),
        ("a.txt", b"---\ntitle: A\n---\n \n", "no text", False),
        ("a.txt", b"---\npublished: soon\n---\nwords", "published", False),
        ("a\nb.txt", b"words", "rename", False),
        (os.fsdecode(b"a\xff.txt"), b"words", "rename", False),
    ],
)
def test_what_gives_no_document_is_listed_with_its_reason(tmp_path, name, content, reason, skipped):
    (tmp_path / name).write_bytes(content)
    (found,) = documents([tmp_path])
    assert isinstance(found, Unreadable)
    assert reason in found.reason
    assert found.skipped is skipped
    assert found.name.encode().isascii()


def test_a_file_that_is_asked_for_by_name_is_not_skipped_in_silence(tmp_path):
    (tmp_path / "a.pdf").write_text("%PDF")
    assert [found.skipped for found in documents([tmp_path, tmp_path / "a.pdf"])] == [True, False]


@pytest.mark.parametrize("name", ["withheld.txt", "a.txt.meta.json", "judgements.tsv"])
def test_what_tells_of_documents_is_none_even_where_it_is_named(tmp_path, name):
    (tmp_path / name).write_text("actor: Ana Ruiz")
    (found,) = documents([tmp_path / name])
    assert isinstance(found, Unreadable)
    assert found.skipped


def test_a_malformed_sidecar_spoils_only_its_own_document(tmp_path):
    write(tmp_path, a_txt="The words", b_txt="The words of b")
    (tmp_path / "a.txt.meta.json").write_text("{")
    spoilt, sound = documents([tmp_path])
    assert isinstance(spoilt, Unreadable)
    assert "sidecar" in spoilt.reason
    assert sound.name == "b.txt"


def test_a_huge_file_is_refused_without_being_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    (found,) = documents([tmp_path])
    assert "20,000,001 bytes" in found.reason


def test_a_link_back_to_a_folder_above_is_told_and_not_followed(tmp_path):
    write(tmp_path, sub__a_txt="The words")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [(found.name, type(found)) for found in documents([tmp_path])] == [
        ("sub/a.txt", Document),
        ("sub/up/", Unreadable),
    ]


def test_a_store_among_documents_is_passed_over_with_one_line(tmp_path):
    write(tmp_path, a_txt="The words", graph__readings__1_txt="What a build has kept")
    (tmp_path / "graph" / "habeas.json").write_text("{}")
    _, store = documents([tmp_path])
    assert (store.name, store.skipped) == ("graph/", True)
    assert "Habeas built" in store.reason


def test_a_store_given_as_a_source_holds_no_documents(tmp_path):
    write(tmp_path, graph__a_txt="words")
    (tmp_path / "graph" / "habeas.json").write_text("{}")
    assert [found.name for found in documents([tmp_path / "graph"])] == ["graph/"]


@pytest.mark.parametrize(
    ("files", "held"),
    [
        ((), "holds no files"),
        (("a.pdf", "b.PDF", "c.docx"), "only what is of another kind (.docx, .pdf)"),
        (("Makefile",), "only what is of another kind (Makefile)"),
        (("a.pdf", "a.txt"), None),
    ],
)
def test_what_holds_nothing_to_read_says_what_it_holds_and_what_is_read(tmp_path, files, held):
    for name in files:
        (tmp_path / name).touch()
    told = lack([tmp_path])
    assert (told is None) is (held is None)
    assert held is None or (held in told and ".txt .text .md .markdown" in told)


def test_a_broken_link_is_listed(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert [found.reason for found in documents([tmp_path])] == ["the file does not exist or is no regular file"]


def test_two_sources_may_not_use_one_name_for_two_documents(tmp_path):
    write(tmp_path, one__a_txt="The one", two__a_txt="The other")
    first, second = documents([tmp_path / "one", tmp_path / "two"])
    assert first.text == "The one"
    assert second == Unreadable("a.txt", "a.txt already stands for the document a.txt; rename one of them")


def test_two_documents_may_not_claim_one_address(tmp_path):
    write(tmp_path, a_txt="---\nurl: https://a.example/\n---\none", b_txt="---\nurl: https://a.example/\n---\ntwo")
    _, second = documents([tmp_path])
    assert "https://a.example/ already stands for the document a.txt" in second.reason


def test_hidden_files_and_the_withheld_list_are_no_documents(tmp_path):
    (tmp_path / ".hidden.txt").write_text("words")
    (tmp_path / "withheld.txt").write_text("# names\na.txt\n\n  Mara Okonjo \n")
    assert list(documents([tmp_path])) == []
    assert withheld([tmp_path, tmp_path / "absent"]) == {"a.txt", "Mara Okonjo"}


@pytest.mark.parametrize(("source", "encoding"), [("absent", None), (".", "latin-99")])
def test_a_source_or_encoding_that_does_not_exist_stops_before_anything_is_read(tmp_path, source, encoding):
    with pytest.raises(UsageError):
        next(documents([tmp_path / source], encoding=encoding))


def test_the_count_is_of_what_comes(tmp_path, corpus):
    write(tmp_path, a_txt=b"", b__c_md="The words")
    (tmp_path / "d.png").touch()
    assert count([tmp_path, corpus, tmp_path / "absent"]) == len(list(documents([tmp_path]))) + 14 == 17
