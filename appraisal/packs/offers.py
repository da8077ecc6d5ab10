"""What a condition may name: facts by group, numbers, words of the language, each with its label and its kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from appraisal.packs.plainly import Term
from appraisal.rulebook import FactSpec, Pack, Parameter, Texts


@dataclass(frozen=True)
class OfferedValue:
    """A value of a fact with its words, and what is written into a condition for it."""

    insert: str
    words: Texts


@dataclass(frozen=True)
class Offer:
    """A name that a condition may use, and what is written for it."""

    name: str
    label: Texts
    type: str
    unit: str
    ask: str
    values: tuple[OfferedValue, ...] = ()
    fields: tuple[tuple[str, Texts], ...] = ()
    number: Term | None = None


@dataclass(frozen=True)
class OfferGroup:
    """Offers that belong together; ``title`` is none for the numbers and the lists of words of the pack."""

    key: str
    title: Texts | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Asked:
    """A fact that a story may tell, with what it takes to ask for it."""

    name: str
    label: Texts
    type: str
    unit: str
    least: float | None
    most: float | None
    values: tuple[OfferedValue, ...]
    fields: tuple[str, ...]


def offers_of(pack: Pack, day: date) -> tuple[OfferGroup, ...]:
    """Everything that a condition of this pack may name, as of a day."""
    groups = [
        OfferGroup(group, title, tuple(_fact(spec) for spec in pack.facts.values() if spec.group == group))
        for group, title in pack.schema.groups.items()
    ]
    numbers = tuple(_number(number, day) for number in pack.parameters.values())
    words = tuple(Offer(each.name, each.title, "words", "", "") for each in pack.words.values())
    more = (OfferGroup("numbers", None, numbers), OfferGroup("words", None, words))
    return (*groups, *(group for group in more if group.offers))


def asked_of(pack: Pack, names: Iterable[str]) -> tuple[Asked, ...]:
    """The facts with these names, ready to be asked for."""
    return tuple(
        Asked(
            spec.name,
            _labelled(spec),
            spec.type,
            spec.unit,
            spec.least,
            spec.most,
            _values(spec),
            tuple(spec.fields),
        )
        for spec in (pack.facts[name] for name in names)
    )


def _fact(spec: FactSpec) -> Offer:
    values = () if spec.type not in ("enum", "bool") else _written(spec)
    fields = tuple((name, inner.label or _named(name)) for name, inner in spec.fields.items())
    return Offer(spec.name, _labelled(spec), spec.type, spec.unit, spec.ask, values, fields)


def _number(number: Parameter, day: date) -> Offer:
    value = Term("number", number=number.on(day), unit=number.unit)
    return Offer(number.name, number.title, "parameter", number.unit, "", number=value)


def _written(spec: FactSpec) -> tuple[OfferedValue, ...]:
    """Values as a condition writes them: words in quotation marks, yes and no as true and false."""
    if spec.type == "bool":
        return _values(spec)
    return tuple(OfferedValue(f"'{each.insert}'", each.words) for each in _values(spec))


def _values(spec: FactSpec) -> tuple[OfferedValue, ...]:
    if spec.type == "bool":
        return tuple(
            OfferedValue(written, spec.answers.get(word, {}))
            for word, written in (("yes", "true"), ("no", "false"))
        )
    return tuple(OfferedValue(name, words or _named(name)) for name, words in spec.values.items())


def _labelled(spec: FactSpec) -> Texts:
    return spec.label or _named(spec.name)


def _named(name: str) -> Texts:
    return dict.fromkeys(("en", "fa", "ru", "vi"), name)
