"""The formbook: ``forms/`` read and checked, answers held against them, the signed text kept.

Owns what is asked of people in writing: which questions, of whom, when, in which words, and who
will read the answer. Leaves what is done with answers to the slices, and what facts mean to the
rulebook. Pure: no database, no clock. No form can hold a rating of a person.

    book = load_forms(Path("forms"))                       # BrokenForms: every problem at once
    form = book.form_for("self_review", "sales_seller")    # falls back to the general form
    check_answers(form, answers, goals=goals, today=day)   # every objection at once
    facts_in(form, answers)                                # fact name -> value, for the rulebook
    frozen = freeze(form, answers, "fa", goals=goals)      # plain data, kept with the signature
    in_language(frozen, "en", reader=Reader.HR)            # what HR may print, in English
"""

from appraisal.formbook.answers import PROBLEM_KEYS, AnswerProblem, asked_questions, check_answers, facts_in
from appraisal.formbook.freezing import freeze, in_language
from appraisal.formbook.loading import BrokenForms, load_forms
from appraisal.formbook.reading import Place, Problem
from appraisal.formbook.shapes import (
    LANGUAGES,
    About,
    Form,
    Formbook,
    FormKind,
    Occasion,
    Option,
    Part,
    Question,
    QuestionKind,
    Reader,
    Section,
    Unit,
)

__all__ = [
    "LANGUAGES",
    "PROBLEM_KEYS",
    "About",
    "AnswerProblem",
    "BrokenForms",
    "Form",
    "FormKind",
    "Formbook",
    "Occasion",
    "Option",
    "Part",
    "Place",
    "Problem",
    "Question",
    "QuestionKind",
    "Reader",
    "Section",
    "Unit",
    "asked_questions",
    "check_answers",
    "facts_in",
    "freeze",
    "in_language",
    "load_forms",
]
