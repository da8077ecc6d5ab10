"""A pack leaves as a zip and comes back; what cannot be taken in is named."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.packs.bundle import Unreadable, read_folder, read_zip, to_zip

HEAD = "name: core\nversion: 1\nkind: diagnosis\n"
FILES = {"pack.yaml": HEAD, "gates/G01-a.yaml": "version: 1\n", "parameters/gap.yaml": "unit: ratio\n"}


def zipped(*files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def refused(data, head=HEAD):
    with pytest.raises(Unreadable) as error:
        read_zip(data, head)
    return [(each.key, each.details.get("file", "")) for each in error.value.objections]


def test_what_was_exported_comes_back_whole():
    assert read_zip(to_zip(FILES), HEAD) == {
        name: text for name, text in FILES.items() if name != "pack.yaml"
    }


def test_the_same_files_make_the_same_bytes():
    assert to_zip(FILES) == to_zip(dict(reversed(FILES.items())))


def test_a_folder_around_the_pack_and_a_computers_own_files_do_not_matter():
    data = zipped(
        *((f"core/{name}", text) for name, text in FILES.items()),
        ("__MACOSX/core/._x", "x"),
        ("core/.DS_Store", "x"),
    )
    assert set(read_zip(data, HEAD)) == {"gates/G01-a.yaml", "parameters/gap.yaml"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "gates/../../evil.yaml",
        "/etc/evil.yaml",
        "gates/run.py",
        "README.md",
        "gates/a/b/c.yaml",
    ],
)
def test_what_is_no_file_of_a_pack_is_refused_by_name(name):
    assert refused(zipped(("pack.yaml", HEAD), (name, "x"))) == [("file_not_of_a_pack", name)]


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    bomb = zipped(("pack.yaml", HEAD), ("gates/G01-a.yaml", b"a" * 60_000_000))
    assert len(bomb) < 100_000
    assert refused(bomb) == [("overlay_too_large", "")]


def test_too_many_files_are_refused():
    many = zipped(("pack.yaml", HEAD), *((f"gates/G{n}-a.yaml", "") for n in range(1001)))
    assert refused(many) == [("overlay_too_large", "")]


def test_every_trouble_is_named_at_once():
    data = zipped(
        ("pack.yaml", HEAD),
        ("a.txt", "x"),
        ("gates/G1-a.yaml", b"a\n\xff"),
        ("gates/G2-a.yaml", "x" * 500_001),
    )
    assert refused(data) == [
        ("file_not_of_a_pack", "a.txt"),
        ("file_not_utf8", "gates/G1-a.yaml"),
        ("file_too_large", "gates/G2-a.yaml"),
    ]


def test_files_of_another_pack_and_a_changed_head_are_refused():
    assert refused(to_zip({"pack.yaml": HEAD.replace("core", "plan")})) == [("files_of_another_pack", "")]
    assert refused(to_zip({"pack.yaml": HEAD.replace("diagnosis", "gates")})) == [("pack_head_changed", "")]
    assert read_zip(to_zip({"pack.yaml": HEAD.replace("version: 1", "version: 1+3")}), HEAD) == {}


def test_what_is_no_zip_or_holds_no_pack_is_refused():
    assert refused(b"no zip at all") == [("zip_cannot_be_read", "")]
    assert refused(zipped(("gates/G1-a.yaml", "x"))) == [("zip_without_pack", "")]


@given(st.binary(max_size=400), st.integers(0, 400))
def test_no_bytes_crash_it(noise, place):
    whole = to_zip(FILES)
    for data in (noise, whole[:place] + noise + whole[place:]):
        with suppress(Unreadable):
            assert HEAD not in read_zip(data, HEAD)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_unpacks_everything_at_once_is_refused(packed):
    """Such a zip may lie about its size: 540 bytes became 300 MB before the first of them was counted."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packed) as archive:
        archive.writestr("pack.yaml", HEAD)
        archive.writestr("gates/G01-a.yaml", "a" * 1000)
    assert refused(held.getvalue()) == [("zip_cannot_be_read", "")]


def test_a_damaged_zip_is_refused_wherever_it_is_damaged():
    whole = bytearray(zipped(("pack.yaml", HEAD), ("gates/G01-a.yaml", "hello world " * 100)))
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        with suppress(Unreadable):
            assert HEAD not in read_zip(bytes(damaged), HEAD)


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: x")
    folder = tmp_path / "pack"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)
    (folder / "parameters" / "linked.yaml").symlink_to(secret)
    assert set(read_folder(folder, HEAD)) == {"gates/G01-a.yaml", "parameters/gap.yaml"}


def test_a_folder_is_read_in_the_same_way(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert set(read_folder(tmp_path, HEAD)) == {"gates/G01-a.yaml", "parameters/gap.yaml"}
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(Unreadable):
        read_folder(tmp_path, HEAD)
