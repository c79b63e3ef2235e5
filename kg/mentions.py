"""An analysis in, mentions out: the names, descriptions and pronouns of a document, each with its referent."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from kg.language import Analysis, Sentence
from kg.language.couples import how_many, opening, together
from kg.language.descriptions import Described, class_of, class_of_kind, described, kind_of, kind_of_word
from kg.language.names import names
from kg.language.owners import Owners
from kg.language.references import References
from kg.language.rosters import AND, enumerated
from kg.language.standins import caseless, plain, small, stand_ins
from kg.language.tokens import Token
from kg.language.variants import merged, referents
from kg.lexicon import words as listed
from kg.model import Mention, MentionType

APPOSED = re.compile(r"(?:\s+(?:of|for|in|at)\s+[^,.;:!?\"“”]{1,60})?,\s+(?:[A-Z][A-Za-z]{0,11}\.?\s+){0,2}")
INTERPOSED = re.compile(rf" (?:{'|'.join(sorted(listed('names', 'says')))}),")
"""What stands behind a name that tells who speaks: "the death of a poet, Ann Roy said, was no accident"."""
RANK = r"(?:(?:Mr|Mrs|Ms|Dr|Brig|Col|Gen|Lt|Maj|Supt|[A-Z][a-z]{1,4}\.)\s){0,2}"
OFFICE = re.compile(rf"(?:\s\([^()]{{1,20}}\))?\s(?:[a-z]+\s){{0,2}}([a-z-]+),?\s{RANK}")
"""An office right behind a body's name and before its holder's."""
HELD = re.compile(r",\s(?=[^,.;]{3,40},\s(?!and\b|or\b))")
"""What parts letters for an office from the name of its holder between commas: "the area RDC, Ann Roy, said"."""
BODIES = frozenset({MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA})
SORTS = frozenset({"media", "company", "organization", "union", "party", "movement"})
NEWS = ("agency", "news")
BEARERS = ("appos", "flat", "compound", "nmod")
CLASSES = {MentionType.PERSON: "Person", MentionType.GROUP: "Group", MentionType.PLACE: "Place"}


class Mentions:
    """Who and what a document speaks of: named mentions first, descriptions and pronouns as they are asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._asked: dict[tuple[int, int], Mention] = {}
        self._meant: dict[tuple[int, int], tuple[Mention, ...]] = {}

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Mentions of named actors and places, in reading order."""
        found = merged(referents(names(self.analysis), self.analysis.document.text))
        listed: list[Mention] = []
        for number, referent in enumerate(found, 1):
            kinds = [name.type for name in referent.mentions]
            common = MentionType.STATE_BODY if MentionType.STATE_BODY in kinds else max(kinds, key=kinds.count)
            value = referent.principal
            listed += (
                Mention(n.selector, common, f"a{number}", value, kind_of(value, common), "names")
                for n in referent.mentions
            )
        return tuple(sorted(listed))

    def within(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Named mentions inside a sentence, in order."""
        first = bisect_left(self._starts, sentence.selector.start)
        last = bisect_left(self._starts, sentence.selector.end)
        return self.named[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.selector.start for mention in self.named]

    def places(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Places named in a sentence that do not act in it, in order."""
        return tuple(mention for mention in self.within(sentence) if mention.type is MentionType.PLACE)

    def of(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """Who the noun phrase with this head token means: one mention, or one per conjunct of a coordination.

        A name headed by ``head`` (or standing in apposition to it) gives that name's mention; a pronoun or a
        description ("the ministry", "his lawyer") one of type PRONOUN or DESCRIPTION with the referent it was
        resolved to, or with a referent of its own (description) or None (pronoun) where it was not.
        """
        at = (sentence.index, head.i)
        if at not in self._meant:
            group = self._group(sentence, head)
            joined = (t for t in head.conjuncts if t.i > head.i and not _beside_the_point(head, t))
            found = [*group] or [self._one(sentence, token) for token in (head, *joined)]
            listed = [
                mention for first in found for mention in (first, *enumerated(first, self.within(sentence), sentence))
            ]
            listed += self._apposed(sentence, head, listed[-1])
            self._meant[at] = tuple(dict.fromkeys(listed))
        return self._meant[at]

    def _group(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """Whom "both", "the trio" or "they" means, as mentions of the same words."""
        spot, number = sentence.select(head), how_many(head)
        if number:
            group = together(self.named, self.analysis.sentences, sentence.index, spot.start, number)
        elif head.lower_ == "they" and self._references.pronoun(sentence.index, spot, "they") is None:
            group = opening(self.named, self.analysis.sentences, sentence.index)
        else:
            return ()
        return tuple(Mention(spot, MentionType.PRONOUN, m.referent, m.value, m.kind, "couples", 0.8) for m in group)

    def _apposed(self, sentence: Sentence, head: Token, last: Mention) -> tuple[Mention, ...]:
        """The name that ends a list of those whom a plural noun means: "two clerks, Ann Roy and Bo Lind"."""
        if head.tag_ != "NNS" or last.type is not MentionType.PERSON:
            return ()
        joint = AND.match(self.analysis.document.text, last.selector.end)
        behind = (m for m in self.within(sentence) if joint is not None and m.selector.start == joint.end())
        return tuple(mention for mention in behind if mention.type is MentionType.PERSON)

    def _one(self, sentence: Sentence, head: Token) -> Mention:
        if named := self._named(sentence, head):
            return named
        spot = sentence.select(head)
        at = (spot.start, spot.end)
        if at not in self._asked:
            self._asked[at] = (
                self._pronoun(sentence, head) if head.pos_ == "PRON" else self._description(sentence, head)
            )
        return self._asked[at]

    def _named(self, sentence: Sentence, head: Token) -> Mention | None:
        """Name that a token is in, or that stands beside it in apposition ("President X", "X, the mayor")."""
        spot = sentence.select(head)
        here = self.within(sentence)
        for mention in here:
            if mention.selector.overlaps(spot):
                return self._leader(sentence, mention, here) or mention
        for child in (c for dep in BEARERS for c in head.children if c.dep_.split(":")[0] == dep):
            if _beside(head, child) and (bearer := self._bearer(sentence, child)):
                return bearer
        ways = (self._titled, self._body_beside, self._after_comma, self._before_comma)
        return next((found for way in ways if (found := way(sentence, head))), None)

    def _leader(self, sentence: Sentence, body: Mention, here: tuple[Mention, ...]) -> Mention | None:
        """The person named behind a body and an office in it: "The Mill Union (MU) head, Ann Roy,"."""
        text = self.analysis.document.text
        office = OFFICE.match(text, body.selector.end) if body.type in BODIES else None
        if office is not None and class_of_kind(kind_of_word(office[1]) or "") != "Person":
            return None
        if office is None and body.selector.exact.isupper():
            office = HELD.match(text, body.selector.end)
        people = (m for m in here if m.type is MentionType.PERSON and office and m.selector.start == office.end())
        name, own = sentence.span(body.selector), next(people, None)
        return None if name is None or own is None or _acts_before(name.root, sentence, own.selector.start) else own

    def _titled(self, sentence: Sentence, head: Token) -> Mention | None:
        """The person right behind a bare noun that tells what they are, hung beside it: "detained singer Ann Roy"."""
        behind = head.doc[head.i + 1 : head.i + 2]
        told = head.tag_ == "NN" and head.is_lower and class_of_kind(kind_of_word(head.text) or "") in {"", "Person"}
        if not told or not any(
            name.pos_ == "PROPN" and name.head in {head, head.head, head.head.head} for name in behind
        ):
            return None
        named = self._bearer(sentence, behind[0])
        return named if named is not None and named.type is MentionType.PERSON else None

    def _body_beside(self, sentence: Sentence, head: Token) -> Mention | None:
        """The body whose sort a noun right beside its name tells: "the group Free Mills", "the Lantern newspaper"."""
        if kind_of_word(head.text) not in SORTS and (kind_of_word(head.text), head.i and head.nbor(-1).lower_) != NEWS:
            return None
        if head.dep_ == "compound" and head.head.i > head.i and head.is_lower:
            return self._bearer(sentence, head.head)
        named = (child for child in head.lefts if child.dep_ == "compound" and child.pos_ == "PROPN")
        return next((body for child in named if (body := self._bearer(sentence, child))), None)

    def _after_comma(self, sentence: Sentence, head: Token) -> Mention | None:
        """Person named after "the president of the council, ": parsers often miss this apposition."""
        if class_of_kind(kind_of_word(head.text) or "") != "Person":
            return None
        end = sentence.select(head).end
        follower = next(
            (m for m in self.within(sentence) if m.selector.start >= end and m.type is MentionType.PERSON), None
        )
        text = self.analysis.document.text
        if follower is None or INTERPOSED.match(text, follower.selector.end):
            return None
        if _acts_before(head, sentence, follower.selector.start):
            return None
        return follower if APPOSED.fullmatch(text, end, follower.selector.start) else None

    def _before_comma(self, sentence: Sentence, head: Token) -> Mention | None:
        """Person named right before a comma and a noun with a relative clause: "Ann Roy, a priest who had asked"."""
        if head.dep_ != "appos" or not any(child.dep_ == "acl:relcl" for child in head.children):
            return None
        comma = next((t.i for t in head.subtree if not t.is_punct), 0) - 1
        if comma < 1 or head.doc[comma].text != "," or head.head.i > comma:
            return None
        return self._bearer(sentence, head.head)

    def _bearer(self, sentence: Sentence, child: Token) -> Mention | None:
        spot = sentence.select(child)
        return next(
            (m for m in self.within(sentence) if m.selector.overlaps(spot) and m.type is not MentionType.PLACE), None
        )

    def _pronoun(self, sentence: Sentence, head: Token) -> Mention:
        spot = sentence.select(head)
        if (antecedent := _relative(head)) is not None:
            found = self._one(sentence, antecedent)
            return Mention(spot, MentionType.PRONOUN, found.referent, found.value, found.kind, "relative")
        found_named = self._references.pronoun(sentence.index, spot, head.lower_)
        if found_named is None:
            return Mention(spot, MentionType.PRONOUN, extractor="pronouns")
        return Mention(
            spot, MentionType.PRONOUN, found_named.referent, found_named.value, found_named.kind, "pronouns", 0.8
        )

    def _description(self, sentence: Sentence, head: Token) -> Mention:
        phrase: Described = described(head)
        selector = sentence.select(phrase.span)
        antecedent = self._references.epithets.meant(sentence.index, selector, phrase)
        antecedent = antecedent or self._owners.meant(sentence.index, phrase)
        if antecedent is not None:
            value, kind = antecedent.value, antecedent.kind or phrase.kind
            return Mention(selector, MentionType.DESCRIPTION, antecedent.referent, value, kind, "descriptions", 0.8)
        return Mention(
            selector, MentionType.DESCRIPTION, phrase.referent(sentence.index), phrase.name, phrase.kind, "descriptions"
        )

    @cached_property
    def _references(self) -> References:
        return References(self.analysis, self.named)

    @cached_property
    def _owners(self) -> Owners:
        return Owners(self.analysis, self.named, self._references)

    def agrees(self, mention: Mention, word: str) -> bool:
        """Whether an actor may be called by a pronoun, as far as titles, names and other pronouns tell."""
        return mention.type is not MentionType.PERSON or self._references.genders.agrees(mention, word)

    @property
    def all(self) -> tuple[Mention, ...]:
        """Every mention handed out so far and every named one, in reading order."""
        return tuple(sorted({*self.named, *self._asked.values()}, key=lambda m: (m.selector, m.type)))


def _acts_before(noun: Token, sentence: Sentence, at: int) -> bool:
    """Whether what a noun does is told before an offset: "a judge in Velm jailed a baker, Ann Roy"."""
    return noun.dep_.startswith("nsubj") and noun.i < noun.head.i and sentence.select(noun.head).start < at


def _beside(head: Token, child: Token) -> bool:
    """Whether a name tells who a noun means: it is no other's name, as in "the lawyer of poet Roy"."""
    between = head.doc[head.i + 1 : child.i]
    aside = max((t.i + 1 for t in between if t.is_punct), default=head.i + 1)
    if any(t.lower_ == "of" for t in head.doc[aside : child.i]):  # also "a poet, and critic of President Roy"
        return False
    cased = any(c.dep_ == "case" for c in child.children)
    return child.dep_ in {"appos", "flat"} or (child.i > head.i and not cased)


def _beside_the_point(head: Token, conjunct: Token) -> bool:
    """Whether what a parser coordinates with a name is an age, a place or a calling: "Roy, 54, a miner from Velm"."""
    first = next((child for child in conjunct.lefts if not child.is_punct), conjunct)
    apart = first.i > 0 and first.nbor(-1).text == ","
    called = conjunct.tag_ == "NN" and any(child.lower_ in {"a", "an"} for child in conjunct.lefts)
    if head.pos_ == "PROPN" and apart and called and not any(child.dep_ == "cc" for child in conjunct.children):
        return True
    placed = any(child.dep_ == "case" and child.i < conjunct.i for child in conjunct.children)
    return (
        conjunct.pos_ == "NUM"
        or conjunct.lower_ == "old"
        or (placed and head.pos_ == "PROPN" and not any(c.dep_ == "case" for c in head.children))
    )


def _relative(head: Token) -> Token | None:
    """Noun that a relative pronoun stands for."""
    if head.lower_ not in {"who", "whom", "which", "that", "whose"}:
        return None
    clause = next((t for t in (head, *head.ancestors) if t.dep_ == "acl:relcl"), None)
    return clause.head if clause is not None and clause.head.i < head.i else None


def mentions(analysis: Analysis) -> Mentions:
    """Mentions of a document: named ones found and clustered at once, others as they are asked for."""
    found = Mentions(analysis)
    headings, others = small(analysis, found.named), plain(analysis.document.text)
    analysis.stand_ins = {**headings, **others, **stand_ins(found.named), **caseless(analysis)}
    return found


def actor_class(mention: Mention) -> str:
    """Ontology class of what a mention means: Person, Organization, Group or Place."""
    if mention.type in {MentionType.DESCRIPTION, MentionType.PRONOUN}:
        return class_of(mention)
    return CLASSES.get(mention.type, "Organization")
