"""Names of files, and when a review may be printed."""

from appraisal.documents.domain import file_names, objections_to_printing


def test_files_are_called_after_people_and_two_of_one_name_get_a_number():
    assert file_names(["Sara Ahmadi", "sara ahmadi", "Omid"]) == [
        "Sara Ahmadi.pdf",
        "sara ahmadi (2).pdf",
        "Omid.pdf",
    ]


def test_a_name_cannot_leave_its_folder_or_hide_its_ending():
    assert file_names(["../../etc/passwd", "a\u202efdp.exe", "  "]) == [
        "etc passwd.pdf",
        "a fdp.exe.pdf",
        "-.pdf",
    ]


def test_persian_names_keep_their_letters_and_joiners():
    assert file_names(["سارا علی\u200cزاده"]) == ["سارا علی\u200cزاده.pdf"]


def test_a_review_is_not_printed_before_both_have_signed():
    assert objections_to_printing({"signatures": [{"side": "manager"}]}).keys() == {
        "documents_only_when_signed"
    }
    assert not objections_to_printing({"signatures": [{"side": "manager"}, {"side": "employee"}]})
