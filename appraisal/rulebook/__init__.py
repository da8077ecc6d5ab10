"""The rulebook: rules read, checked, dated, evaluated and explained.

A rule is a small YAML file with texts in four languages and its worked cases; a pack is a folder of
them with the facts they may name and the parameters they lean on. What is absent is unknown, and
unknown is never a no. Pure: knows neither the database nor the web, and reads nothing but the folder.

    pack = load_pack("rules/core")                    # BrokenPack: every problem, file:line:column
    pack = read_pack({"pack.yaml": ..., ...})         # the same from texts
    run_cases(pack)                                   # [] when every worked case comes out
    facts = read_facts(pack.schema, {"gap_ratio": 0.6})        # WrongFacts: every problem
    facts = with_registers(pack.schema, facts)        # only by a caller who looked into our registers
    differential = diagnose(pack, facts, as_of)       # gates, seven factors, next questions, traces
    outcome_of(pack, facts, as_of)                    # the same without traces and questions, for very many
    remarks(pack, facts, as_of)                       # what a pack of wording, goals, process or plan says
    to_plain(differential, "fa")                      # what the command line prints
    to_stored(pack, differential)                     # what is kept: reads without any engine
    to_snapshot(facts)                                # the facts as they were

From the middle outwards: ``kleene`` ``problems`` ``words`` ``wordlists`` ``kinds`` ``language`` ``checking``
``compiling`` ``condition`` (the language kl/1), ``yaml_text`` ``texts`` ``values`` ``schema`` ``facts``
``parameters`` ``rules`` ``pack_files`` ``pack`` ``cases`` (the files), ``evidence`` ``answers`` ``questions``
``differential`` ``explaining`` (the diagnosis), ``remarks`` (the other kinds of packs).

A rule file may say ``asks: <fact>`` when its ``question`` asks for exactly that fact; otherwise the
next question is worded by the fact itself. A fact of type ``list`` declares the ``fields`` of its
records; ``latest`` goes by the field ``on``. A pack may hold lists of words in ``words/``, each in four
languages, which a condition names: ``has_word(text, blame)``.
"""

from appraisal.rulebook.cases import run_cases
from appraisal.rulebook.differential import (
    ENGINE_VERSION,
    Differential,
    FactTrace,
    Finding,
    Outcome,
    RuleTrace,
    Stamp,
    Verdict,
    diagnose,
    outcome_of,
)
from appraisal.rulebook.evidence import Status
from appraisal.rulebook.explaining import CascadeStep, cascade, to_plain, to_stored
from appraisal.rulebook.facts import (
    Fact,
    checked_facts,
    from_snapshot,
    read_facts,
    to_snapshot,
    with_registers,
)
from appraisal.rulebook.kleene import Answer
from appraisal.rulebook.pack import Pack, load_pack, read_pack
from appraisal.rulebook.parameters import Parameter
from appraisal.rulebook.problems import BrokenPack, Problem, WrongFacts
from appraisal.rulebook.questions import Question
from appraisal.rulebook.remarks import Remark, remarks
from appraisal.rulebook.rules import FACTORS, LEVELS, Case, Rule, digest_of
from appraisal.rulebook.schema import FactSpec, Schema
from appraisal.rulebook.texts import LANGUAGES, Texts, in_language
from appraisal.rulebook.wordlists import WordList
from appraisal.rulebook.words import has_word, words_of

__all__ = [
    "ENGINE_VERSION",
    "FACTORS",
    "LANGUAGES",
    "LEVELS",
    "Answer",
    "BrokenPack",
    "CascadeStep",
    "Case",
    "Differential",
    "Fact",
    "FactSpec",
    "FactTrace",
    "Finding",
    "Outcome",
    "Pack",
    "Parameter",
    "Problem",
    "Question",
    "Remark",
    "Rule",
    "RuleTrace",
    "Schema",
    "Stamp",
    "Status",
    "Texts",
    "Verdict",
    "WordList",
    "WrongFacts",
    "cascade",
    "checked_facts",
    "diagnose",
    "digest_of",
    "from_snapshot",
    "has_word",
    "in_language",
    "load_pack",
    "outcome_of",
    "read_facts",
    "read_pack",
    "remarks",
    "run_cases",
    "to_plain",
    "to_snapshot",
    "to_stored",
    "with_registers",
    "words_of",
]
