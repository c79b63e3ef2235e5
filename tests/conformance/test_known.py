"""What is known to fail is explained, once, in the list and on the page."""

import run


def test_every_failure_has_one_reason_with_a_link():
    tests = [test for each in run.listed().values() for test in each["tests"]]
    assert len(tests) == len(set(tests))
    assert all(each["link"].startswith("https://") and each["why"].endswith(".") for each in run.listed().values())


def test_the_page_tells_the_reasons_of_the_list():
    assert run.reasons() in run.PAGE.read_text(encoding="utf-8")


def test_a_failure_without_a_reason_and_a_reason_without_a_failure_are_told():
    listed = next(iter(run.known()))
    outcomes = [{"test": listed, "passed": True, "detail": ""}, {"test": "new", "passed": False, "detail": "so\nso"}]
    assert run.unexpected(outcomes, complete=False) == [
        "FAILED new: so so",
        f"PASSED though known.toml lists it: {listed}",
    ]
