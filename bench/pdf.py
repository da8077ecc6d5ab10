"""How fast papers are printed: milliseconds of one core for a paper, and papers a second with all cores.

    python bench/pdf.py [papers]

Prints one line a language: median CPU ms, kB, pages, papers a second through the printers, and the naive
way (everything set up anew for each paper) as a ratio measured in the same run. Beneath, the same of the paper of
a talk about a goal, which is printed one at a time while somebody waits.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import wait
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import pikepdf

from appraisal.documents import press
from appraisal.documents.printers import Printers
from appraisal.i18n.languages import LANGUAGES
from tests.documents.example import signed_review
from tests.factories.example_talk import told

Print = Callable[[str], bytes]
MOST_OF_A_REVIEW = 1.5


def review(language: str) -> bytes:
    """A signed review on paper."""
    return press.print_appraisal(
        signed_review(language), language, LANGUAGES[language].calendar, is_cut=False
    )


def talk(language: str) -> bytes:
    """A talk about a goal on paper."""
    return press.print_talk(_told(language), language, LANGUAGES[language].calendar)


@cache
def _told(language: str) -> dict[str, Any]:
    return told(language)


def cpu_ms(printed: Print, language: str, *, anew: bool) -> float:
    """CPU milliseconds of one paper; with ``anew`` nothing that was set up before is used."""
    if anew:
        press.desk_for.cache_clear()
        press._fonts.cache_clear()
    begin = time.process_time()
    printed(language)
    return (time.process_time() - begin) * 1000


def one_paper(printed: Print, language: str) -> tuple[float, str]:
    """The median ms, and beside it the naive way, kB and pages as part of a line."""
    printed(language)
    cpu_ms(printed, language, anew=True)
    lean = statistics.median(cpu_ms(printed, language, anew=False) for _ in range(8))
    naive = statistics.median(cpu_ms(printed, language, anew=True) for _ in range(4))
    paper = printed(language)
    with pikepdf.open(BytesIO(paper)) as opened:
        pages = len(opened.pages)
    line = f"{language:4}{lean:10.0f}{naive:10.0f}{naive / lean:7.2f}{len(paper) / 1000:6.0f}{pages:7}"
    return lean, line


def papers_a_second(language: str, papers: int) -> tuple[float, int]:
    """Papers a second with every core at work, warm, and how many processes that were."""
    signed = signed_review(language)
    with Printers(language, LANGUAGES[language].calendar, papers) as printers:
        wait([printers.ask(signed, False) for _ in range(2 * printers.count)])
        begin = time.perf_counter()
        wait([printers.ask(signed, False) for _ in range(papers)])
        return papers / (time.perf_counter() - begin), printers.count


def main(papers: int = 24) -> int:
    """One line a language; 1 when a talk costs more of a core than it may."""
    sys.stdout.write(
        f"{'':4}{'ms/paper':>10}{'naive ms':>10}{'ratio':>7}{'kB':>6}{'pages':>7}{'papers/s':>10}\n"
    )
    reviews = {}
    for language in LANGUAGES:
        reviews[language], line = one_paper(review, language)
        rate, processes = papers_a_second(language, papers)
        sys.stdout.write(f"{line}{rate:10.1f}  ({processes} processes)\n")
    sys.stdout.write("\nA talk about a goal, with an annex on every rule that spoke:\n")
    broken = 0
    for language in LANGUAGES:
        lean, line = one_paper(talk, language)
        share = lean / reviews[language]
        broken |= share > MOST_OF_A_REVIEW
        sys.stdout.write(f"{line}  {share:.2f} of a review (at most {MOST_OF_A_REVIEW})\n")
    return broken


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:2])))
