"""Lists of words in four languages, that rules look for in a text: ``has_word(text, blame)``.

Owns the file of a list and the search: one pass over the words of a text, however long the list. An
exception takes a find back where the same word means something else (``lazy loading``); ``~`` in it
stands for any word of the list (``not ~``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cached_property

from appraisal.rulebook.problems import Report, quoted
from appraisal.rulebook.texts import LANGUAGES, Part, Texts
from appraisal.rulebook.words import Wanted, finder, is_pattern, passages_of, wanted_of, words_of
from appraisal.rulebook.yaml_text import Listing, Mapping, Node, Scalar

ANY = "~"
MOST_WORDS = 2000
LONGEST_PATTERN = 120
_KEYS = ("title", "source", "words", "except")
Patterns = Map[str, tuple[str, ...]]
Found = tuple[int, int]
"""From which word of a text to before which."""


class _Index:
    """Patterns by their first word, so that a text asks only for those that can begin where it stands."""

    def __init__(self, patterns: Iterable[Wanted]) -> None:
        self.words: dict[str, list[Wanted]] = {}
        self.stems: dict[str, list[Wanted]] = {}
        for wanted in patterns:
            first, is_stem = wanted[0]
            (self.stems if is_stem else self.words).setdefault(first, []).append(wanted)
        self.lengths = sorted({len(stem) for stem in self.stems})

    def from_word(self, words: Sequence[str], start: int) -> int:
        """Where the longest find that begins with this word ends; ``start`` itself when there is none."""
        word, end = words[start], start
        for wanted in self.words.get(word, ()):
            end = max(end, _end_of(wanted, words, start))
        for length in self.lengths:
            if length > len(word):
                break
            for wanted in self.stems.get(word[:length], ()):
                end = max(end, _end_of(wanted, words, start))
        return end


@dataclass(frozen=True, eq=False)
class WordList:
    """A named list: ``words`` and ``exceptions`` hold patterns by language, as they stand in the file."""

    name: str
    title: Texts
    source: str
    words: Patterns
    exceptions: Patterns = field(default_factory=dict)

    def is_in(self, text: str) -> bool:
        """Whether a text holds a word of the list that no exception takes back."""
        return next(self._found(words_of(text)), None) is not None

    def places_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words of the list stand in a text: (first character, one after the last), in order."""
        passages = passages_of(text)
        found = self._found([word for word, _, _ in passages])
        return tuple((passages[start][1], passages[end - 1][2]) for start, end in found)

    def logic(self) -> list[object]:
        """What a rule that names the list rests on, in one canonical order; titles are no part of it."""
        return [
            self.name,
            *(
                {language: sorted(patterns) for language, patterns in sorted(each.items())}
                for each in (self.words, self.exceptions)
            ),
        ]

    @cached_property
    def _index(self) -> _Index:
        return _Index(_wanted(each) for patterns in self.words.values() for each in patterns)

    @cached_property
    def _around(self) -> tuple[_Index, tuple[tuple[Wanted, Wanted], ...]]:
        """The exceptions: whole phrases, and what stands before and after any word of the list."""
        everything = [each for patterns in self.exceptions.values() for each in patterns]
        whole = _Index(_wanted(each) for each in everything if ANY not in each)
        pairs = [each.split(ANY) for each in everything if ANY in each]
        return whole, tuple((_wanted(before), _wanted(after)) for before, after in pairs)

    def _found(self, words: Sequence[str]) -> Iterator[Found]:
        start = 0
        while start < len(words):
            end = self._index.from_word(words, start)
            if end > start and not self._is_taken_back(words, start, end):
                yield start, end
            start = max(end, start + 1)

    def _is_taken_back(self, words: Sequence[str], start: int, end: int) -> bool:
        whole, pairs = self._around
        if any(whole.from_word(words, place) >= end for place in range(max(0, start - 8), start + 1)):
            return True
        return any(
            _end_of(before, words, start - len(before)) == start
            and _end_of(after, words, end) == end + len(after)
            for before, after in pairs
            if start >= len(before)
        )


def search_for(sought: str | WordList) -> Callable[[str], bool]:
    """The search that ``has_word`` makes: for one pattern, or for every word of a list."""
    return sought.is_in if isinstance(sought, WordList) else finder(sought)


def _wanted(pattern: str) -> Wanted:
    return wanted_of(_spaced(pattern))


def _spaced(pattern: str) -> str:
    """A text is cut at an apostrophe, and so is a pattern: ``doesn't`` is two words in a row."""
    return pattern.replace("'", " ").replace("\u2019", " ")


def _end_of(wanted: Wanted, words: Sequence[str], start: int) -> int:
    """Where a pattern that begins here ends, or ``start`` when it does not stand here."""
    end = start + len(wanted)
    if end > len(words):
        return start
    for (sought, is_stem), word in zip(wanted, words[start:end], strict=True):
        if not (word.startswith(sought) if is_stem else word == sought):
            return start
    return end


def read_words(node: Node, name: str, report: Report) -> WordList | None:
    """One file of words, or ``None`` with every problem noted."""
    if not isinstance(node, Mapping):
        report.add(node, "a file of words has the parts 'title', 'source' and 'words'")
        return None
    part = Part(node, _KEYS, ("title", "source", "words"), report)
    words = _read_patterns(part.mapping("words"), "words", report)
    exceptions = _read_patterns(part.mapping("except"), "except", report)
    missing = [language for language in LANGUAGES if language not in words]
    if missing and part.mapping("words") is not None:
        report.add(part.place("words"), f"the words are missing in {', '.join(missing)}; an empty list is []")
    if "source" in node.keys and not part.text("source"):
        report.add(part.place("source"), "'source' is empty; say where the words come from")
    if not any(words.values()):
        report.add(part.place("words"), "the list holds no words")
        return None
    return WordList(name, part.texts("title") or {}, part.text("source"), words, exceptions)


def _read_patterns(node: Mapping | None, what: str, report: Report) -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = {}
    for language, listed in node.items() if node else ():
        if language.text not in LANGUAGES:
            report.unknown(language, f"language of {what}", language.text, LANGUAGES)
        elif not isinstance(listed, Listing):
            report.add(listed, "write the words as a list: [one, two words, stem*]")
        elif len(listed.items) > MOST_WORDS:
            report.add(listed, f"a list holds at most {MOST_WORDS} words of a language")
        else:
            read[language.text] = tuple(_read_each(listed, what, report))
    return read


def _read_each(listed: Listing, what: str, report: Report) -> Iterable[str]:
    seen: set[tuple[str, ...]] = set()
    for item in listed.items:
        pattern = " ".join(item.text.split()) if isinstance(item, Scalar) else ""
        key = tuple(f"{word}{'*' * is_stem}" for word, is_stem in _wanted(pattern.replace(ANY, " ")))
        key = (*key, str(pattern.find(ANY)))
        if not _is_usable(pattern, what):
            hint = f", with one '{ANY}' for the word itself" if what == "except" else ""
            report.add(item, f"give whole words, with '*' only at the end of a word{hint}")
        elif key in seen:
            report.add(item, f"{quoted(pattern)} stands here twice")
        else:
            yield pattern
        seen.add(key)


def _is_usable(pattern: str, what: str) -> bool:
    if len(pattern) > LONGEST_PATTERN:
        return False
    if what == "except" and ANY in pattern.split():
        around = " ".join(part for part in pattern.split() if part != ANY)
        return pattern.count(ANY) == 1 and is_pattern(_spaced(around))
    return ANY not in pattern and is_pattern(_spaced(pattern))
