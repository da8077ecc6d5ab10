from datetime import date

import pytest

from appraisal.integrations.fields import Kind
from appraisal.integrations.people_rows import job_family_of, read_people, unit_path_of
from appraisal.integrations.reading import State, changes_against
from appraisal.integrations.remarks import Weight
from appraisal.integrations.reporting_lines import KnownPerson
from tests.integrations.makers import demo_table, table_of, told

HEADER = "id,login,name,manager,department,job title,hire date\n"
SARA = "1,sara,Sara Rahimi,,Sales,Head of sales,2010-03-01\n"


def people_in(text, known=(), header=HEADER):
    return read_people(*table_of(header + text, Kind.PEOPLE), known)


def refused(reading):
    return {(r.line, r.reason) for r in reading.remarks if r.weight is Weight.REFUSED}


def by_name(reading):
    return {row.name: row for row in reading.rows}


def stored(reading, keys=None):
    """What the store would hold after taking a reading."""
    keys = keys or {row.identity: row.same_as or f"key of {row.name}" for row in reading.rows}
    return [
        KnownPerson(
            keys[row.identity], row.name, row.external_id, row.login, row.email, keys.get(row.manager)
        )
        for row in reading.rows
    ]


def test_sellers_managers_and_offices_come_from_the_crm():
    reading = read_people(*demo_table("sales_teams.csv"))
    people = by_name(reading)
    assert (reading.read, len(reading.rows), reading.kept) == (35, 41, ())
    assert people["Moses Frase"].manager == people["Dustin Brinkmann"].key
    assert people["Moses Frase"].unit_path == ("Central", "Dustin Brinkmann")
    assert people["Dustin Brinkmann"].unit_path == ("Central",)
    assert people["Dustin Brinkmann"].leads_others
    assert people["Dustin Brinkmann"].job_family == "sales_manager"
    assert people["Moses Frase"].job_family == "sales_seller"
    assert len({row.unit_path[0] for row in reading.rows}) == 3
    assert len(told(reading, "manager_added")) == 6


def test_the_head_office_list_joins_the_same_people_and_adds_four():
    teams = read_people(*demo_table("sales_teams.csv"))
    reading = read_people(*demo_table("head_office.csv"), stored(teams))
    people = by_name(reading)
    head = people["Leila Moradi"]
    assert len(reading.rows) == 45
    assert {row.name for row in reading.rows if row.same_as is None} == {
        "Leila Moradi", "Ingrid Solheim", "Tomas Varga", "Nguyen Thi Hanh",
    }  # fmt: skip
    managers = [row for row in reading.rows if row.manager == head.identity]
    assert len(managers) == 6
    assert head.manager is None
    for row in teams.rows:
        if row.manager:
            leader = next(one for one in teams.rows if one.identity == row.manager)
            assert people[row.name].manager == people[leader.name].identity
    assert {row.job_family for row in reading.rows} == {"sales_manager", "sales_seller", "office"}


def test_bringing_the_same_lists_again_changes_nothing():
    teams = read_people(*demo_table("sales_teams.csv"))
    office = read_people(*demo_table("head_office.csv"), stored(teams))
    for name, before in (("sales_teams.csv", teams), ("head_office.csv", office)):
        again = read_people(*demo_table(name), stored(office))
        changes = changes_against(again.rows, {row.key: row.digest for row in before.rows})
        assert (changes.new, changes.changed, len(changes.same)) == ((), (), len(before.rows))
        assert all(row.same_as for row in again.rows)
        assert not told(again, "manager_added")


def test_the_five_new_sellers_are_hired_last_and_all_others_before_their_first_deal():
    hired = {row.name: row.hired_on for row in read_people(*demo_table("head_office.csv")).rows}
    new = {name for name, day in hired.items() if day >= date(2016, 10, 1)}
    assert new == {"Mei-Mei Johns", "Elizabeth Anderson", "Natalya Ivanova", "Carol Thompson", "Carl Lin"}
    assert all(date(2017, 11, 1) <= hired[name] <= date(2017, 12, 31) for name in new)


@pytest.mark.parametrize("reference", ["1", "sara", "Sara Rahimi", "Rahimi, Sara", "۱", "SARA"])
def test_a_manager_is_found_by_number_login_or_name(reference):
    reading = people_in(SARA + f'2,omid,Omid Kazemi,"{reference}",Sales,Seller,2015-01-05\n')
    assert by_name(reading)["Omid Kazemi"].manager == "id:1"
    assert by_name(reading)["Sara Rahimi"].leads_others


def test_one_persian_row_is_read_whole():
    header = "کد پرسنلی,نام,نام خانوادگی,مدیر,واحد,سمت,تاریخ استخدام\n"
    reading = people_in("۱۲,سارا,رحیمی,,فروش > شمال,مدیر فروش,۱۳۹۵/۱۲/۳۰\n", header=header)
    (row,) = reading.rows
    assert (row.key, row.name, row.unit_path) == ("id:12", "سارا رحیمی", ("فروش", "شمال"))
    assert (row.job_family, row.hired_on) == ("sales_manager", date(2017, 3, 20))


def test_everything_wrong_with_a_row_is_said_at_once():
    reading = people_in("1,sara,,,Sales,,2017-02-30\n")
    assert refused(reading) == {(2, "value_missing"), (2, "date_does_not_exist")}
    assert [kept.cells[0] for kept in reading.kept] == ["1"]
    assert len(reading.kept[0].remarks) == 2


def test_an_unknown_manager_is_refused_where_people_have_numbers():
    reading = people_in(SARA + "2,omid,Omid Kazemi,99,Sales,Seller,\n")
    assert refused(reading) == {(3, "manager_unknown")}
    assert [row.name for row in reading.rows] == ["Sara Rahimi"]


def test_a_manager_who_is_stored_already_is_known():
    reading = people_in("2,omid,Omid Kazemi,99,Sales,Seller,\n", [KnownPerson("k", "Leila Moradi", "99")])
    assert reading.rows[0].manager == "k"


def test_two_people_of_one_name_are_not_guessed_between():
    text = "1,,Sara Rahimi,,,,\n2,,Sara Rahimi,,,,\n3,,Omid Kazemi,Sara Rahimi,,,\n"
    assert refused(people_in(text)) == {(4, "manager_ambiguous")}


def test_a_circle_is_refused_and_all_its_members_are_named():
    text = "1,,Sara,3,,,\n2,,Omid,1,,,\n3,,Leila,2,,,\n4,,Nima,,,,\n5,,Ziba,1,,,\n"
    reading = people_in(text)
    assert refused(reading) == {
        (2, "reporting_line_cyclic"), (3, "reporting_line_cyclic"), (4, "reporting_line_cyclic"),
        (6, "manager_row_refused"),
    }  # fmt: skip
    assert told(reading, "reporting_line_cyclic")[0].params["members"] == "Sara → Leila → Omid → Sara"
    assert [row.name for row in reading.rows] == ["Nima"]


def test_a_circle_through_people_stored_before_is_found():
    known = [KnownPerson("a", "Sara", "1", manager_key="b"), KnownPerson("b", "Omid", "2")]
    reading = people_in("2,,Omid,1,,,\n", known)
    assert refused(reading) == {(2, "reporting_line_cyclic")}
    assert told(reading, "reporting_line_cyclic")[0].params["members"] == "Omid → Sara → Omid"


def test_an_empty_manager_says_nothing_so_that_a_stored_line_still_counts():
    known = [KnownPerson("a", "Sara", "1", manager_key="b"), KnownPerson("b", "Omid", "2")]
    reading = people_in("1,,Sara,,,,\n2,,Omid,1,,,\n", known)
    assert refused(reading) == {(2, "reporting_line_cyclic"), (3, "reporting_line_cyclic")}


def test_a_list_may_turn_a_stored_reporting_line_around():
    known = [KnownPerson("a", "Sara", "1", manager_key="b"), KnownPerson("b", "Omid", "2")]
    reading = people_in("1,,Sara,3,,,\n2,,Omid,1,,,\n3,,Leila,,,,\n", known)
    assert refused(reading) == set()
    assert {row.name: row.manager for row in reading.rows} == {"Sara": "id:3", "Omid": "a", "Leila": None}


def test_nobody_is_their_own_manager():
    assert refused(people_in("1,,Sara,1,,,\n")) == {(2, "reports_to_self")}


def test_a_refused_manager_takes_the_whole_line_below_along():
    reading = people_in("1,,Sara,,,,2017-02-30\n2,,Omid,1,,,\n3,,Leila,2,,,\n")
    assert refused(reading) == {
        (2, "date_does_not_exist"), (3, "manager_row_refused"), (4, "manager_row_refused"),
    }  # fmt: skip
    assert reading.rows == ()


def test_two_rows_that_differ_for_one_number_are_both_refused_with_both_lines():
    reading = people_in("1,,Sara,,,,\n1,,Omid,,,,\n")
    assert refused(reading) == {(2, "two_rows_for_one_id"), (3, "two_rows_for_one_id")}
    assert told(reading, "two_rows_for_one_id")[0].params["lines"] == "2, 3"


def test_the_same_row_twice_is_counted_once():
    reading = people_in("1,,Sara,,,,\n1,,Sara,,,,\n")
    assert (len(reading.rows), reading.counts[State.REPEATED]) == (1, 1)


def test_two_rows_that_mean_one_stored_person_are_refused():
    reading = people_in("1,,Sara,,,,\n,sara,Sara,,,,\n", [KnownPerson("k", "Sara", "1", "sara")])
    assert refused(reading) == {(2, "two_rows_for_one_id"), (3, "two_rows_for_one_id")}


def test_a_namesake_with_another_number_is_another_person():
    reading = people_in("2,,Sara,,,,\n", [KnownPerson("k", "Sara", "1")])
    assert reading.rows[0].same_as is None


def test_a_name_of_two_stored_people_is_not_guessed():
    known = [KnownPerson("a", "Sara"), KnownPerson("b", "Sara")]
    assert refused(people_in("7,,Sara,,,,\n", known)) == {(2, "person_ambiguous")}


def test_a_seller_under_two_managers_is_refused():
    text = "sales_agent,manager,regional_office\nSara,Omid,East\nSara,Leila,East\nNima,Leila,West\n"
    reading = read_people(*table_of(text, Kind.TEAMS))
    assert refused(reading) == {(2, "two_rows_for_one_id"), (3, "two_rows_for_one_id")}
    assert set(by_name(reading)) == {"Nima", "Leila"}


def test_a_manager_of_two_offices_keeps_the_first_and_it_is_said():
    text = "sales_agent,manager,regional_office\nSara,Omid,East\nNima,Omid,West\n"
    reading = read_people(*table_of(text, Kind.TEAMS))
    assert by_name(reading)["Omid"].unit_path == ("East",)
    assert [remark.line for remark in told(reading, "manager_in_two_units")] == [3]


def test_the_same_person_written_otherwise_has_the_same_digest():
    one = people_in("1,,Sara,,,,2017-03-20\n").rows[0]
    other = people_in("۱,,Sara,,,,۱۳۹۵/۱۲/۳۰\n").rows[0]
    assert (one.key, one.digest) == (other.key, other.digest)


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Sales representative", "sales_seller"), ("Regional Sales Manager", "sales_manager"),
        ("Менеджер по продажам", "sales_seller"), ("کارشناس فروش", "sales_seller"), ("مدیر فروش", "sales_manager"),
        ("Giám đốc kinh doanh", "sales_manager"), ("HR adviser", "office"), ("Welder", "general"), ("", "general"),
    ],
)  # fmt: skip
def test_a_job_title_tells_the_family(title, family):
    assert job_family_of(title) == family


def test_a_seller_who_leads_others_is_a_sales_manager():
    assert job_family_of("Sales", leads_others=True) == "sales_manager"


def test_a_slash_without_spaces_parts_no_unit():
    assert unit_path_of("Sales / North") == ("Sales", "North")
    assert unit_path_of("Sales/Marketing") == ("Sales/Marketing",)
    assert unit_path_of("") == ()
