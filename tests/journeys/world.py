"""A whole company for journeys: nine people with every role, and one of each thing that the service keeps.

Every private word is a secret of its own, so that a page can be searched for what it must not show.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from appraisal.accounts import operations as accounts
from appraisal.accounts.domain import MakeToken
from appraisal.accounts.models import Account, AccountRole, SystemToken
from appraisal.accounts.tokens import make_token
from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import RecordGroupReading
from appraisal.app import Appraisal
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import AgreeOutcome, ObstacleKind, ReportObstacle, Stance, WriteNote
from appraisal.checkins.models import AgendaItem
from appraisal.checkins.obstacles import report_obstacle
from appraisal.diagnosis import operations as diagnosis
from appraisal.diagnosis.contest import About, ContestFinding
from appraisal.diagnosis.domain import AnswerQuestions, QuestionAnswer, RaiseMatter, Raises
from appraisal.diagnosis.rulebook import read_rulebook
from appraisal.documents import operations as documents
from appraisal.documents.archive import exports
from appraisal.documents.domain import AskArchive
from appraisal.goals import queries as goal_queries
from appraisal.i18n.languages import Calendar
from appraisal.integrations import operations as integrations
from appraisal.integrations.domain import BroughtFile, Decisions, Subject
from appraisal.integrations.models import ImportFile
from appraisal.jobs.models import Job
from appraisal.kernel.actors import SERVICE, EmployeeKey, Role, Scope
from appraisal.observations import operations as observations
from appraisal.observations.domain import ObservationKind, WriteObservation
from appraisal.packs import operations as pack_operations
from appraisal.packs import queries as packs
from appraisal.packs.domain import KeepDraft
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson
from appraisal.plans import counting
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import node_facts
from appraisal.reviews import operations as reviews
from appraisal.reviews.domain import HandInPart, OpenCycle, ReviewKey, SavePart, Side
from appraisal.reviews.models import Review
from appraisal.storage.database import db
from appraisal.training.domain import Result
from appraisal.versions import operations as versions
from appraisal.versions.domain import PutForward
from tests.conftest import DAY, NOW
from tests.contingency.plans import kept_for_journeys
from tests.diagnosis.conftest import BEHIND, RULES, Table, agree_goal, measure
from tests.documents.signed import signed_cycle
from tests.factories.company import HIRED, Company
from tests.factories.reviews import answers_to, form_of
from tests.factories.talks import booked, prepared
from tests.goals.goals import propose, share_of_sara
from tests.journeys.action_things import action_things
from tests.journeys.quarter_things import quarter_things
from tests.training.records import aided, practised, taught

NAMES = ("sara", "kian", "omid", "dara", "parisa", "leila", "nasrin", "vera", "roya", "ali")
STAFF = b"PersonnelNo,FullName,ReportsTo,HireDate\n901,Reza Amini,,2016-05-01\n902,refused-row,,2012-02-30\n"
SOON = DAY + timedelta(days=7)


@dataclass(frozen=True)
class World:
    """The people by first name, and the things by what they are called in addresses."""

    app: Appraisal
    people: dict[str, int]
    things: dict[str, int | str]

    def client(self, name: str) -> FlaskClient:
        """A browser in which this person is signed in."""
        client = self.app.test_client()
        with self.app.app_context():
            wanted = select(Account.fs_uniquifier).where(Account.employee_id == self.people[name])
            known = db.session.scalars(wanted).one()
        with client.session_transaction() as session:
            session["_user_id"] = known
        return client

    def address(self, pattern: str) -> str:
        """An address with the keys of this world in it: ``/goals/{goal}``."""
        return pattern.format(**self.people, **self.things)


def build(app: Appraisal, company: Company) -> World:
    """Sara, whom Omid leads under Leila; Kian beside her; Parisa, who leads Dara; HR and all the roles."""
    with app.app_context():
        store = db.session()
        others = _others(store, company)
        things = _talks(store, company) | _goals(store, company) | _matter(store, company)
        things |= _training(store, company) | _rules(store, company)
        things |= action_things(store, company, int(things["plan"]), int(things["goal"]))
        things |= quarter_things(store, company, int(things["plan"]))
        things |= kept_for_journeys(store, company, int(things["plan"]))
        things |= _reviews(store, company) | _imports(store, company) | _accounts(store, company)
        store.commit()
    named = {
        name: int(getattr(company, name)) for name in ("sara", "kian", "omid", "leila", "nasrin", "vera")
    }
    return World(app, named | others, things)


def _others(store: Session, company: Company) -> dict[str, int]:
    """Leila is only the manager's manager here; the plan has an owner of its own."""
    store.execute(delete(AccountRole).where(AccountRole.role == Role.PLAN_OWNER))
    made = {}
    for name, role in (
        ("parisa", None),
        ("dara", None),
        ("roya", Role.CASE_HANDLER),
        ("ali", Role.PLAN_OWNER),
        ("newcomer", None),
    ):
        wish = EmployPerson(name.capitalize(), job_title="Colleague", job_family="office", hired_on=HIRED)
        made[name] = int(people.employ_person(store, SERVICE, wish, at=NOW))
        if name != "newcomer":
            grants = [AccountRole(role=role.value)] if role else []
            store.add(
                Account(
                    email=f"{name}@example.org",
                    fs_uniquifier=secrets.token_hex(16),
                    employee_id=made[name],
                    made_at=NOW,
                    grants=grants,
                )
            )
    led = LeadPerson(EmployeeKey(made["dara"]), EmployeeKey(made["parisa"]), HIRED)
    people.lead_person(store, SERVICE, led, at=NOW)
    store.flush()
    return made


def _talks(store: Session, company: Company) -> dict[str, int | str]:
    sara, omid = company.actor("sara"), company.actor("omid")
    talk = booked(store, company)
    prepared(store, company, talk, how_is_it_going="handed-in-preparation")
    for actor, words, private in (
        (sara, "private-of-sara", True),
        (omid, "private-of-omid", True),
        (omid, "shared-note", False),
    ):
        checkins.write_note(store, actor, WriteNote(talk, words, private), at=NOW)
    item = checkins.agree_outcome(
        store, omid, AgreeOutcome(talk, company.omid, "agreed-outcome", SOON), at=NOW
    )
    wish = ReportObstacle(company.sara, ObstacleKind.TOOLS, "obstacle-words")
    obstacle = report_obstacle(store, sara, wish, at=NOW)
    seen = WriteObservation(
        company.sara, ObservationKind.RESULT, DAY, "observed-words: she called the customer back on Monday"
    )
    return {
        "talk": talk,
        "agenda": store.scalars(select(AgendaItem.id).where(AgendaItem.checkin_id == talk)).first() or 0,
        "item": item,
        "obstacle": obstacle,
        "observation": observations.write_observation(store, omid, seen, at=NOW),
    }


def _training(store: Session, company: Company) -> dict[str, int | str]:
    return {
        "course": taught(store, company, completed_on=None, ends_on=SOON),
        "practice": practised(store, company, result=Result.NOT_OK, note="practice-words"),
        "aid": aided(store, company),
    }


def _goals(store: Session, company: Company) -> dict[str, int | str]:
    share = share_of_sara(store, company)
    goal = agree_goal(store, company)
    measure(store, company.sara, BEHIND)
    proposed = propose(store, company, "omid", node=share)
    table = Table(store, company, read_rulebook(RULES, DAY), goal)
    key = table.open()
    said = QuestionAnswer("goal_restated_correctly", "yes", Stance.ANSWERED, "said-in-the-diagnosis")
    answers = AnswerQuestions(key, (QuestionAnswer("external_checklist_done", True), said))
    diagnosis.answer_questions(store, table.person("sara"), answers, pack=table.pack, at=NOW)
    wish = ContestFinding(key, About.FACT, "gap_ratio", "contested-with-this-reason")
    contest = diagnosis.contest_finding(store, table.person("sara"), wish, pack=table.pack, at=NOW)
    plan = store.scalars(select(PlanNode.parent_id).where(PlanNode.id == share)).one() or 0
    node = store.get_one(PlanNode, plan)
    node.org_unit_id = people.ensure_unit(store, SERVICE, "Sales", None, at=NOW)
    versions.put_forward(
        store, company.actor("omid"), PutForward(plan, "As we talked about it", SOON), at=NOW
    )
    return {
        "plan_start": str(node.starts_on), "plan_end": str(node.ends_on),
        "goal": goal, "proposed": proposed, "diagnosis": key, "share": share, "plan": plan,
        "rule": "G14", "fact": "gap_ratio", "contest": contest, "count": _count(store, company, plan or 0),
    }  # fmt: skip


def _count(store: Session, company: Company, node: int) -> int:
    """What was counted of the plan's unit in November."""
    days = date(2017, 11, 1), date(2017, 11, 30)
    wish = RecordGroupReading("complaints_open", *days, Decimal(4), "Service desk", node=node)
    counting.count_for_node(store, company.actor("omid"), [wish], at=NOW)
    facts = node_facts(store, node)
    return actuals.group_history(store, node, facts.org_unit)[0].key


def _matter(store: Session, company: Company) -> dict[str, int | str]:
    wish = RaiseMatter(Raises.HEALTH, "told-in-confidence")
    pack = read_rulebook(RULES, DAY)
    return {"matter": diagnosis.raise_matter(store, company.actor("kian"), wish, pack=pack, at=NOW)}


def _rules(store: Session, company: Company) -> dict[str, int | str]:
    """The pack as it came with the software, and HR's draft that changes the words of one rule."""
    nasrin, core = company.actor("nasrin"), packs.in_force(store, "diagnosis", DAY)
    pack_operations.keep_edition(store, core, at=NOW)
    name = next(file for file in core.files if file.startswith("gates/G14"))
    text = core.files[name].replace("  en: ", "  en: draft-of-hr ", 1)
    pack_operations.keep_draft(store, nasrin, KeepDraft("core", {name: text}), at=NOW)
    return {"edition": packs.editions_page(store, nasrin, "core").editions[0].key}


def _reviews(store: Session, company: Company) -> dict[str, int | str]:
    """One review with Sara's part handed in and Omid's in a draft, one that both signed, and its archive."""
    nasrin, omid = company.actor("nasrin"), company.actor("omid")
    period = date(2017, 7, 1), date(2017, 12, 31)
    cycle = reviews.open_cycle(store, nasrin, OpenCycle("Half", *period), at=NOW)
    found = select(Review.id).where(Review.cycle_id == cycle, Review.employee_id == company.sara)
    review = ReviewKey(store.scalars(found).one())
    goals = tuple(str(goal.key) for goal in goal_queries.goals_of(store, omid, company.sara, DAY))
    own, theirs = form_of(Side.EMPLOYEE), form_of(Side.MANAGER)
    handed = HandInPart(review, Side.EMPLOYEE, own, answers_to(own, goals, "self-review-words"))
    reviews.hand_in_part(store, company.actor("sara"), handed, at=NOW)
    draft = SavePart(review, Side.MANAGER, theirs, answers_to(theirs, goals, "manager-draft-words"))
    reviews.save_part(store, omid, draft, at=NOW)
    signed_in, keys = signed_cycle(store, company)
    wish = AskArchive(signed_in, "en", Calendar.GREGORIAN)
    job = documents.ask_archive(store, nasrin, wish, at=NOW)
    _finish(store, job, signed_in)
    return {"cycle": cycle, "review": review, "signed": keys["sara"], "signed_cycle": signed_in, "job": job}


def _finish(store: Session, job: int, cycle: int) -> None:
    """As the worker leaves it, without printing."""
    row = store.get_one(Job, job)
    values = {"endpoint": "documents.archive", "values": {"job": job}}
    row.state, row.result = "done", {**values, "cycle": cycle, "language": "en", "count": 2, "bytes": 4}
    folder = exports() / str(job)
    folder.mkdir(exist_ok=True)
    (folder / "reviews.zip").write_bytes(b"PK\5\6")


def _imports(store: Session, company: Company) -> dict[str, int | str]:
    """A list of people that HR brought in, with a row left out; and one that waits to be looked at."""
    nasrin = company.actor("nasrin")
    files = [BroughtFile("staff.csv", STAFF)]
    done = integrations.import_files(store, nasrin, Subject.PEOPLE, files, Decisions(), NOW)
    waiting = integrations.start_import(store, nasrin, files, at=NOW)
    kept = store.scalars(select(ImportFile.id).where(ImportFile.run_id == done.run)).one()
    open_file = store.scalars(select(ImportFile.id).where(ImportFile.run_id == waiting)).one()
    return {"run": done.run or 0, "file": kept, "open_run": waiting, "open_file": open_file}


def _accounts(store: Session, company: Company) -> dict[str, int | str]:
    account = store.scalars(select(Account.id).where(Account.employee_id == company.kian)).one()
    token = accounts.invite(store, company.actor("vera"), account, at=NOW)
    wish = MakeToken("Service desk", Scope.READINGS, DAY + timedelta(days=30))
    make_token(store, company.actor("vera"), wish, at=NOW)
    system = store.scalars(select(SystemToken.id)).one()
    return {"account": account, "token": token, "system": system}
