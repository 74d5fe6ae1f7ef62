"""The folder of presets is found in an installed copy and in the repository."""

import pytest

from scheduler.resources import constraints_folder, presets_folder


def test_the_packaged_copy_comes_first(tmp_path):
    for folder in (tmp_path / "scheduler" / "constraints", tmp_path / "constraints"):
        (folder / "presets").mkdir(parents=True)

    found = constraints_folder(package=tmp_path / "scheduler")
    assert found == tmp_path / "scheduler" / "constraints"


def test_without_a_packaged_copy_it_is_the_repositorys(tmp_path):
    (tmp_path / "constraints" / "presets").mkdir(parents=True)

    assert constraints_folder(package=tmp_path / "scheduler") == tmp_path / "constraints"


def test_a_folder_without_presets_is_not_it(tmp_path):
    (tmp_path / "constraints").mkdir()

    with pytest.raises(FileNotFoundError, match="install microcycle again"):
        constraints_folder(package=tmp_path / "scheduler")


def test_the_presets_are_there():
    assert (presets_folder() / "evidence.yaml").is_file()
