"""A legal act in, the words of the offence it is about out, without what only introduces them ("two counts of")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extractors.conjuncts import whole
from kg.extractors.frames import frame, phrase, preposition
from kg.extractors.incidents.grounds import pointing
from kg.extractors.incidents.people import human
from kg.extractors.law.slots import Act
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.quantities import money
from kg.language.times import durations, moments
from kg.language.tokens import Token
from kg.model import Duration, Moment, Money, Selector

ALLEGED = re.compile(
    r"(?:(?:[\w-]+ ){1,5}(?:days|weeks|months|years)(?: each| in \w+)? for (?=\w+ing\b))?"
    r"(?:(?:her|his|the|their) arrests? (?:for|on|over) )?(?:(?:allegedly|reportedly) )?"
    r"(?:\w+[ -]up (?=[\w -]+ (?:charges|counts)\b))?",
    re.IGNORECASE,
)
BEYOND = re.compile(
    r"(?:, (?:an?|the|all|both) (?:[\w-]+ ){0,3}(?:charge|conviction|crime|felony|offen[cs]e)s?\b"
    r"|,? and (?:fined|jailed|ordered|sentenced)\b|,? and (?:got|had|has|have|is|received|was|were) "
    r"| (?:was|were) (?:acquitted|fined|freed|given|jailed|ordered|released|sentenced)\b"
    r"| to (?:[\w-]+ ){1,3}(?:days|months|weeks|years)\b| [\u2013\u2014] "
    r"| (?:despite|in a bid to) |,? and other (?:charges|counts)\b|, (?:after|amid|as part of|in a move|in what)\b"
    r"| (?:at|before|in) (?:the )?(?:[A-Z][\w.-]* )*(?:Crown|District|Federal|High|Magistrates|Sessions|Supreme)\b)"
)
CARRIED = re.compile(
    r"((?!\w+ing (?!and\b|charges\b|counts\b))[\w-]+(?:(?: and)? (?!other\b)[\w-]+){0,5}?)"
    r"(?: and other)? (?:charges|counts)\b"
)
"""An offence before a word that only carries it: "terrorism charges in May", "assault and other charges"."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATED = re.compile(rf"(.{{3,100}}) (?:in|last|on|this) (?:early |late |mid-)?(?:\w+day\b|(?:{MONTHS})\b)")
"""An offence before a day or month, which is that of what a court did."""

RIGHT = re.compile(
    r"(?:peacefully |merely |simply |only |just )*(?:exercis|doing (?:his|her|their) jobs?\b)", re.IGNORECASE
)
"""How critics of a case tell what it is for: no offence is named."""

INDEFINITE = frozenset({"anything", "everything", "nothing", "something"})
ACCUSING = frozenset({"hearing", "remand", "trial"})
LAW = 2
"""Words within which a law is called one: "Article 5", "the Peace Act"."""

DEPTH = 3  # introducing nouns that may stand inside each other ("on suspicion of charges of theft")
OUTSIDE = frozenset({"acl:relcl", "parataxis", "case", "mark", "punct", "cc", "cop", "nsubj", "nsubj:pass"})


def charge(sentence: Sentence, act: Act) -> Selector | None:
    """Find the offence where the act's cue says it stands; None where something else stands there.

    Rather than the law that was broken, or where neither is told, what those affected are accused or suspected of.
    """
    found = _found(sentence, act)
    if found is None or _statute(found):
        found = _accused(sentence, act) or found
    if (
        found is None
        or RIGHT.match(found.exact)
        or (pointing(found.exact) and not found.exact.lower().startswith("all "))
    ):
        return None
    return _completed(sentence, _trimmed(sentence, whole(sentence, found)))


def _statute(found: Selector) -> bool:
    """Whether no more is told of an offence than the law that names it."""
    return any(word in words("courts", "law") for word in re.findall(r"[a-z]+", found.exact.lower())[:LAW])


def _accused(sentence: Sentence, act: Act) -> Selector | None:
    """What those affected are accused of or held on: "men accused of theft", "sailors held on suspicion of theft"."""
    if "charge" not in act.cue.slots and act.cue.signals not in ACCUSING:
        return None
    heads = act.heads("affected")
    near = [child for head in heads for child in (*head.children, *head.head.children, head.head)]
    told = [verb for verb in near if verb.tag_ == "VBN"]
    of = (
        inner
        for verb in told
        if verb.lemma_ in words("circumstances", "accusing")
        for inner in frame(verb).slot("prep:of")
    )
    if (accused := next(of, None)) is not None:
        return sentence.select(phrase(accused, whole=True))
    held = (verb for verb in told if verb != act.head and verb.lemma_ in words("offences", "holding"))
    on = (inner for verb in held for inner in frame(verb).slot("prep:on|over") if _carries(inner))
    return next((named for inner in on if (named := _named(sentence, inner, 0))), None)


def _carries(noun: Token) -> bool:
    return noun.lemma_.lower() in words("offences", "carrier")


def _completed(sentence: Sentence, found: Selector) -> Selector:
    """An offence that is told by a gerund alone, with what stands behind it: "“insulting” a judge"."""
    if not re.fullmatch(r"\w+ing", found.exact):
        return found
    behind = sentence.text[found.end - sentence.selector.start :]
    other = "|".join([*(f"{noun}s?" for noun in words("offences", "carrier")), *words("offences", "ending")])
    more = re.match(rf"[\"”'’]? (?!(?:{other})\b){_offences()}", behind)
    return sentence.analysis.document.select(found.start, found.end + len(more[0].rstrip())) if more else found


def _trimmed(sentence: Sentence, found: Selector) -> Selector:
    """An offence without its penalty and what only says that it is alleged, what it is called and what became of it."""
    before = ALLEGED.match(found.exact)
    start = found.start + (before.end() if before else 0)
    beyond = BEYOND.search(found.exact, start - found.start)
    end = found.start + beyond.start() if beyond else found.end
    bare = CARRIED.match(found.exact, start - found.start) or DATED.match(found.exact, start - found.start)
    if beyond is None and bare is not None and _names_offence(bare[1]):
        end = found.start + bare.end(1)
    return sentence.analysis.document.select(start, end) if start < end else found


def _names_offence(words_: str) -> bool:
    """Whether a word for an offence is among some."""
    return any(word in words("offences", "offence") for word in re.findall(r"[a-z]+", words_.lower()))


def _found(sentence: Sentence, act: Act) -> Selector | None:
    head = next((head for head in act.heads("charge") if _offence(sentence, head)), None)
    if head is None:
        return told(sentence, act)
    if head.dep_ == "compound":
        return _before(sentence, head.head) or sentence.select(head)
    return _named(sentence, head, 0) or told(sentence, act)


@cache
def _strong() -> re.Pattern[str]:
    """An offence behind words that introduce nothing else: "accused of", "on two counts of"."""
    introducing = "|".join(sorted(words("offences", "introducing")))
    return re.compile(rf"\b(?:{introducing}) (?:(?:\w+ ){{0,2}}(?:charges?|counts?) of )?{_offences()}")


@cache
def _weak() -> re.Pattern[str]:
    """What stands behind a preposition that may introduce an offence; behind the next one too, "for a year for"."""
    return re.compile(rf"\b(?=(for|over|on|of|with) (?:allegedly )?{_offences()})")


def _offences() -> str:
    ends = "|".join(sorted(words("offences", "ending")))
    return rf"[\"“'‘]?((?:(?! (?:{ends})\b)(?:[^,;:.()\"”\n]|(?<=\d)[,.](?=\d))){{4,120}})"


def told(sentence: Sentence, act: Act) -> Selector | None:
    """Find the offence by the words that introduce it, behind the act or, if they mean nothing else, before it."""
    if "charge" not in act.cue.slots or act.cue.signals in {"investigation", "lawsuit"}:
        return None
    behind = sentence.select(act.words).end - sentence.selector.start
    before = _last_before(sentence, act, behind) if act.heads("affected") else None
    if found := _strong().search(sentence.text, behind):
        return _stretch(sentence, found, 1)
    names = {name for place in act.cue.slots["charge"].split(", ") for name in place.split(":")[-1].split("|")}
    weak = (match for match in _weak().finditer(sentence.text, behind) if match[1].lower() in names)
    weak = (match for match in weak if not _known(sentence.text[: match.start()]))
    if found := next((m for m in weak if _there(m[2], m[1]) and not _lasting(sentence, m.start(2))), None):
        return _stretch(sentence, found, 2)
    return _stretch(sentence, before, 1) if before else None


def _known(before: str) -> bool:
    """Whether a word stands before a preposition with which it tells what somebody is known for."""
    return bool(set(before.split()[-1:]) & words("offences", "known"))


def _last_before(sentence: Sentence, act: Act, behind: int) -> re.Match[str] | None:
    """The offence introduced last before an act; what somebody is acquitted of is that of no other act."""
    found = (match for match in _strong().finditer(sentence.text) if match.start() < behind)
    cleared = act.cue.signals == "acquittal"
    kept = [match for match in found if cleared or not match[0].lower().startswith("acquitted")]
    return kept[-1] if kept else None


def _stretch(sentence: Sentence, found: re.Match[str], group: int) -> Selector:
    start = sentence.selector.start + found.start(group)
    return sentence.analysis.document.select(start, start + len(found[group].rstrip()))


def _lasting(sentence: Sentence, at: int) -> bool:
    """Whether a length of time begins at an offset of a sentence."""
    return any(length.selector.start == sentence.selector.start + at for length in durations(sentence))


def _there(text: str, preposition: str) -> bool:
    named = re.findall(r"[a-z]+", text.lower())
    first = text.split(" ", maxsplit=1)[0].lower()
    doing = preposition == "for" and first.endswith("ing") and first not in INDEFINITE
    near = named[: 3 if preposition == "of" else 8]  # "the acquittal of a clerk in the theft case"
    return doing or any(word in words("offences", "offence") for word in near)


def _offence(sentence: Sentence, head: Token) -> bool:
    """Whether a noun phrase can be an offence: nobody, no court, no time, length or sum."""
    lemma = head.lemma_.lower()
    if (lemma in words("courts", "measure") and not _of_somebody(head)) or (
        head.dep_ == "compound" and lemma in words("offences", "carrier")
    ):
        return False
    being = any(child.dep_ == "cop" for child in head.children)
    if head.ent_type_ == "PER" or head.pos_ in {"PRON", "NUM"} or (human(head) and not being):
        return False
    other = words("courts", "court") | words("offences", "occasion")
    if any(child.ent_type_ == "PER" and child.dep_ in {"appos", "compound", "flat"} for child in head.children):
        return False
    if head.pos_ == "PROPN" and (head.ent_type_ == "LOC" or _of_a_court(head)):
        return False
    unlawful = head.i > 0 and head.nbor(-1).lower_ in words("offences", "offence")  # "illegal detention"
    return (unlawful or head.lemma_.lower() not in other) and not measured(sentence, head)


def _of_somebody(head: Token) -> bool:
    """Whether a death is somebody's, and no penalty: "the death of a prisoner", "the deaths"."""
    told = (child for child in head.children if child.dep_ == "nmod:poss" or preposition(child) == "of")
    return head.lemma_.lower() == "death" and (head.tag_ == "NNS" or any(told))


def _of_a_court(name: Token) -> bool:
    """Whether a name is part of a court's: "the District Court for the Eastern District"."""
    before = name.doc[max(name.left_edge.i - 1, 0)]
    return any(over.lemma_.lower() in words("courts", "court") for over in (before, *name.ancestors))


def measured(sentence: Sentence, token: Token) -> bool:
    """Whether a token belongs to a time, a length of time or a sum."""
    spot = sentence.select(token)
    measures: tuple[Moment | Duration | Money, ...] = moments(sentence, sentence.analysis.document)
    return any(measure.selector.overlaps(spot) for measure in (*measures, *durations(sentence), *money(sentence)))


def _named(sentence: Sentence, head: Token, depth: int) -> Selector | None:
    """Name the offence that a noun means, or that stands after a noun which only introduces it."""
    if _carries(head) and depth < DEPTH:
        if inner := frame(head).slot("prep:of|for|over"):
            return _named(sentence, inner[0], depth + 1)
        before = _before(sentence, head)
        every = next((child for child in head.children if child.lower_ == "all" and child.i < head.i), None)
        if every is not None and before is None:
            return sentence.select(head.doc[every.i : head.i + 1])
        return before
    inside = {token.i for token in _kept(sentence, head)}
    end = head.i
    while end + 1 in inside or (end + 2 in inside and not measured(sentence, head.doc[end + 1])):
        end += 1
    return sentence.select(head.doc[min(inside) : end + 1])


def _before(sentence: Sentence, carrier: Token) -> Selector | None:
    """The offences right before a word that carries them: "hate crime charges"."""
    compounds = (child for child in carrier.children if child.dep_ == "compound" and child.i < carrier.i)
    told = [child for child in compounds if child.i == 0 or child.nbor(-1).text != "-"]  # "trumped-up charges"
    return sentence.select(carrier.doc[_first(told[0], carrier) : carrier.i]) if told else None


def _first(kind: Token, carrier: Token) -> int:
    """Where offences before a word that carries them begin: "theft and unlawful entry charges"."""
    at = kind.i
    while at > 0 and carrier.doc[at - 1].dep_ in {"amod", "compound"} and carrier.doc[at - 1].head in {carrier, kind}:
        at -= 1
    joined = at > 1 and carrier.doc[at - 1].dep_ == "cc" and carrier.doc[at - 2] == carrier.head
    return carrier.head.i if joined and carrier.head.pos_ == "NOUN" else kind.i


def _kept(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Collect the tokens of an offence: all it governs but relative clauses, past participles and times."""
    yield head
    for child in head.children:
        participle = child.dep_ in {"acl", "advcl"} and child.tag_ in {"VBN", "VBD"}
        whose = preposition(child) == "against" and head.lemma_.lower() not in words("offences", "against")
        beyond = whose or child.lemma_.lower() in words("courts", "court")
        if child.dep_ not in OUTSIDE and not participle and not beyond and not measured(sentence, child):
            yield from child.subtree
