"""Which line came from whom."""

from datetime import UTC, datetime

from appraisal.packs.lineage import SOFTWARE, Hand, lines_with_hands

SARA = Hand("Sara", datetime(2017, 3, 1, tzinfo=UTC), "1+1")
OMID = Hand("Omid", datetime(2017, 9, 1, tzinfo=UTC), "1+2")
CORE = "version: 1\nwhen: a\nsource: book\n"


def hands(core, *published):
    return [(line.text, line.by) for line in lines_with_hands(core, published)]


def test_without_a_change_every_line_is_the_softwares():
    assert {by for _, by in hands(CORE)} == {SOFTWARE}


def test_each_line_keeps_whoever_wrote_it_last():
    first = "version: 2\nwhen: a\nsource: book\n"
    second = "version: 2\nwhen: b\nsource: book\n"
    assert hands(CORE, (SARA, first), (OMID, second)) == [
        ("version: 2", SARA),
        ("when: b", OMID),
        ("source: book", SOFTWARE),
    ]


def test_a_line_that_comes_back_to_what_the_software_said_is_the_softwares_again():
    changed = CORE.replace("when: a", "when: b")
    assert hands(CORE, (SARA, changed), (OMID, CORE)) == [(line, SOFTWARE) for line in CORE.splitlines()]


def test_a_file_that_the_software_does_not_have_is_all_of_whoever_added_it():
    assert {by for _, by in hands("", (SARA, CORE))} == {SARA}
