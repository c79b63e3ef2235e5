"""Cues and quotations in, which quotation belongs to which cue out.

A quotation belongs to the cue beside it: right before ("...", said X), right after (X said: "..."), or both. One that
fills a sentence or opens a paragraph without a cue of its own goes on with the statement before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extractors.speech import flanks
from kg.extractors.speech.cues import QUOTING, Found, forms
from kg.language import Analysis, Sentence
from kg.language.quotations import quotations
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.model import Selector

BESIDE = 90  # characters between a quotation and its cue: a name with its office
FAR = 300  # the same where nothing but a noun phrase stands between
LONG = 6  # words of a quotation that needs no comma before its cue
LEAD = 40  # characters that lead from a cue into a quotation: a noun phrase
OPENERS = frozenset({"DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ"})
CLAUSE = re.compile(r"\s+(?:that\s+)?(?=\w)")
MARK = "\"“”„‟«»'‘’`"
ENDS_SPEECH = re.compile(r"[,.?!–—-][\s\"“”„‟«»'‘’`]*$")
OPENS_SPEECH = re.compile(r"(?:[,:]|^)\s*(?:that\s*)?[\"“”„‟«»'‘’`]*$")
CONNECTIVE = re.compile(r"^(?:(?:And|But|So|Yet|Still|Now|Then|However|Meanwhile),?\s*)?[\"“”„‟«»'‘’`]*\s*$")
SET_OFF = re.compile(r"[^.!?;:\n]{0,60}:")
PROSE = re.compile(rf"(?![{MARK}])\w[\s\S]{{20,}}[.!?…]")
RESUMING = re.compile(rf",(?:\s+(?:and|but|so|yet))?[{MARK}\s]*$")
GOES_ON = re.compile(rf"[{MARK}]*\s+(?:an?|the|this|that|these|those|his|her|its|their|our|my|of|about)\b")
NAME_BEFORE = re.compile(rf"\b[^\W\d_a-z][\w.]+ [{MARK}]$")
NAME_BEHIND = re.compile(rf"[{MARK}] [^\W\d_a-z]\w")
NAMED = 24  # characters of a name before a nickname
LEADING = 9  # tokens of a phrase before a quotation


class Quotes:
    """The quotations of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        text = analysis.document.text
        self.all: tuple[Selector, ...] = tuple(q for q in quotations(analysis) if not _nickname(text, q))
        self._opens = [quote.start for quote in self.all]
        self._starts = [sentence.selector.start for sentence in analysis.sentences]
        self._ends = [sentence.selector.end for sentence in analysis.sentences]
        self._paragraphs = [paragraph.start for paragraph in analysis.paragraphs]

    def around(self, place: Selector) -> Selector | None:
        """The quotation that a stretch lies in."""
        near = self.all[: bisect_right(self._opens, place.start)][-1:]
        return next((quote for quote in near if quote.contains(place)), None)

    def inside(self, content: Selector) -> tuple[Selector, ...]:
        """The quoted parts of a stretch."""
        select = self.analysis.document.select
        shared = ((max(q.start, content.start), min(q.end, content.end)) for q in self.all if q.overlaps(content))
        return tuple(self._bare(select(start, end)) for start, end in shared)

    def fitted(self, content: Selector, cue: Selector) -> Selector:
        """A content made to agree with the quotations: a cue's own is not left, another is not cut short."""
        select = self.analysis.document.select
        home = self.around(cue)
        for quote in self.all:
            if not quote.overlaps(content):
                continue
            if quote == home:
                content = select(max(content.start, quote.start), min(content.end, quote.end))
            elif quote.contains(content):
                content = self._opened(quote, content, cue)
            elif cue.end < quote.start and content.end < quote.end:
                content = select(content.start, quote.end)
        return content

    def _opened(self, quote: Selector, content: Selector, cue: Selector) -> Selector:
        """A content that starts within a quotation: from what leads into it after the cue, or from its first word."""
        lead = self._text(cue.end, quote.start) if cue.end < quote.start else ""
        if " " not in self._text(quote.start, content.start):
            return quote
        if not 0 < len(lead.strip(MARK + " ")) <= LEAD or re.search("[,;:.]", lead):
            return content
        return self.analysis.document.select(quote.start - len(lead.lstrip()), quote.end)

    def completed(self, found: Found, sentence: Sentence) -> tuple[Selector, ...]:
        """The clause from a cue to the quotation that ends its sentence: said the plan was "a farce"."""
        cue = sentence.select(sentence.doc[found.last])
        inside = [q for q in self.all if cue.end < q.start < sentence.selector.end] if not self.around(cue) else []
        opened = CLAUSE.match(self._text(cue.end, inside[0].start)) if inside else None
        if opened is None or not self._ends_sentence(inside[-1]):
            return ()
        start = cue.end + opened.end()
        words = [t for t in sentence.doc[found.last + 1 :] if sentence.selector.start + t.idx >= start]
        cued = any(t.lower_ in forms() and t.tag_.startswith("VB") for t in words)
        finite = any(t.tag_ in FINITE for t in words)
        plain = words and words[0].pos_ in OPENERS and finite and not cued
        return (self.analysis.document.select(start, inside[-1].end),) if plain else ()

    def beside(self, found: Found, sentence: Sentence) -> tuple[Selector, ...]:
        """The quotations right before and right after a cue."""
        cue = sentence.select(found.verb)
        if self.around(cue):
            return ()
        before = self._before(found, sentence, cue)
        behind = self._behind(found, sentence, cue, before)
        if before and behind and before.exact.endswith("."):
            before = None  # its sentence is over: it went on with what was said before
        chain = (*self._chain(before), before) if before else ()
        found_here = tuple(self._bare(quote) for quote in (*chain, behind) if quote is not None)
        return found_here or self._set_off(cue, sentence)

    def _set_off(self, cue: Selector, sentence: Sentence) -> tuple[Selector, ...]:
        """The paragraph behind one that ends with a cue and a colon: what is quoted stands there without marks."""
        paragraphs, number = self.analysis.paragraphs, sentence.paragraph
        introduced = SET_OFF.fullmatch(self._text(cue.end, paragraphs[number].end)) is not None
        if not introduced or number + 1 == len(paragraphs) or not PROSE.fullmatch(paragraphs[number + 1].exact):
            return ()
        return (paragraphs[number + 1],)

    def _chain(self, quote: Selector) -> tuple[Selector, ...]:
        """Quotations of the paragraphs before that were left open, so that this one goes on with them."""
        index = self.all.index(quote)
        if index == 0:
            return ()
        earlier = self.all[index - 1]
        between = self._text(earlier.end, quote.start)
        opens = not between.strip(MARK + " \n") and "\n" in between and not between.split("\n")[0].strip()
        marks = {self._text(q.start - 1, q.start) for q in (earlier, quote)}
        opens = opens and not len(marks & {'"', "\u201c"}) > 1  # a quotation in a passage set off by other marks
        return (*self._chain(earlier), earlier) if opens else ()

    def _before(self, found: Found, sentence: Sentence, cue: Selector) -> Selector | None:
        quote = next((q for q in reversed(self.all) if q.end < cue.start), None)
        flanking = flanks.between(found.verb) is not None
        if quote is None or cue.start - quote.end > (FAR if flanking else BESIDE) or self._ended(quote, cue):
            return None
        gap = self._text(quote.end, cue.start)
        ends = self._text(quote.start, quote.end + len(gap) - len(gap.lstrip(MARK + ",. –—-")))
        closing = ENDS_SPEECH.search(ends) or (not gap.strip(MARK + " ") and len(quote.exact.split()) >= LONG)
        if not closing or (not flanking and self._verb_between(found, sentence, quote.end, cue.start)):
            return None
        if re.search(r"[;:]\s", gap.lstrip(MARK + " ")):
            return None
        return quote if self._opens_sentence(quote) or self._led(quote, sentence) else None

    def _led(self, quote: Selector, sentence: Sentence) -> bool:
        """Whether only a phrase and a comma stand before a quotation in its sentence: As for tax, "it will rise"."""
        lead = [t for t in sentence.doc if sentence.selector.start + t.idx < quote.start and not t.is_quote]
        parted = 1 < len(lead) <= LEADING and lead[-1].text == ","
        return parted and not any(t.tag_.startswith(("VB", "MD", "PRP")) or t.is_quote for t in lead)

    def _behind(self, found: Found, sentence: Sentence, cue: Selector, before: Selector | None) -> Selector | None:
        quote = next((q for q in self.all if q.start > cue.end), None)
        if quote is None or quote.start - cue.end > FAR:
            return None
        gap = self._text(cue.end, quote.start)
        if quote.start >= sentence.selector.end:
            speaking = any(step.lower_ in forms() for step in found.verb.ancestors)
            introduced = not speaking and gap.rstrip(MARK + " \n").endswith(":")
            return quote if introduced and quote.start - sentence.selector.end < 6 else None
        if before and _interrupted(before, gap, quote):
            return quote
        if quote.start - cue.end > BESIDE or self._verb_between(found, sentence, cue.end, quote.start):
            return None
        direct = gap.strip(MARK + " ") == "" or bool(OPENS_SPEECH.search(gap))
        called = not gap.strip(MARK + " ") and (found.cue.id == "chant" or quote.exact[:1].isupper())
        called = called and not GOES_ON.match(self._text(quote.end, sentence.selector.end))
        called = called or (direct and quote.exact.endswith((",", ".", "!", "?")))
        whole = before is not None or called or self._closes_sentence(quote, sentence)
        return quote if direct and whole and "that " not in gap else None

    def continued(
        self, statement: Sequence[Selector], claimed: Sequence[Selector], cues: Sequence[int]
    ) -> list[Selector]:
        """Quotations that go on with a statement: each fills a sentence or opens a paragraph and has no cue.

        ``statement`` are the stretches of its content, ``claimed`` those of every statement, ``cues`` where cues stand.
        """
        found: list[Selector] = []
        last = max(stretch.end for stretch in statement)
        for quote in self.all[bisect_left(self._opens, last) :]:
            if quote.start < last or any(quote.overlaps(other) for other in claimed):
                continue
            if not self._goes_on(last, quote, cues):
                break
            found.append(self._bare(quote))
            last = quote.end
        return found

    def _goes_on(self, last: int, quote: Selector, cues: Sequence[int]) -> bool:
        if any(last < at < quote.start for at in cues) and self._paragraph(quote.start) - self._paragraph(last) > 1:
            return False
        sentences = self._sentences(quote.start, quote.start + 1)
        if not sentences or not (self._opens_sentence(quote) and self._ends_sentence(quote)):
            return False
        home = sentences[0].selector.start
        return not any(last < s.selector.start and s.selector.end <= home for s in self._sentences(last, home))

    def _sentences(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that a stretch touches."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [s for s in self.analysis.sentences[first : bisect_left(self._starts, end)] if s.selector.end > start]

    def _paragraph(self, place: int) -> int:
        """The number of the last paragraph that begins before a place."""
        return bisect_right(self._paragraphs, place)

    def _opens_sentence(self, quote: Selector) -> bool:
        start = self._starts[max(0, bisect_right(self._starts, quote.start) - 1)]
        return bool(CONNECTIVE.match(self._text(start, quote.start)))

    def _ends_sentence(self, quote: Selector) -> bool:
        at = bisect_left(self._ends, quote.end)
        return at < len(self._ends) and not self._text(quote.end, self._ends[at]).strip(MARK + " .!?")

    def _closes_sentence(self, quote: Selector, sentence: Sentence) -> bool:
        tail = self._text(quote.end, max(quote.end, sentence.selector.end))
        return (
            not tail.strip(MARK + " .!?,;")
            or bool(re.match(rf"[{MARK}]*\s*[.,;]", tail))
            or quote.end > sentence.selector.end
        )

    def _verb_between(self, found: Found, sentence: Sentence, start: int, end: int) -> bool:
        offset = sentence.selector.start
        between = (t for t in sentence.doc if start <= offset + t.idx < end and t != found.verb)
        above = found.verb.head if found.verb.dep_ in {"advcl", "xcomp"} else None
        own = {token.i for token in found.others}
        if above is not None:  # "was quoted as saying"
            own |= {above.i, *(c.i for c in above.children if c.dep_ == "aux:pass" and above.lemma_ in QUOTING)}
        relative = found.verb.dep_.startswith("acl")
        verbs = [t for t in between if t.tag_.startswith(("VB", "MD")) and t.i not in own and not _in_name(t)]
        return any(t.lower_ in forms() or not relative for t in verbs)

    def _ended(self, quote: Selector, cue: Selector) -> bool:
        """Whether a sentence or a paragraph ends between a quotation and a cue behind it."""
        text = self._text(quote.end, cue.start)
        first = quote.end + len(text) - len(text.lstrip(MARK + ",.?! "))
        parted = "\n" in text and self._paragraph(quote.end) != self._paragraph(cue.start)
        return parted or any(first < s.selector.end <= cue.start for s in self._sentences(quote.end, cue.start))

    def _text(self, start: int, end: int) -> str:
        return self.analysis.document.text[start:end]

    def _bare(self, quote: Selector) -> Selector:
        """A quotation without the comma that ends it for the sake of the sentence round it."""
        words = quote.exact.rstrip(", ").rstrip()
        lead = len(words) - len(words.lstrip())
        return self.analysis.document.select(quote.start + lead, quote.start + len(words)) if words.strip() else quote


def _interrupted(before: Selector, gap: str, quote: Selector) -> bool:
    """Whether a quotation goes on behind what interrupts it: "If not," he said, turning round, "we leave"."""
    return before.exact.endswith(",") and bool(RESUMING.search(gap)) and quote.exact[0].islower()


def _nickname(text: str, quote: Selector) -> bool:
    """Whether words in quotation marks stand inside a name: Ann "Spider" Roy."""
    inside = NAME_BEFORE.search(text, max(0, quote.start - NAMED), quote.start) is not None
    plain = re.fullmatch(r"[^\W\d_a-z]\w*(?: [^\W\d_a-z]\w*)?", quote.exact) is not None
    return inside and plain and NAME_BEHIND.match(text, quote.end) is not None


def _in_name(token: Token) -> bool:
    """Whether a participle only describes a noun: "the ousted minister"."""
    return token.dep_ in {"amod", "compound", "acl"}
