import unicodedata

import pytest

from appraisal.integrations.remarks import FileRefused
from appraisal.integrations.tables import Limits, read_table


def refusal(content: bytes, **options):
    with pytest.raises(FileRefused) as caught:
        read_table(content, **options)
    return caught.value.remark


def rows_of(content: bytes, **options):
    return [row.cells for row in read_table(content, **options).rows()]


def as_windows_writes_vietnamese(text: str) -> bytes:
    """cp1258 has the tone marks apart from their vowels."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out += base + "".join(part for part in parts if part in tones)
    return out.encode("cp1258")


PERSIAN = "شناسه,نام,مدير\n1,سارا رحيمي,اميد كاظمي\n2,ليلا مرادي,سارا رحيمي\n"
RUSSIAN = "Табельный номер;ФИО;Руководитель\n1;Иванова Наталья;Петров Олег\n2;Сидоров Пётр;Иванова Наталья\n"
VIETNAMESE = "Mã nhân viên,Họ tên,Quản lý\n1,Nguyễn Thị Hạnh,Trần Văn Đức\n2,Lê Quốc Cường,Nguyễn Thị Hạnh\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_all_its_dresses(encoding):
    text = "نام,مدیر\nسارا,امید\n"
    assert rows_of(text.encode(encoding)) == [("سارا", "امید")]


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        (PERSIAN.encode("cp1256"), "cp1256", "سارا رحيمي"),
        (RUSSIAN.encode("cp1251"), "cp1251", "Иванова Наталья"),
        (RUSSIAN.encode("koi8_r"), "koi8_r", "Иванова Наталья"),
        (as_windows_writes_vietnamese(VIETNAMESE), "cp1258", "Nguyễn Thị Hạnh"),
        ("id,نام\n1,گلناز پژمان\n2,علي چايچي\n".encode("cp1256"), "cp1256", "گلناز پژمان"),
        ("id,name\n1,Zoë Müller\n2,François Lévêque\n".encode("cp1252"), "cp1252", "Zoë Müller"),
    ],
)
def test_an_old_code_page_is_guessed_and_the_guess_is_reported(content, encoding, name):
    table = read_table(content)
    assert (table.encoding.name, table.encoding.is_guess) == (encoding, True)
    assert next(table.rows()).cells[1] == name
    assert [remark.reason for remark in table.remarks] == ["encoding_guessed"]
    assert encoding not in table.encoding.others
    assert table.encoding.others


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Zoë", "Zoë".encode("cp1252")), ("Иванов", "Иванов".encode("cp1251")), ("سارا رحيمي", "سارا رحيمي".encode("cp1256")),
        ("Đặng", as_windows_writes_vietnamese("Đặng")), ("Иванов", "Иванов".encode("koi8_r")),
    ],
)  # fmt: skip
def test_one_foreign_name_is_enough_for_a_guess(name, content):
    table = read_table(b"id,name\n1," + content + b"\n2,Sara\n")
    assert next(table.rows()).cells[1] == name
    assert table.encoding.is_guess


def test_a_word_that_could_be_of_two_languages_is_guessed_unsurely_with_the_other_next():
    """The four bytes of سارا are also the four capitals УЗСЗ."""
    encoding = read_table(b"id,name\n1," + "سارا".encode("cp1256") + b"\n").encoding
    assert encoding.how_sure <= 0.5
    assert {encoding.name, encoding.others[0]} == {"cp1251", "cp1256"}


def test_a_person_may_state_the_encoding():
    table = read_table(RUSSIAN.encode("cp866"), encoding="cp866")
    assert next(table.rows()).cells[1] == "Иванова Наталья"
    assert not table.encoding.is_guess


@pytest.mark.parametrize("stated", ["klingon", "rot13", "idna", "zip", "unicode_escape"])
def test_an_encoding_that_is_none_is_refused(stated):
    assert refusal(b"a,b\n1,2\n", encoding=stated).reason == "encoding_unknown"


def test_a_broken_byte_is_named_by_line_and_place():
    good = "نام,مدیر\nسارا,امید\nلیلا,".encode()
    remark = refusal(good + b"\xc3(" + "\nنیما,سارا\n".encode())
    assert remark.reason == "encoding_broken"
    assert remark.line == 3
    assert remark.value == "0xC3"
    assert remark.params["byte"] == len(good) + 1
    assert remark.params["before"] == "لیلا,"


def test_a_file_cut_in_the_middle_of_a_letter_is_refused():
    remark = refusal("نام,مدیر\nسارا,امید".encode()[:-1])
    assert (remark.reason, remark.line) == ("encoding_broken", 2)


def test_a_broken_byte_is_found_beyond_the_first_chunk():
    good = "نام\n".encode() * 20_000
    remark = refusal(good + b"\xff" + good)
    assert (remark.line, remark.params["byte"]) == (20_001, len(good) + 1)


def test_half_a_utf16_letter_is_refused():
    assert refusal("a,b\n1,2\n".encode("utf-16") + b"\x00").reason == "encoding_broken"


@pytest.mark.parametrize(
    ("content", "reason", "value"),
    [
        (b"", "file_is_empty", ""),
        (b"\n\n  \n", "file_is_empty", ""),
        (b"\xef\xbb\xbf", "file_is_empty", ""),
        (b"PK\x03\x04rest", "workbook_broken", "BadZipFile"),
        (b"\xd0\xcf\x11\xe0rest", "file_is_no_table", "xls"),
        (b"%PDF-1.7", "file_is_no_table", "pdf"),
        (b"a,b\n1,\x002\n\x00\x00,3\n", "file_is_no_text", "0x00"),
    ],
)
def test_what_is_no_table_is_refused_with_its_kind(content, reason, value):
    remark = refusal(content)
    assert (remark.reason, remark.value) == (reason, value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    content = f"id{delimiter}name\n1{delimiter}Sara\n".encode()
    assert read_table(content).delimiter == delimiter
    assert rows_of(content) == [("1", "Sara")]


def test_commas_inside_cells_do_not_make_a_comma_table():
    content = b"name;value\nSara;1,5\nOmid;2,5\n"
    assert rows_of(content) == [("Sara", "1,5"), ("Omid", "2,5")]


def test_a_first_line_that_states_the_delimiter_is_no_header():
    table = read_table(b"sep=;\r\nid;name\r\n1;Sara\r\n")
    assert table.labels == ("id", "name")
    assert [(row.line, row.cells) for row in table.rows()] == [(3, ("1", "Sara"))]


def test_lines_are_counted_as_in_the_file():
    content = b'id,name\r\n1,"Sara\r\nRahimi"\r\n\r\n2,Omid\r\n'
    assert [(row.line, row.cells[0]) for row in read_table(content).rows()] == [(2, "1"), (5, "2")]
    assert read_table(content).row_count == 2


def test_a_ragged_row_is_refused_with_its_line_and_the_rest_is_read():
    table = read_table(b"id,name,unit\n1,Sara,North\n2,Omid\n3,Leila,North,x\n4,Nima,South,,\n")
    rows = list(table.rows())
    assert [row.refusal.reason if row.refusal else None for row in rows] == [
        None, "row_too_short", "row_too_long", None,
    ]  # fmt: skip
    assert rows[1].refusal.line == 3
    assert rows[1].refusal.params == {"found": 2, "expected": 3}
    assert rows[1].original == ("2", "Omid")
    assert rows[3].cells == ("4", "Nima", "South")


def test_nameless_last_columns_may_be_left_out_of_a_row():
    assert rows_of(b"id,name,,\n1,Sara,x,\n2,Omid\n") == [("1", "Sara", "x", ""), ("2", "Omid", "", "")]


def test_empty_and_repeated_headers_get_labels_of_their_own():
    table = read_table(b"id,,name,name\n1,a,b,c\n")
    assert table.labels == ("id", "#2", "name", "name (#4)")
    assert [(remark.reason, remark.params["column"]) for remark in table.remarks] == [
        ("header_empty", 2),
        ("header_repeated", 4),
    ]


def test_a_file_without_header_has_numbered_columns():
    table = read_table(b"1,Sara\n2,Omid\n", has_header=False)
    assert table.labels == ("#1", "#2")
    assert [row.line for row in table.rows()] == [1, 2]


def test_a_first_line_of_data_is_noticed():
    assert "header_looks_like_data" in {
        r.reason for r in read_table(b"17,2017-01-01\n18,2017-01-02\n").remarks
    }


def test_a_quotation_mark_that_never_closes_is_named_by_its_line():
    remark = refusal(b'id,name\n1,Sara\n2,"Omid\n3,Leila\n')
    assert (remark.reason, remark.line) == ("quote_never_closed", 3)


def test_a_quotation_mark_out_of_place_costs_only_its_own_row():
    rows = list(read_table(b'id,name\n1,"Sara"x\n2,Omid\n').rows())
    assert (rows[0].refusal.reason, rows[0].line) == ("quote_out_of_place", 2)
    assert rows[0].original == ('1,"Sara"x',)
    assert rows[1].cells == ("2", "Omid")


def test_letters_lost_before_are_noticed():
    table = read_table("id,name\n1,Sara\n2,Om\ufffdd\n".encode())
    lost = [remark for remark in table.remarks if remark.reason == "letters_lost"]
    assert [(remark.line, remark.params["count"]) for remark in lost] == [(3, 1)]


def test_a_header_alone_is_a_table_of_no_rows():
    table = read_table(b"id,name\n")
    assert table.row_count == 0
    assert [remark.reason for remark in table.remarks] == ["file_has_no_rows"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(bytes=10), "file_too_large"),
        (Limits(rows=1), "too_many_rows"),
        (Limits(columns=1), "too_many_columns"),
    ],
)
def test_a_file_beyond_a_limit_is_refused(limits, reason):
    assert refusal(b"id,name\n1,Sara\n2,Omid\n", limits=limits).reason == reason


def test_a_cell_beyond_the_limit_costs_only_its_row():
    rows = list(read_table(b"id,name\n1,Saraaaaaaaa\n2,Omid\n", limits=Limits(cell=5)).rows())
    assert [row.refusal.reason if row.refusal else None for row in rows] == ["cell_too_long", None]


def test_old_line_ends_are_read():
    assert rows_of(b"id,name\r1,Sara\r2,Omid\r") == [("1", "Sara"), ("2", "Omid")]
