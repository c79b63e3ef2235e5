"""An analysis and its mentions in, statements out: who says what to whom, in which words, by which cue.

Sources: the frames of the attribution corpora (Pareti 2013; PolNeAR 2018) as lexicon blocks; quotation marks decide
direct speech, the parse decides the rest. Law of this file: no speaker or no content, no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.extractors import contents, frames
from kg.extractors.cues import Found, forms, found, lexicon, told, words
from kg.extractors.cues import triggers as triggers
from kg.extractors.quotes import Quotes
from kg.extractors.speakers import represented, speakers
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Code, Mention, MentionType, Role, Selector

SPEECH_ACTS = frozenset({"report", "assessment", "chant"})
FIRST_PERSON = frozenset({"i", "we"})
OWN = FIRST_PERSON | {"they", "he", "she", "it"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement being put together; ``rank`` orders the readings of one cue: more roles, then earlier places."""

    found: Found
    sentence: Sentence
    speaker: tuple[Mention, ...]
    content: tuple[Selector, ...]
    addressee: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    rank: tuple[int, int] = (0, 0)
    kinds: tuple[str, ...] = ()
    trigger: Selector | None = field(default=None)


def statements(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Statements in reading order of their cues."""
    quotes = Quotes(analysis)
    reader = Reader(mentions, quotes)
    drafts = [draft for sentence in analysis.sentences if wanted(sentence, quotes) for draft in reader.read(sentence)]
    for draft in _continued(drafts, quotes):
        yield _claim(draft, analysis, quotes, ids)


def wanted(sentence: Sentence, quotes: Quotes | None = None) -> bool:
    """Whether a sentence holds a word that could be a cue."""
    return not triggers().isdisjoint(word.strip(".,:;!?\"“”'‘’()").lower() for word in sentence.text.split())


class Reader:
    """Reads the cues of one document's sentences."""

    def __init__(self, mentions: Mentions, quotes: Quotes) -> None:
        self.mentions = mentions
        self.quotes = quotes

    def read(self, sentence: Sentence) -> Iterator[Draft]:
        """The statements of a sentence, one for each cue."""
        best: dict[int, Draft] = {}
        for match in found(sentence.doc):
            draft = self._draft(match, sentence)
            if draft and (match.verb.i not in best or draft.rank > best[match.verb.i].rank):
                best[match.verb.i] = draft
        yield from (best[index] for index in sorted(best))

    def _draft(self, match: Found, sentence: Sentence) -> Draft | None:
        if match.cue.frame == "preposition":
            return self._according(match, sentence)
        if not told(match.verb) or _own_performative(match, self.quotes.around(sentence.select(match.verb))):
            return None
        if match.cue.frame == "received":
            return self._received(match, sentence)
        heads = speakers(match)
        if match.cue.frame == "as":
            stretches = contents.rest(match, *contents.span(match.verb))
            return self._made(match, sentence, heads, self._selectors(sentence, stretches, match), 0)
        for order, place in enumerate(match.cue.slots["contentText"].split(" | ")):
            content = self._content(match, sentence, place)
            if content and not _legal_act(match, heads):
                return self._made(match, sentence, heads, content, -order)
        return None

    def _content(self, match: Found, sentence: Sentence, place: str) -> tuple[Selector, ...]:
        if place == "quote":
            beside = self.quotes.beside(match, sentence)
            joined = [t for t in match.verb.children if t.dep_ == "conj" and contents.span(t)[0] > match.verb.i]
            extra = [contents.span(t) for t in joined if any(c.lower_ == "that" and c.dep_ == "mark" for c in t.children)]
            trimmed = [contents.trim(sentence.doc, *stretch) for stretch in extra] if beside else []
            return beside + tuple(self._selectors(sentence, trimmed, match))
        return self._selectors(sentence, contents.stretches(match, place), match)

    def _selectors(self, sentence: Sentence, stretches: Iterable[contents.Stretch], match: Found) -> tuple[Selector, ...]:
        cue = sentence.select(match.verb)
        placed = (sentence.select(sentence.doc[start:end]) for start, end in stretches)
        return tuple(self._with_quotes(selector, cue) for selector in placed)

    def _with_quotes(self, content: Selector, cue: Selector) -> Selector:
        """A content that ends inside a quotation goes on to the end of it; a cue inside one keeps within it."""
        select = self.quotes.analysis.document.select
        home = self.quotes.around(cue)
        for quote in self.quotes.all:
            if quote == home:
                content = select(max(content.start, quote.start), min(content.end, quote.end)) if quote.overlaps(content) else content
            elif quote.overlaps(content) and not quote.contains(content) and quote.start > cue.end and quote.end > content.end:
                content = select(content.start, quote.end)
            elif quote.contains(content) and content.start - quote.start <= 1:
                content = quote
        return content

    def _made(
        self, match: Found, sentence: Sentence, heads: tuple[Token, ...], content: tuple[Selector, ...], order: int
    ) -> Draft | None:
        speaker = self._who(sentence, heads, speaking=True)
        target = self._role(match, sentence, "target")
        addressee = self._role(match, sentence, "addressee")
        filled = {"target": target, "addressee": addressee}
        if not speaker or not content or not all(who for role, who in filled.items() if role in match.cue.slots):
            return None
        draft = Draft(match, sentence, speaker, content, addressee, target)
        quoted = bool(self.quotes.beside(match, sentence)) and "quote" in match.cue.slots["contentText"]
        draft = replace(draft, rank=(5 * quoted + len(match.others) + bool(target) * 2 + bool(addressee), order))
        return _described(replace(draft, kinds=_kinds(draft)), self.mentions)

    def _role(self, match: Found, sentence: Sentence, role: str) -> tuple[Mention, ...]:
        for place in match.cue.slots.get(role, match.cue.slots.get(f"{role}?", "")).split(" | "):
            name, _, argument = place.partition(":")
            if name == "object":
                heads = contents.objects(match)
            else:
                heads = contents.after(match, argument) if name == "prep" else ()
            if who := self._who(sentence, heads, speaking=False):
                return who
        return ()

    def _who(self, sentence: Sentence, heads: Iterable[Token], *, speaking: bool) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for head in heads:
            who = self.mentions.of(sentence, head)
            if speaking and not any(m.type in NAMED_ACTORS for m in who):
                who = self._represented(sentence, head) or who
            found += (mention for mention in who if mention not in found)
        return tuple(found)

    def _represented(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """The named body that a spokesman, a report or a statement speaks for."""
        bodies = (self.mentions.of(sentence, noun) for noun in represented(head))
        named = (tuple(m for m in body if m.type in NAMED_ACTORS) for body in bodies)
        return next((body for body in named if body), ())

    def _according(self, match: Found, sentence: Sentence) -> Draft | None:
        last = match.last
        head = next((t.head for t in (*match.others, match.verb) if t.head.i > last and t.head.pos_ != "PUNCT"), None)
        if head is None or head.lemma_.lower() in words("no_source") or any(c.lower_ in {"not", "no"} for c in match.verb.children):
            return None
        start, end = match.verb.i, min(contents.span(head)[1], len(sentence.doc))
        end = _phrase_end(head, end)
        content = self._selectors(sentence, contents.rest(match, start, end), match)
        return self._made(match, sentence, (head,), content, 0)

    def _received(self, match: Found, sentence: Sentence) -> Draft | None:
        places = [place.removeprefix("prep:") for place in match.cue.slots["speaker"].split(" | ")]
        heads = contents.after(match, "|".join(places))
        deeds = frames.subjects(match.verb)
        stretches = [contents.trim(sentence.doc, *contents.span(deed)) for deed in deeds]
        cut = [(start, min(end, match.verb.i)) for start, end in stretches if start < match.verb.i]
        return self._made(match, sentence, heads, self._selectors(sentence, cut, match), 0)


def _phrase_end(head: Token, end: int) -> int:
    """Where "according to X" ends: after an apposition or relative clause closed by a comma, not in the next clause."""
    for token in head.doc[head.i + 1 : end]:
        if token.text == "," and token.head != head and not head.is_ancestor(token.head):
            return token.i
    return end


def _own_performative(match: Found, home: Selector | None) -> bool:
    """Whether a cue inside a quotation only says what its speaker is doing: "We demand"."""
    return home is not None and any(head.lower_ in FIRST_PERSON for head in frames.subjects(match.verb))


def _legal_act(match: Found, heads: tuple[Token, ...]) -> bool:
    """Whether a court or an office denies, rejects or dismisses what is its business to decide."""
    if not match.cue.id.startswith("denial.") or match.cue.id == "denial.clause":
        return False
    things = {head.lemma_.lower() for head in contents.objects(match)}
    court = any(head.lemma_.lower() in words("legal_actors") for head in heads)
    return bool(things & words("legal_acts")) and (court or match.cue.id == "denial.object")


def _kinds(draft: Draft) -> tuple[str, ...]:
    """The cue's kind; a neutral cue takes that of a first-person act in its content or of an imperative slogan."""
    kind = draft.found.cue.signals
    if kind not in SPEECH_ACTS:
        return (kind,)
    if kind == "chant":
        return ("demand", kind) if _slogan(draft) else (kind,)
    return (_performed(draft) or kind,)


def _performed(draft: Draft) -> str | None:
    span = draft.sentence.span(draft.content[0]) if draft.sentence.selector.overlaps(draft.content[0]) else None
    for token in span or ():
        plain = token.tag_ in {"VBP", "VBZ"} and not any(child.dep_ == "aux" for child in token.children)
        if plain and token.lower_ in forms() and token != draft.found.verb:
            subject = next((c.lower_ for c in token.children if c.dep_ == "nsubj"), None)
            if subject in OWN and token.head in (draft.found.verb, token):
                return next((c.signals for c in lexicon() if token.lemma_ in c.words and c.signals in PERFORMED), None)
    return None


PERFORMED = frozenset({"condemnation", "demand", "denial", "praise", "accusation"})


def _slogan(draft: Draft) -> bool:
    first = draft.sentence.span(draft.content[0]) if draft.sentence.selector.overlaps(draft.content[0]) else None
    return bool(first) and first[0].lemma_.lower() in IMPERATIVES


IMPERATIVES = frozenset({"free", "release", "stop", "end", "open", "resign", "leave", "go", "give", "let", "save", "bring", "down"})


def _described(draft: Draft, mentions: Mentions) -> Draft:
    """For "describe A as B": where A is no actor it is part of what is said and no target."""
    if draft.found.cue.signals != "characterization" or not draft.target:
        return _blamed(draft, mentions)
    if any(mention.type in NAMED_ACTORS | {MentionType.PRONOUN} for mention in draft.target):
        return draft
    start, end = draft.target[0].selector.start, draft.content[0].end
    heads = contents.objects(draft.found) or contents.after(draft.found, "to")
    if heads:
        start = draft.sentence.select(draft.sentence.doc[contents.span(heads[0])[0]]).start
        start += len("to ") if draft.sentence.text[start - draft.sentence.selector.start :].startswith("to ") else 0
    if start >= draft.content[0].start:
        return draft
    content = draft.sentence.analysis.document.select(start, end)
    return replace(draft, target=(), content=(content, *draft.content[1:]))


def _blamed(draft: Draft, mentions: Mentions) -> Draft:
    """The actor named in what is condemned or praised, as its head or its owner, is the statement's target."""
    if draft.target or draft.found.cue.signals not in {"condemnation", "praise"}:
        return draft
    for head in contents.objects(draft.found):
        owners = [head, *(child for child in head.children if child.dep_ == "nmod:poss")]
        named = [m for owner in owners for m in mentions.of(draft.sentence, owner) if m.type in NAMED_ACTORS]
        return replace(draft, target=tuple(named))
    return draft


def _continued(drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """Statements with the quotations that go on with them."""
    claimed = [stretch for draft in drafts for stretch in draft.content]
    cues = [draft.sentence.select(draft.found.verb).start for draft in drafts]
    grown: list[Draft] = []
    for draft in drafts:
        speech = "quote" in draft.found.cue.slots["contentText"] or any(quotes.inside(s) for s in draft.content)
        more = quotes.continued(draft.content, claimed, cues) if speech else []
        claimed += more
        grown.append(replace(draft, content=(*draft.content, *more)))
    return grown


def _claim(draft: Draft, analysis: Analysis, quotes: Quotes, ids: ClaimIds) -> Claim:
    content = tuple(sorted(set(draft.content)))
    quoted = tuple(quote for stretch in content for quote in quotes.inside(stretch))
    roles = [Role("speaker", mention) for mention in draft.speaker]
    roles += [Role("addressee", mention) for mention in draft.addressee]
    roles += [Role("target", mention) for mention in draft.target]
    roles += [Role("contentText", stretch) for stretch in content]
    roles += [Role("quote", quote) for quote in quoted]
    roles.append(Role("quoteStyle", Code(_style(content, quoted))))
    evidence = _evidence(draft, analysis, content)
    trigger = _trigger(draft)
    return Claim(
        id=ids.mint("Statement", evidence[0], roles),
        type="Statement",
        kinds=draft.kinds,
        trigger=trigger,
        evidence=evidence,
        roles=tuple(roles),
        extractor=f"statement/{draft.found.cue.id}",
        score=0.9 if quoted else 0.8,
    )


def _trigger(draft: Draft) -> Selector:
    doc, match = draft.sentence.doc, draft.found
    return draft.sentence.select(doc[match.verb.i : match.last + 1])


def _evidence(draft: Draft, analysis: Analysis, content: tuple[Selector, ...]) -> tuple[Selector, ...]:
    """The sentence of the cue, then the other sentences that hold its content."""
    home = draft.sentence.selector
    others = (s.selector for s in analysis.sentences if s.selector != home and any(s.selector.overlaps(c) for c in content))
    return (home, *others)


def _style(content: tuple[Selector, ...], quoted: tuple[Selector, ...]) -> str:
    """direct where every word is quoted, indirect where none is, else mixed."""
    if not quoted:
        return "indirect"
    bare = sum(_letters(stretch.exact) for stretch in content) - sum(_letters(quote.exact) for quote in quoted)
    return "direct" if bare <= 0 else "mixed"


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
