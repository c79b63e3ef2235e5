"""One table of settings: from flags, the environment, a file and the defaults."""

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import habeas
from kg.errors import UsageError
from server.operations.configuration import gathered, settings, settled


def chosen(tmp_path, flags, environment, text):
    (tmp_path / "habeas.toml").write_text(text)
    return settled(tmp_path, gathered(flags, environment, tmp_path / "habeas.toml"))


@pytest.mark.parametrize(
    ("flags", "environment", "text", "seconds"),
    [
        ({"seconds": "4"}, {"HABEAS_SECONDS": "3"}, "seconds = 2", 4),
        ({"seconds": None}, {"HABEAS_SECONDS": "3"}, "seconds = 2", 3),
        ({}, {"HABEAS_SECONDS": ""}, "seconds = 2", 2),
        ({}, {}, "", 10),
    ],
)
def test_a_flag_goes_before_the_environment_and_that_before_the_file(tmp_path, flags, environment, text, seconds):
    assert chosen(tmp_path, flags, environment, text).limits.seconds == seconds


@pytest.mark.parametrize(
    ("flags", "environment", "text", "sentence"),
    [
        ({"rows": "many"}, {}, "", "--rows is 'many', but 'rows' must be a whole number above 0"),
        ({}, {"HABEAS_PORT": "-1"}, "", "HABEAS_PORT is '-1', but 'port' must be"),
        ({}, {}, "seconds = 0", r"seconds in .*habeas.toml is 0, but 'seconds' must be a number above 0"),
        ({}, {}, "server = 'apache'", "must be waitress or granian"),
        ({}, {}, "trusted_proxy = 3", "'trusted_proxy' must be"),
        ({}, {}, "cach = 3", r"habeas.toml has no setting 'cach'; it has cache"),
        ({}, {}, "= 3", "is not TOML"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_origin(tmp_path, flags, environment, text, sentence):
    with pytest.raises(UsageError, match=sentence):
        chosen(tmp_path, flags, environment, text)


@pytest.mark.parametrize(("given", "size"), [("3 MiB", 3 * 2**20), ("1.5GiB", 3 * 2**29), (1024, 1024), ("7", 7)])
def test_bytes_may_be_written_with_a_unit(tmp_path, given, size):
    assert settled(tmp_path, {"size": given}).limits.size == size


def test_several_values_come_from_a_list_repeated_flags_or_commas(tmp_path):
    networks = ("10.0.0.0/8", "192.0.2.1")
    for flags, environment, text in (
        ({"trusted_proxy": networks}, {}, ""),
        ({}, {"HABEAS_TRUSTED_PROXY": "10.0.0.0/8, 192.0.2.1"}, ""),
        ({}, {}, 'trusted_proxy = ["10.0.0.0/8", "192.0.2.1"]'),
    ):
        assert chosen(tmp_path, flags, environment, text).running.trusted_proxy == networks


@pytest.mark.parametrize("setting", settings().values(), ids=lambda setting: setting.name)
def test_every_setting_says_what_it_does_and_takes_its_own_default(setting):
    assert setting.meaning.endswith(".")
    assert setting.default in (None, "") or setting.read(setting.default, "the default") == setting.default


@given(st.sampled_from(list(settings().values())), st.text(max_size=30))
def test_any_text_is_a_value_or_refused(setting, text):
    with contextlib.suppress(UsageError):
        assert setting.read(text, "here") is not None


def test_a_missing_file_of_settings_is_one_sentence():
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        gathered({}, {}, Path("no/such.toml"))


def test_the_help_tells_of_every_flag_with_its_variable_and_default():
    said = " ".join(CliRunner().invoke(habeas, ["serve", "--help"]).output.split())
    for each in settings().values():
        assert not each.flag or (each.flag in said and each.variable in said)
    assert "Example: habeas serve" in said


def test_the_command_refuses_a_bad_setting_with_exit_code_2(tmp_path):
    ran = CliRunner().invoke(habeas, ["serve", "--store", str(tmp_path)], env={"HABEAS_ROWS": "0"})
    assert ran.exit_code == 2
    assert "HABEAS_ROWS is '0'" in ran.output
