"""Claims in, HTML out: a card for each, with its slots, who says it, how sure it is, and links to its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from kg.lengths import length_in_words
from kg.marking import visible
from kg.model import (
    Claim,
    ClaimRef,
    Code,
    Duration,
    Filler,
    Mention,
    MentionType,
    Moment,
    Money,
    Quantity,
    Reading,
    Selector,
)
from kg.page.parts import TOLD_ELSEWHERE, kind, spaced

LONGEST = 280  # characters of a quotation in a card: the whole stands in the text

Numbers = Mapping[str, int]
"""Claim id → its number on the page."""


def cards(reading: Reading) -> Iterator[str]:
    """Give list items in the order of claims."""
    numbers = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    told = {claim.id: claim for claim in reading.claims}
    for number, claim in enumerate(reading.claims, 1):
        yield _card(claim, number, numbers, told)


def _card(claim: Claim, number: int, numbers: Numbers, told: Mapping[str, Claim]) -> str:
    kinds = ", ".join(spaced(code) for code in claim.kinds)
    head = f"<b>{words(spaced(claim.type))}</b>" + (f" · {words(kinds)}" if kinds else "")
    fact = (
        claim.factuality and f'<span class="told {escape(claim.factuality)}">{words(spaced(claim.factuality))}</span>'
    )
    rows = "".join(_rows(claim, numbers, told))
    return (
        f'<li class="card {kind(claim)}" id="claim-{number}" value="{number}"><article aria-labelledby="h{number}">'
        f'<h3 id="h{number}"><a href="#t{number}" aria-label="claim {number}, to its words">{number}</a> {head}'
        f" {fact or ''}</h3>{_evidence(claim, number)}<dl>{rows}</dl>"
        f'<p class="rule"><span title="how often such claims are right">{claim.score:.0%} sure</span>'
        f" · rule <code>{words(claim.extractor)}</code></p></article></li>\n"
    )


def _evidence(claim: Claim, number: int) -> str:
    """Give the evidence as links, by the first words of each passage."""
    links = (
        f'<a href="#e{number}-{place}">{words(shortened(selector.exact, 70))}</a>'
        for place, selector in enumerate(claim.evidence, 1)
    )
    return f'<p class="evidence"><q>{words(claim.trigger.exact)}</q> in {" and ".join(links)}</p>'


def _rows(claim: Claim, numbers: Numbers, told: Mapping[str, Claim]) -> Iterator[str]:
    if claim.attribution is not None:
        yield _row("according to", [_filled(claim.attribution, numbers, told)])
    spoken = [filler.selector for filler in claim.all("speaker") if isinstance(filler, Mention)]
    for name in dict.fromkeys(role.name for role in claim.roles if role.name not in TOLD_ELSEWHERE):
        values = [_filled(filler, numbers, told) for filler in claim.all(name) if filler not in spoken]
        if values:
            yield _row(spaced(name), values)


def _row(name: str, values: list[str]) -> str:
    return f"<div><dt>{words(name)}</dt>{''.join(f'<dd>{value}</dd>' for value in values)}</div>"


def _filled(filler: Filler, numbers: Numbers, told: Mapping[str, Claim]) -> str:
    if isinstance(filler, ClaimRef):
        return _link(numbers.get(filler.id), told.get(filler.id))
    if isinstance(filler, bool):
        return "yes" if filler else "no"
    if isinstance(filler, Code):
        return words(spaced(filler.name))
    if isinstance(filler, Selector):
        return f"<q>{words(shortened(filler.exact, LONGEST))}</q>"
    return _as_said(filler.selector, *_known(filler))


def _known(filler: Mention | Quantity | Moment | Duration | Money) -> tuple[str | float | None, ...]:
    match filler:
        case Mention():
            return (None if filler.type is MentionType.DESCRIPTION else filler.value,)
        case Quantity():
            return (spaced(filler.qualifier) if filler.value is None else f"{filler.value:,}",)
        case Moment():
            return (filler.edtf,)
        case Duration():
            return (length_in_words(filler.iso) if filler.iso else None,)
    return (filler.currency, filler.amount)


def _as_said(selector: Selector, *known: str | float | None) -> str:
    """Give words as printed, and what is known of them where that says more."""
    more = " ".join(str(each) for each in known if each is not None and str(each) not in selector.exact)
    return words(selector.exact) + (f' <span class="known">{words(more)}</span>' if more else "")


def _link(number: int | None, claim: Claim | None) -> str:
    if number is None or claim is None:
        return "a claim that is not shown"
    return f'<a href="#claim-{number}">{number} {words(spaced(claim.type))}: {words(claim.trigger.exact)}</a>'


def shortened(text: str, longest: int) -> str:
    """Give a text in one line, cut between words where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rpartition(' ')[0] or line[:longest]} …"


def words(text: str) -> str:
    """Give words as HTML that no reading direction of theirs can disturb."""
    return f"<bdi>{escape(visible(text))}</bdi>"
