"""A gathering's words in their sentence in, how it is told out: held, planned, prevented, or not at all.

A crowd is told by what it does or has done to it. Word lists are data (``lexicons/gatherings.toml``).
"""

from __future__ import annotations

import re
from functools import partial

from kg.extractors.incidents.stagings import CROWD, harmed, opened
from kg.extractors.incidents.triggers import Match
from kg.extractors.wordlists import words
from kg.factuality import factuality
from kg.language import Sentence
from kg.language.relations import FINITE
from kg.language.tokens import Token

listed = partial(words, "gatherings")
QUOTE = re.compile('["\u201c]')
LIST = 14
"""Words between a call and the last that it is for."""

DENYING = re.compile(r"\b(?:never|no|not|nobody|none|without)\b|n['\u2019]t\b", re.IGNORECASE)


def tell(sentence: Sentence, match: Match) -> str | None:
    """How a gathering is told: a crowd by what it does or has done to it, a banned march as prevented."""
    verb = match.head.head
    if match.cue.frame == "noun" and (plain := _plainly(sentence, match.head)) is not None:
        return plain
    if match.cue.id == CROWD:
        return _met(sentence, match.head)
    if match.head.dep_ not in {"obj", "nsubj:pass", "nsubj"}:
        return _aimed(sentence, match.head)
    return _governed(sentence, match.head) if verb.lemma_ in _governing() else _aimed(sentence, match.head)


def _plainly(sentence: Sentence, noun: Token) -> str | None:
    """How an event noun is told where words around it leave no doubt; None where they do not."""
    if _fixed(noun) or _lying_ahead(noun) or _planned(noun):
        return "scheduled"
    if _called(noun) or (noun.head.lemma_ == "set" and noun.dep_ in {"nsubj", "nsubj:pass"} and _departs(noun.head)):
        return "actual"
    if _called_for(noun):
        return "requested"
    if noun.dep_ == "nsubj" and noun.head.lemma_ in listed("fixing") and _just(noun.head):
        return "actual"
    over = _upheld(noun)
    return factuality(sentence, over) if over is not None else None


def _just(verb: Token) -> bool:
    """Whether something only just began: "had barely started when police came" denies nothing."""
    return any(child.lower_ in {"barely", "hardly", "scarcely"} for child in verb.children)


def _called_for(noun: Token) -> bool:
    """Whether a noun stands in a list of what somebody calls for: "called for a strike and a sit-in on Monday"."""
    before = noun.doc[max(noun.i - LIST, 0) : noun.i]
    calls = [t for t in before if t.lemma_ == "call" and t.tag_.startswith("VB") and t.nbor().lower_ == "for"]
    behind = noun.doc[calls[-1].i + 2 : noun.i] if calls else ()
    listed_ = any(token.lower_ == "and" for token in behind)
    return listed_ and not any(t.tag_ in FINITE or t.tag_ in {"VB", "VBG"} or t.text in ",;" for t in behind)


def _fixed(noun: Token) -> bool:
    """Whether somebody tells that a gathering would be held: "said that a march would take place"."""
    verb = noun.head
    held = verb.lemma_ in listed("fixing") | listed("organising") and verb.dep_ == "ccomp"
    would = any(child.lower_ == "would" for child in verb.children)
    told_ = verb.head.lemma_ in listed("telling")
    unsure = any(child.lower_ in {"if", "n't", "never", "not"} for child in verb.children)
    return held and would and told_ and not unsure


def _lying_ahead(noun: Token) -> bool:
    """Whether the verb of the noun, which the parser lost, fixes its day: "A vigil for X, who …, is planned"."""
    verb = opened(noun)
    return verb is not None and verb.tag_ == "VBN" and verb.lemma_ in listed("scheduling")


def _planned(noun: Token) -> bool:
    """Whether a headline tells no more of a noun than that it is planned: "Vigils planned in support of X"."""
    behind = [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == noun.i + 1]
    return noun.dep_ == "ROOT" and any(child.lemma_ in listed("scheduling") for child in behind)


def _called(noun_: Token) -> bool:
    """Whether it is only told who called a certain gathering: "the protest was called by the union"."""
    verb = noun_.head
    told_ = noun_.dep_ == "nsubj:pass" and verb.lemma_ in listed("organising") and verb.tag_ == "VBN"
    if noun_.dep_ == "obj" and verb.lemma_ == "call" and verb.tag_ in {"VBD", "VBN"}:  # "had called the protest"
        return any(child.lower_ in {"the", "this"} for child in noun_.children)
    past = any(child.lower_ in {"was", "were"} for child in verb.children)
    kinds = {child.dep_ for child in verb.children}
    by = "obl:agent" in kinds and "compound:prt" not in kinds  # "was called off by the mayor"
    return told_ and past and by and any(child.lower_ in {"the", "this"} for child in noun_.children)


def _upheld(noun: Token) -> Token | None:
    """The verb of setting up a camp, or the one of punishing whoever took part: neither says that it lies ahead."""
    verb = noun.head
    if noun.dep_ == "obj" and verb.lemma_ == "set" and _departs(verb):
        return verb
    step = verb.head if verb.lemma_ == "part" and verb.pos_ == "NOUN" else verb
    over = step.head.head if step.head.pos_ == "NOUN" else step.head
    gerund = step.tag_ == "VBG" and step.lemma_ in listed("attending") | listed("organising")
    done = gerund and any(child.lower_ == "for" for child in step.children) and step.head != step
    return over if done and over.lemma_ in listed("punishing") else None


def _departs(verb: Token) -> bool:
    """Whether a procession sets off or a camp is set up, which is no setting of its day."""
    return any(child.dep_ == "compound:prt" and child.lower_ in {"off", "out", "up"} for child in verb.children)


def _governed(sentence: Sentence, noun: Token) -> str | None:
    """How a protest is told under a verb of attending, announcing, banning or quelling it."""
    verb, told_ = noun.head, factuality(sentence, noun)
    over = factuality(sentence, verb)
    if verb.lemma_ in listed("attending") and noun.dep_ == "obj":  # who stays away says nothing of it
        return told_ if told_ in {"actual", "scheduled"} else None
    if verb.lemma_ in listed("banning") and over in {"actual", "alleged"}:
        return "prevented"
    if noun.dep_ == "nsubj" or verb.lemma_ in listed("banning"):
        return told_
    if verb.lemma_ in listed("announcing"):
        return "scheduled" if over in {"actual", "alleged"} and told_ != "prevented" else told_
    return "actual" if told_ and verb.lemma_ in listed("quelling") else told_


def _governing() -> frozenset[str]:
    return listed("attending") | listed("announcing") | listed("banning") | listed("quelling")


def _aimed(sentence: Sentence, head: Token) -> str | None:
    """How a protest is told: as the end of a deed it is done with that ("left to protest", "came to hold a vigil")."""
    step = head.head if head.dep_ == "obj" and head.head.lemma_ in listed("organising") else head
    told, over = factuality(sentence, head), step.head
    aim = step.dep_ == "advcl" and any(child.tag_ == "TO" for child in step.children)
    done = told in {None, "conditional", "prevented"} and aim and over.tag_ in {"VBD", "VBN", "VBP", "VBZ"}
    return factuality(sentence, over) if done else told


def _met(sentence: Sentence, crowd: Token) -> str | None:
    """How it is told that a crowd was there: by its deeds, or by what was done to it or begun to be done."""
    noun = crowd.head if crowd.dep_ == "nmod" and crowd.head.lower_ in listed("crowd") else crowd
    verb = noun.head
    if (alone := _alone(noun)) is not None:
        return factuality(sentence, alone)
    if (done := harmed(noun)) is not None:
        told = factuality(sentence, _done_for(done))
        return told if told in {"actual", "alleged"} or done.lemma_ in listed("dispersing") else None
    told = factuality(sentence, verb) if noun.dep_ == "nsubj" and verb.lemma_ in listed("deeds") else None
    own = any(child.tag_ == "MD" for child in verb.children)
    quoted = told in {"negated", "requested", "scheduled"} and not own and _in_quotes(sentence.text)
    return "actual" if quoted else told


def _done_for(verb: Token) -> Token:
    """A verb, or the deed whose end it tells, if done with arms: "fired gas to disperse the crowd"."""
    while verb.dep_ == "advcl" or (verb.dep_ == "xcomp" and verb.head.lemma_ in listed("firing")):
        verb = verb.head
    return verb


def _in_quotes(text: str) -> bool:
    """Whether nothing is denied but in what is chanted, in quotation marks: 'chanted "No to the dam"'."""
    before = QUOTE.split(text, maxsplit=1)
    return len(before) > 1 and DENYING.search(before[0]) is None


def _alone(crowd: Token) -> Token | None:
    """The deed right behind a crowd that opens a sentence without a verb: the parser took it for a participle."""
    behind = crowd.nbor() if crowd.i + 1 < len(crowd.doc) else crowd
    told = behind.dep_ == "acl" and behind.head == crowd and behind.lemma_ in listed("deeds")
    return behind if told and crowd.dep_ == "ROOT" and not any(t.tag_ in FINITE for t in crowd.doc) else None
