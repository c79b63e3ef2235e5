"""An analysis and its mentions in, statements out: who says what to whom, in which words, by which cue.

Sources: the frames of the attribution corpora (Pareti 2013; PolNeAR 2018) as lexicon blocks; quotation marks decide
direct speech, the parse decides the rest. Law of this file: no speaker or no content, no statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extractors import frames
from kg.extractors.speech import clauses, complements, contents, phrases
from kg.extractors.speech.assertions import claim
from kg.extractors.speech.cues import Found, found, triggers, words
from kg.extractors.speech.drafts import SPEECH_ACTS, Draft, classed, described, spoken_by
from kg.extractors.speech.exclusions import (
    addressed,
    borrowed,
    legal_act,
    may_speak,
    named,
    own_performative,
    sent_on,
    wishes,
)
from kg.extractors.speech.headings import below
from kg.extractors.speech.labels import Labels, spoken
from kg.extractors.speech.leads import named_elsewhere
from kg.extractors.speech.participles import set_off
from kg.extractors.speech.quotes import Quotes
from kg.extractors.speech.representing import represented
from kg.extractors.speech.speakers import speakers
from kg.extractors.speech.stretches import Stretch, source_end, span, trim
from kg.extractors.speech.telling import told
from kg.extractors.speech.voices import continued, voices
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.language.memory import per_sentence
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Mention, MentionType, Selector

OFFICE = re.compile(r"(?: (?:of|for|the|and|[A-Z][\w'’]*))* (?:[A-Z][\w'’]*\.? )")
"""Words between the first noun of an office and its holder's name, the last one capitalised: " of Health "."""

QUOTED = 5  # a quotation beside a cue outranks any other reading of the cue
LAST = 9  # a thing spoken of ranks below any clause: the parse takes the subject of a clause for an object

FOLLOWING = frozenset({"accusing", "claiming", "condemning", "denying", "saying", "stating", "urging", "warning"})
"""Participles behind "issued a statement" with which what it says begins."""

OF_THINGS = frozenset({"accusation", "characterization"})
"""Kinds of statements that are told of somebody, but also of things, which are no target."""


def statements(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Statements that a label tells, then the others in reading order of their cues."""
    quotes = Quotes(analysis)
    labelled = tuple(Labels(mentions, quotes))
    yield from (spoken(each, quotes, ids) for each in labelled)
    reader = Reader(mentions, quotes)
    drafts = [draft for sentence in analysis.sentences if wanted(sentence) for draft in reader.read(sentence)]
    heard = list(named_elsewhere(list(voices(drafts, mentions, quotes))))
    for draft in continued(heard, quotes, [each.content for each in labelled]):
        yield claim(draft, analysis, quotes, ids)


@per_sentence
def wanted(sentence: Sentence) -> bool:
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
        acts = {draft.act for draft in best.values()}
        yield from (best[index] for index in sorted(best) if index not in acts)

    def _draft(self, match: Found, sentence: Sentence) -> Draft | None:
        if match.cue.frame != "preposition":
            quoted_in = self.quotes.around(sentence.select(match.verb))
            if not told(match.verb) or own_performative(match, quoted_in):
                return None
        return FRAMES[match.cue.frame](self, match, sentence)

    def verb(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read a verb or a phrase with a verb: the best filled of its places."""
        heads = speakers(match)
        if (
            not may_speak(match, heads, self._named(sentence, heads, match.verb))
            or legal_act(match, heads)
            or named(match)
            or sent_on(match)
            or wishes(match)
            or self._person_sent_away(match, sentence)
        ):
            return None
        for order, place in enumerate(match.cue.slots["contentText"].split(" | ")):
            content = self._content(match, sentence, place)
            if content and not _announces(match, content[0]):
                explicit = place == "clause" and _opened(match)
                last = LAST if place in {"object", "topic"} and match.cue.signals in SPEECH_ACTS else 0
                rank = (len(match.others) + (QUOTED if place == "quote" else 0) + explicit, -order - last)
                return self._made(match, sentence, heads, content, rank)
        return None

    def _named(self, sentence: Sentence, heads: Iterable[Token], verb: Token) -> frozenset[MentionType]:
        """What sorts of names those who would speak have; also by their apposition where grammar only lends them."""
        own = [head for head in heads if head.pos_ == "PROPN" or borrowed(verb)]
        kinds = {m.type for head in own for m in self.mentions.of(sentence, head)}
        return frozenset(kinds & NAMED_ACTORS if borrowed(verb) else kinds)

    def passing(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read "as she put it": the rest of the sentence is hers."""
        if any(child.dep_ == "obj" and child.lower_ != "it" for child in match.verb.children):
            return None
        cue = sentence.select(match.verb)
        quoted = tuple(quote for quote in self.quotes.beside(match, sentence) if quote.start > cue.end)
        content = quoted or self._selectors(sentence, clauses.rest(match, *span(match.verb)), match)
        return self._made(match, sentence, speakers(match), content, (0, 0))

    def noun(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read "the accusation by X that" and "X's call for": the clause or the thing is theirs."""
        places = [place.removeprefix("prep:") for place in match.cue.slots["speaker"].split(" | ")]
        following = sentence.doc[match.last + 1 : match.last + 2]
        owners = (c for c in match.verb.children if c.dep_ == "nmod:poss" and "owner" in places)
        heads = (*owners, *(t.head for t in following if t.lower_ in places and t.dep_ == "case"))
        for place in match.cue.slots["contentText"].split(" | "):
            if content := self._content(match, sentence, place):
                return self._made(match, sentence, heads, content, (0, 0))
        return None

    def citing(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read ", citing X": what the sentence tells, or what its verb of saying reports, is theirs."""
        heads = tuple(head for head in complements.objects(match) if self._source(sentence, head))
        if match.verb.tag_ != "VBG" or match.verb.i == 0 or match.verb.nbor(-1).text != "," or not heads:
            return None
        above = [match.verb.head, *match.verb.head.ancestors]
        reported = (content for m in found(sentence.doc) if m.verb in above for content in _reported(m))
        content = next(reported, None) or (trim(sentence.doc, 0, match.verb.i),)
        return self._made(match, sentence, heads, self._selectors(sentence, content, match), (0, 0))

    def _source(self, sentence: Sentence, head: Token) -> bool:
        """Whether a noun phrase means somebody who can be cited, or a text: no reason, no event."""
        who = self.mentions.of(sentence, head)
        return head.lemma_.lower() in words("speaking_for") or any(m.type in NAMED_ACTORS or m.kind for m in who)

    def _content(self, match: Found, sentence: Sentence, place: str) -> tuple[Selector, ...]:
        if place == "quote":
            beside = self.quotes.beside(match, sentence)
            if _told_besides(match):
                beside = tuple(quote for quote in beside if quote.start > sentence.select(match.verb).end)
            joined = [t for t in match.verb.children if t.dep_ == "conj" and span(t)[0] > match.verb.i]
            extra = [span(t) for t in joined if any(c.lower_ == "that" and c.dep_ == "mark" for c in t.children)]
            trimmed = [trim(sentence.doc, *stretch) for stretch in extra] if beside else []
            return beside + tuple(self._selectors(sentence, trimmed, match))
        content = self._selectors(sentence, contents.stretches(match, place), match)
        return content or (self.quotes.completed(match, sentence) if place == "clause" else ())

    def _person_sent_away(self, match: Found, sentence: Sentence) -> bool:
        """Whether a person is the object of a verb that only then means to dismiss, refuse, examine or imitate."""
        if not match.cue.id.startswith("denial.") and "topic" not in match.cue.slots["contentText"]:
            return False
        who = (m for head in complements.objects(match) for m in self.mentions.of(sentence, head))
        return any(mention.type is MentionType.PERSON for mention in who)

    def _selectors(self, sentence: Sentence, stretches: Iterable[Stretch], match: Found) -> tuple[Selector, ...]:
        cue = sentence.select(match.verb)
        placed = (sentence.select(sentence.doc[start:end]) for start, end in stretches)
        bare = (below(selector, sentence) for selector in placed)
        return tuple(self.quotes.fitted(selector, cue) for selector in bare if selector is not None)

    def _made(
        self,
        match: Found,
        sentence: Sentence,
        heads: tuple[Token, ...],
        content: tuple[Selector, ...],
        rank: tuple[int, int],
    ) -> Draft | None:
        speaker = tuple(m for m in self._who(sentence, heads, speaking=True) if below(m.selector, sentence))
        content = phrases.outside(content, speaker)
        blamed = self._role(match, sentence, "target")
        target = tuple(who for who in blamed if addressed(sentence, who))
        addressee = tuple(who for who in self._role(match, sentence, "addressee") if addressed(sentence, who))
        filled = {"target": blamed if match.cue.signals in OF_THINGS else target, "addressee": addressee}
        if not speaker or not content or not all(who for role, who in filled.items() if role in match.cue.slots):
            return None
        named = phrases.speaker(match, heads, speaker, content, sentence)
        content = tuple(stretch for stretch in content if named is None or not named.contains(stretch))
        if not content:
            return None
        draft = Draft(match, sentence, speaker, content, addressee, blamed, phrase=named)
        draft = replace(draft, rank=(rank[0] + 2 * bool(blamed) + bool(addressee), rank[1]))
        read = described(classed(draft), self.mentions)
        return replace(read, target=tuple(who for who in read.target if addressed(sentence, who)))

    def _role(self, match: Found, sentence: Sentence, role: str) -> tuple[Mention, ...]:
        for place in match.cue.slots.get(role, match.cue.slots.get(f"{role}?", "")).split(" | "):
            name, _, argument = place.partition(":")
            if name == "object":
                heads = complements.objects(match)
            else:
                heads = complements.after(match, argument) if name == "prep" else ()
            if who := self._who(sentence, heads, speaking=False):
                return who
        return ()

    def _who(self, sentence: Sentence, heads: Iterable[Token], *, speaking: bool) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for head in heads:
            who = self.mentions.of(sentence, head)
            who = tuple(m for m in who if m == who[0] or not _deed(sentence, m))
            if not any(m.type in NAMED_ACTORS for m in who):
                who = self._titled(sentence, head) or who
            if speaking and not any(m.type in NAMED_ACTORS for m in who):
                who = self._represented(sentence, head) or who
            found += (mention for mention in who if mention not in found)
        return tuple(found)

    def _titled(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """The person whose office the head names, right behind it ("Minister of Health Ann Roy")."""
        end = sentence.select(head).end
        phrase = sentence.select(head.doc[head.i : head.right_edge.i + 1])
        for mention in self.mentions.within(sentence):
            if mention.type is MentionType.PERSON and mention.selector.start > end:
                between = sentence.text[
                    end - sentence.selector.start : mention.selector.start - sentence.selector.start
                ]
                within = phrase.contains(mention.selector) or between.startswith((" of ", " for "))
                office = within and OFFICE.fullmatch(_untitled(between))
                return (mention,) if office or (between == " " and head.pos_ in {"NOUN", "PROPN"}) else ()
        return ()

    def _represented(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """The named body that a spokesman, a report or a statement speaks for."""
        bodies = (self.mentions.of(sentence, noun) for noun in represented(head))
        named = (tuple(m for m in body if m.type in NAMED_ACTORS) for body in bodies)
        return next((body for body in named if body), ())

    def according(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read "according to X": the rest of the sentence is theirs."""
        last = match.last
        head = next((t.head for t in (*match.others, match.verb) if t.head.i > last and t.head.pos_ != "PUNCT"), None)
        if (
            head is None
            or head.lemma_.lower() in words("no_source")
            or any(c.lower_ in {"not", "no"} for c in match.verb.children)
        ):
            return None
        while head.dep_ == "compound" and head.head.i > head.i:
            head = head.head  # "the group Free Mills"
        start, end = match.verb.i, min(span(head)[1], len(sentence.doc))
        end = phrases.name_end(sentence.doc, source_end(head, end))
        content = self._selectors(sentence, clauses.rest(match, start, end), match)
        draft = self._made(match, sentence, (head,), content, (0, 0))
        return draft and spoken_by(draft, sentence.select(sentence.doc[start:end]))

    def received(self, match: Found, sentence: Sentence) -> Draft | None:
        """Read "drew criticism from X": the deed is what they speak of."""
        places = [place.removeprefix("prep:") for place in match.cue.slots["speaker"].split(" | ")]
        heads = complements.after(match, "|".join(places))
        deeds = frames.subjects(match.verb)
        stretches = [trim(sentence.doc, *span(deed)) for deed in deeds]
        cut = [(start, min(end, match.verb.i)) for start, end in stretches if start < match.verb.i]
        relative = next((c for c in match.verb.children if c.lower_ == "which" and c.dep_.startswith("nsubj")), None)
        if relative is not None and relative.i > 0 and relative.nbor(-1).text == ",":
            cut = [trim(sentence.doc, 0, relative.i)]
        if match.verb.tag_ == "VBG" and match.verb.i > 1 and match.verb.nbor(-1).text == ",":
            cut = [trim(sentence.doc, 0, match.verb.i - 1)]
        return self._made(match, sentence, heads, self._selectors(sentence, cut, match), (0, 0))


FRAMES: Mapping[str, Callable[[Reader, Found, Sentence], Draft | None]] = {
    "as": Reader.passing,
    "citing": Reader.citing,
    "noun": Reader.noun,
    "preposition": Reader.according,
    "received": Reader.received,
    "verb": Reader.verb,
}
"""How each frame of the lexicons is read."""


def _announces(match: Found, content: Selector) -> bool:
    """Whether a noun of saying is followed by a participle that is itself the cue: "issued a statement denying"."""
    return match.cue.id == "report.express" and content.exact.split(" ", 1)[0].lower() in FOLLOWING


def _untitled(between: str) -> str:
    """The words before a name without its own titles: " of State " of " of State Dr ", " of " of " of Mr. "."""
    parts = between.split()
    while parts and parts[-1].lower().rstrip(".") in phrases.TITLES:
        parts.pop()
    return f" {' '.join(parts)} " if parts else " "


def _deed(sentence: Sentence, mention: Mention) -> bool:
    """Whether what is coordinated with a speaker is a verb: "says Ann Roy, pouring tea"."""
    span = sentence.span(mention.selector)
    return span is not None and span.root.tag_.startswith("VB")


def _told_besides(match: Found) -> bool:
    """Whether a participle has a clause of its own beside what is quoted before it: "...," she said, adding that"."""
    return match.verb.tag_ == "VBG" and set_off(match.verb) and bool(contents.stretches(match, "clause"))


def _opened(match: Found) -> bool:
    """Whether "that" opens a clause right behind the cue or behind what is said to be: "denied a report that"."""
    doc = match.verb.doc
    places = [match.last + 1, *(head.i + 1 for head in complements.objects(match))]
    return any(i < len(doc) and doc[i].lower_ == "that" and doc[i].tag_ in {"IN", "WDT"} for i in places)


def _reported(match: Found) -> Iterator[tuple[Stretch, ...]]:
    """What a verb of saying puts forward at the places that need no quotation."""
    places = (place for place in match.cue.slots["contentText"].split(" | ") if place in {"clause", "object"})
    return (content for place in places if (content := contents.stretches(match, place)))
