"""What the doctor sees, and that a broken part is a line of its report."""

import json
import shutil

from kg.doctor import doctor


def found(checks):
    return {check.name: check for check in checks}


def test_all_is_well_where_habeas_is_installed_and_a_store_is_whole(built):
    checks = found(doctor(built))
    assert [check for check in checks.values() if not check.well and check.name != "room on disk"] == []
    assert {"habeas", "python", "spacy", "language model", "ontology", "store", "triples", "versions"} <= checks.keys()


def test_a_folder_that_is_no_store_is_a_line_with_advice(tmp_path):
    check = found(doctor(tmp_path / "absent"))["store"]
    assert not check.well
    assert "is not a Habeas store" in check.found
    assert "--store" in check.advice


def test_triples_that_are_gone_are_noticed(built, tmp_path):
    shutil.copytree(built, tmp_path / "g")
    manifest = tmp_path / "g" / "habeas.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"triples": told["triples"] + 1}))
    assert not found(doctor(tmp_path / "g"))["triples"].well


def test_a_store_built_by_other_rules_is_told(built, tmp_path):
    shutil.copytree(built, tmp_path / "g")
    manifest = tmp_path / "g" / "habeas.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"digests": told["digests"] | {"lexicons": "older"}}))
    check = found(doctor(tmp_path / "g"))["versions"]
    assert (check.well, check.found) == (False, "lexicons changed since the last build")


def test_the_command_exits_with_one_where_something_is_missing(run, tmp_path):
    done = run("doctor", "--store", tmp_path, "--json")
    assert done.exit_code == 1
    assert [check["well"] for check in json.loads(done.stdout) if check["name"] == "store"] == [False]
    assert run("doctor", "--store", tmp_path).stdout.count("\nno ") >= 1
