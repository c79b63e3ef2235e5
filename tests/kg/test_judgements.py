"""Judgements in their file: what is understood, what is refused with its line, and what holds."""

import pytest

from kg.errors import UsageError
from kg.identity.judgements import NAME, Opinion, add, holding, opinions, take_back
from kg.model import Judgement

HEAD = "left\tright\tjudgement\twho\twhen\twhy\n"
LEE, LI = "http://x/person/ann-lee", "http://x/person/ann-li"
SAME = Opinion(LEE, LI, Judgement.SAME, "Ira", "2026-01-02", "one birth date")


def kept(folder, *lines):
    (folder / NAME).write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def test_a_folder_without_the_file_holds_no_judgements(tmp_path):
    assert opinions(tmp_path) == ()


def test_a_line_is_read_as_it_stands_and_the_reason_may_be_left_out(tmp_path):
    kept(
        tmp_path,
        "# ours",
        f"{LEE}\t{LI}\tsame\tIra\t2026-01-02\tone birth date",
        "",
        f"{LI}\t{LEE}\tunsure\tBo\t2026-01-03",
    )
    assert opinions(tmp_path) == (SAME, Opinion(LI, LEE, Judgement.UNSURE, "Bo", "2026-01-03"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"{LEE}\t{LI}\tequal\tIra\t2026-01-02", "'equal' is none of same, different, unsure"),
        (f"{LEE}\t{LI}\tunjudged\tIra\t2026-01-02", "'unjudged' is none of"),
        (f"ann-lee\t{LI}\tsame\tIra\t2026-01-02", "'ann-lee' is no IRI"),
        (f"{LEE}\t{LEE}\tsame\tIra\t2026-01-02", "both sides are"),
        (f"{LEE}\t{LI}\tsame\t\t2026-01-02", "nobody is named"),
        (f"{LEE}\t{LI}\tsame\tIra\tyesterday", "'yesterday' is no day"),
        (f"{LEE}\t{LI}\tsame", "there are 3 fields"),
        (f"{LEE} {LI} same Ira 2026-01-02", "there are 1 fields"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(tmp_path, line, told):
    kept(tmp_path, "# a remark", line)
    with pytest.raises(UsageError, match=rf"judgements\.tsv, line 3: .*{told}"):
        opinions(tmp_path)


def test_a_file_without_names_of_columns_is_refused(tmp_path):
    (tmp_path / NAME).write_text(f"{LEE}\t{LI}\tsame\tIra\t2026-01-02\n")
    with pytest.raises(UsageError, match="line 1: the first line must name the columns"):
        opinions(tmp_path)


def test_of_two_lines_on_one_pair_the_later_day_holds_and_of_one_day_the_later_line():
    lines = [
        Opinion(LI, LEE, judgement, "Ira", f"2026-01-0{day}") for judgement, day in zip(Judgement, (3, 1), strict=False)
    ]
    assert [each.judgement for each in holding(lines)] == [Judgement.SAME]
    assert [each.judgement for each in holding([SAME, Opinion(LI, LEE, Judgement.DIFFERENT, "Bo", SAME.when)])] == [
        Judgement.DIFFERENT
    ]


def test_a_line_that_is_taken_back_leaves_the_file_as_it_was(tmp_path):
    kept(tmp_path, "# ours", f"{LEE}\t{LI}\tdifferent\tBo\t2025-05-05\tby hand")
    before = (tmp_path / NAME).read_text()
    add(tmp_path, SAME)
    assert opinions(tmp_path)[1] == SAME
    take_back(tmp_path, SAME)
    assert (tmp_path / NAME).read_text() == before


def test_a_reason_on_several_lines_becomes_one(tmp_path):
    add(tmp_path, Opinion(LEE, LI, Judgement.SAME, "Ira", "2026-01-02", "one\n\tbirth date"))
    assert opinions(tmp_path) == (SAME,)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"cannot be written: .* --ledger"):
        add(tmp_path / "none", SAME)
