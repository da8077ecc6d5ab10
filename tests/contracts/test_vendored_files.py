"""What was taken from elsewhere is what we took: listed, licensed, unchanged to the byte."""

from __future__ import annotations

from tests.contracts.house import STATIC, expect_none
from tests.contracts.vendored import checksum, read_lock, vendored_files


def test_every_vendored_file_is_listed_and_every_listed_file_is_there():
    listed = {name for package in read_lock().values() for name in package["files"]}
    assert listed == vendored_files()


def test_no_vendored_file_has_changed():
    changed = [
        name
        for package in read_lock().values()
        for name, said in package["files"].items()
        if checksum(STATIC / name) != said
    ]
    expect_none(changed, mend="replaced on purpose? python -m tests.contracts.vendored")


def test_each_package_names_its_version_and_carries_its_licence():
    for name, package in read_lock().items():
        assert package["version"], name
        assert package["licence"], name
        assert any("LICENSE" in file for file in package["files"]), name
