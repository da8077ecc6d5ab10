"""No busy page asks the database more often because a team is larger or a year was longer."""

from bench.company import Shape, Team, found
from bench.pages import PAGES, House

SMALL, LARGE = Team(sellers=3, quarters=2), Team(sellers=12, quarters=4)


def test_every_busy_page_needs_as_many_statements_for_a_team_of_twelve_as_for_one_of_three(app):
    house = House(app, found(app, Shape((SMALL, LARGE))))
    small, large = house.company.seats
    needed = {}
    for page in PAGES:
        house.visit(page, large)  # what is read once and kept, is kept now
        needed[page.name] = (house.visit(page, small).statements, house.visit(page, large).statements)
    house.close()
    assert {name: counts for name, counts in needed.items() if counts[0] != counts[1]} == {}
    assert all(count > 1 for counts in needed.values() for count in counts)
