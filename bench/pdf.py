"""How fast papers are printed: milliseconds of one core for a paper, and papers a second with all cores.

    python bench/pdf.py [papers]

Prints one line a language: median CPU ms, kB, pages, papers a second through the printers, and the naive
way (everything set up anew for each paper) as a ratio measured in the same run.
"""

from __future__ import annotations

import statistics
import sys
import time
from concurrent.futures import wait
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pikepdf

from appraisal.documents import press
from appraisal.documents.printers import Printers
from appraisal.i18n.languages import LANGUAGES
from tests.documents.example import signed_review


def cpu_ms(language: str, *, anew: bool) -> float:
    """CPU milliseconds of one paper; with ``anew`` nothing that was set up before is used."""
    if anew:
        press.desk_for.cache_clear()
        press._fonts.cache_clear()
    begin = time.process_time()
    press.print_appraisal(signed_review(language), language, LANGUAGES[language].calendar, is_cut=False)
    return (time.process_time() - begin) * 1000


def papers_a_second(language: str, papers: int) -> tuple[float, int]:
    """Papers a second with every core at work, warm, and how many processes that were."""
    signed = signed_review(language)
    with Printers(language, LANGUAGES[language].calendar, papers) as printers:
        wait([printers.ask(signed, False) for _ in range(2 * printers.count)])
        begin = time.perf_counter()
        wait([printers.ask(signed, False) for _ in range(papers)])
        return papers / (time.perf_counter() - begin), printers.count


def main(papers: int = 24) -> None:
    """One line a language."""
    sys.stdout.write(
        f"{'':4}{'ms/paper':>10}{'naive ms':>10}{'ratio':>7}{'kB':>6}{'pages':>7}{'papers/s':>10}\n"
    )
    for language in LANGUAGES:
        cpu_ms(language, anew=True)
        lean = statistics.median(cpu_ms(language, anew=False) for _ in range(8))
        naive = statistics.median(cpu_ms(language, anew=True) for _ in range(4))
        paper = press.print_appraisal(
            signed_review(language), language, LANGUAGES[language].calendar, is_cut=False
        )
        with pikepdf.open(BytesIO(paper)) as opened:
            pages = len(opened.pages)
        rate, processes = papers_a_second(language, papers)
        sys.stdout.write(
            f"{language:4}{lean:10.0f}{naive:10.0f}{naive / lean:7.2f}{len(paper) / 1000:6.0f}{pages:7}{rate:10.1f}"
            f"  ({processes} processes)\n"
        )


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
