"""A text and the spans that are evidence in, HTML with every span marked out.

Law of this file: the characters between the tags are those of the text, one for one. Spans may nest, touch and cross;
one that crosses another is closed and opened again, its id standing where it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from kg.marking import cuts, paragraphs, visible


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the text. ``notes`` number the claims it is evidence of; ``href`` leads to whom it only names."""

    start: int
    end: int
    notes: tuple[int, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the line ends that follow it; ``spans`` are those that begin in it."""

    start: int
    end: int
    html: Markup
    spans: tuple[Span, ...]


def blocks(text: str, spans: Iterable[Span], begin: int = 0, end: int | None = None) -> Iterator[Block]:
    """Cut ``text[begin:end]`` at its line ends and mark the spans in each paragraph."""
    ordered = sorted(set(spans), key=lambda span: (span.start, -span.end))
    for start, stop in paragraphs(text, begin, min(len(text) if end is None else end, len(text))):
        here = unnested([span for span in ordered if span.start < stop and start < span.end])
        yield Block(start, stop, marked(text, here, start, stop), tuple(s for s in here if start <= s.start))


def unnested(spans: Sequence[Span]) -> list[Span]:
    """Take the link from a span that holds another, or the end of one with its numbers: a link may hold no link."""
    return [replace(span, href=None) if span.href and holds_more(span, spans) else span for span in spans]


def holds_more(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether another span lies in this one, or ends inside it."""
    others = (s for s in spans if s is not span)
    return any(span.start <= s.start < s.end <= span.end or span.start < s.end < span.end for s in others)


def marked(text: str, spans: Sequence[Span], begin: int, end: int) -> Markup:
    """Mark up ``text[begin:end]``; ``spans`` are sorted by start, the longer first."""
    places = cuts(spans, begin, end)
    open_: list[Span] = []
    out: list[Markup] = []
    for at, following in zip(places, [*places[1:], None], strict=True):
        again = closed(open_, at, out)
        fresh = [s for s in spans if s.start == at or (at == begin and s.start < begin)]
        for span in sorted({*again, *fresh}, key=lambda s: (-s.end, s.start)):
            out.append(opening(span, first=span.start == at))
            open_.append(span)
        if following is not None:
            out.append(escape(visible(text[at:following])))
    out += [closing(span, last=span.end == end) for span in reversed(open_)]
    return Markup("").join(out)


def closed(open_: list[Span], at: int, out: list[Markup]) -> list[Span]:
    """Close the spans that end here; give back those that had to be closed only because they cross one."""
    again: list[Span] = []
    while any(span.end <= at for span in open_):
        span = open_.pop()
        out.append(closing(span, last=span.end <= at))
        if span.end > at:
            again.append(span)
    return again


def opening(span: Span, *, first: bool) -> Markup:
    """Open a mark; its beginning bears the id that the passage's IRI names."""
    name = Markup(' id="char={},{}"').format(span.start, span.end) if first else Markup("")
    kind = "claim" if span.notes else "name"
    link = Markup('<a href="{}">').format(span.href) if span.href else Markup("")
    return Markup('<mark class="{}"{}>').format(kind, name) + link


def closing(span: Span, *, last: bool) -> Markup:
    """Close a mark; its end bears the numbers of its claims."""
    link = Markup("</a>") if span.href else Markup("")
    numbers = Markup("").join(
        Markup('<a class="note" href="#note-{0}" data-n="{0}" aria-label="claim {0}"></a>').format(n)
        for n in span.notes
        if last
    )
    return link + Markup("</mark>") + numbers
