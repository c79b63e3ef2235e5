"""A cue in its sentence in, whoever speaks out: subject, agent, or the subject that a participle or a conjunct shares.

Law of this file: it corrects for what a parser gets wrong round words of saying, by grammar, never by names.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors import frames
from kg.extractors.speech import flanks
from kg.extractors.speech.cues import Found, forms, words
from kg.extractors.speech.openings import dateline
from kg.extractors.speech.participles import NOUNS, interposed, set_off, tense
from kg.extractors.speech.passives import is_passive, swallowed
from kg.extractors.speech.representing import impersonal, issuers, quoted_person
from kg.extractors.speech.telling import carrying, resumed
from kg.language.memory import per_token
from kg.language.relations import FINITE
from kg.language.tokens import Token

TOGETHER = ("as well as", "along with", "together with")
STRESSING = frozenset({"himself", "herself", "itself", "themselves"})


def speakers(found: Found) -> tuple[Token, ...]:
    """Heads of the noun phrases for those who speak; empty where nobody is told."""
    return _speaking(found.verb)


@per_token
def _speaking(verb: Token) -> tuple[Token, ...]:
    if is_passive(verb):
        joined = (h for name in TOGETHER for h in frames.prepositions(verb).get(name, ()))
        return tuple(dict.fromkeys((*frames.frame(verb).subject, *joined))) or impersonal(verb)
    heads = (meant for head in _active(verb) if (meant := _meant(head, verb)) is not None)
    return tuple(head for head in heads if not _time(head) and head != verb)


def _meant(head: Token, verb: Token) -> Token | None:
    """The noun that "himself" stresses, the name before its office ("Ann Roy, head of"), or the head itself."""
    opening = dateline(head.doc)
    if head.i < opening:
        return max((c for c in head.children if c.i >= opening and c.pos_ in NOUNS), default=None)
    if (bracket := flanks.bracket(head, verb)) is not None:
        return bracket
    if (whole := flanks.whole(head)) is not None:
        return whole
    if head.lower_ in STRESSING and head.i > 0 and head.nbor(-1).pos_ in NOUNS:
        return head.nbor(-1)
    before = (c for c in head.children if opening <= c.i < head.i and c.dep_ in {"compound", "flat", "appos"})
    name = next((child for child in before if child.pos_ == "PROPN"), None)
    office = name is not None and head.pos_ == "NOUN" and head.doc[name.right_edge.i + 1].text == ","
    return name if office else head


def _active(verb: Token) -> tuple[Token, ...]:
    if (interrupting := flanks.interruption(verb)) is not None:
        return (flanks.head(interrupting),)
    if hidden := swallowed(verb):
        return hidden
    if outside := _flanking(verb) or _beside_marks(verb) or _set_between(verb):
        return outside
    own = [c for c in verb.children if c.dep_.startswith("nsubj") and not _time(c) and not flanks.quoted(verb, c)]
    if own:
        return _owned(verb, own)
    for way in WAYS:
        if heads := way(verb):
            return heads
    heads = tuple(head for head in frames.subjects(verb) if not flanks.quoted(verb, head))
    return heads or _noun_before(verb) or _beside(verb)


def _owned(verb: Token, own: Sequence[Token]) -> tuple[Token, ...]:
    """Who speaks where the parse gives a cue subjects: "with Ann Roy saying".

    A phrase that ends the sentence with its cue is nearer than they.
    """
    if (last := flanks.tail(verb)) is not None:
        return (flanks.head(last),)
    last_own = tuple(own[-1:])
    placed = {c.lower_ for c in last_own[0].children if c.dep_ == "case"}
    if verb.tag_ == "VBG" and "with" in placed:
        return last_own
    heads = frames.subjects(verb) or (last_own if not placed else ())
    wrong = any(_time(head) or flanks.quoted(verb, head) for head in heads)
    return _described(verb, heads) if not wrong else last_own


def _set_between(verb: Token) -> tuple[Token, ...]:
    """The subject right behind a cue between commas, where its parse has another: "What it needs, argues Roy, is"."""
    own = [child for child in verb.children if child.dep_.startswith("nsubj")]
    behind = [child for child in own if child.left_edge.i == verb.i + 1]
    if len(own) < 2 or not behind or verb.i == 0 or verb.nbor(-1).text != ",":
        return ()
    end = behind[0].right_edge.i
    return tuple(behind) if verb.doc[end : end + 2].text.endswith(",") else ()


def _beside_marks(verb: Token) -> tuple[Token, ...]:
    """Whom the words right before a cue name beyond doubt: "two of whom said", "its head, Ann Roy, said."."""
    if _shown(verb) or flanks.reporting(verb) is not None:
        return (verb.nbor(-1),)
    number, run = flanks.counted(verb), flanks.apposed(verb)
    run = flanks.preceding(verb) if flanks.introduces(verb) else run
    head = number if number is not None or run is None else flanks.head(run)
    return (head,) if head is not None else ()


def _shown(verb: Token) -> bool:
    """Whether a participle stands right behind whoever is seen or heard in a recording: "footage of Ann Roy saying"."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.nbor(-1).pos_ not in NOUNS:
        return False
    above = (step for step in (verb.nbor(-1), *verb.nbor(-1).ancestors) if step.i < verb.i)
    return any(step.lemma_.lower() in words("recordings") for step in above)


def _described(verb: Token, heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """The name that a description between commas belongs to: "Ann Roy, the former mayor, said"."""
    run = flanks.preceding(verb)
    if run is None or len(heads) != 1 or (name := flanks.head(run)).pos_ != "PROPN" or verb.nbor(-1).text != ",":
        return heads
    described = name.i + 1 < heads[0].i < run.end and name.nbor(1).text == "," and heads[0].pos_ == "NOUN"
    return (name,) if described and name.nbor(2).pos_ == "DET" else heads


def _time(head: Token) -> bool:
    """Whether a noun is a day or a length of time: it tells when somebody speaks."""
    return head.lemma_.lower() in words("times")


def _flanking(verb: Token) -> tuple[Token, ...]:
    """The noun phrase between a quotation and its cue, or behind both, where the parse takes another for the subject.

    A parse whose subject stands outside the quotation is left alone.
    """
    close, run = flanks.closing(verb), flanks.between(verb)
    if close is None:
        return ()
    heads = frames.subjects(verb)
    if run is not None:
        head = None if any(run.start <= known.i < run.end for known in heads) else flanks.head(run)
    else:
        inverted = close == verb.i - 1 and not any(known.i > close for known in heads)
        head = flanks.behind(verb) if inverted else None
    return (head,) if head is not None and not _time(head) else ()


def _inverted(verb: Token) -> tuple[Token, ...]:
    """Find a noun right behind the cue, where words in quotation marks stand before it: fumed the fishermen."""
    run = flanks.preceding(verb) if _before(verb) == "," else None
    if run is not None and "," in run[:-1].text and (named := flanks.head(run)).pos_ in NOUNS:
        return (named,)  # "its leader, Ann Roy, accused the army"
    behind = [child for child in verb.children if child.dep_ in {"obj", "iobj"} and child.left_edge.i == verb.i + 1]
    right = behind[:1] if _before(verb) in flanks.CLOSING and verb.tag_ != "VBG" else []
    return tuple(right) or run_behind(verb)


def _held(verb: Token) -> tuple[Token, ...]:
    """Who speaks for whoever was named before, between commas: "the Mill Union, whose head, Ann Roy, called it"."""
    run = flanks.apposed(verb, closed=False)
    return (flanks.head(run),) if run is not None and run[0].tag_ == "WP$" else ()


def run_behind(verb: Token) -> tuple[Token, ...]:
    """The last noun of ", said Mrs Osei," where the parser hung it elsewhere."""
    if any(child.dep_.startswith("nsubj") for child in verb.children):
        return ()
    last = flanks.behind(verb)
    return (last,) if last is not None else ()


def _before(verb: Token) -> str:
    return str(verb.doc[verb.i - 1].text) if verb.i else ""


def _tail(verb: Token) -> tuple[Token, ...]:
    """The name behind a comma that ends a sentence with its cue: "..., state-run Anna Wire reported, adding that"."""
    run = flanks.tail(verb)
    return (flanks.head(run),) if run is not None else ()


def _gathered(verb: Token) -> tuple[Token, ...]:
    """Who did what is done to say something: "they met on the steps of the library to demand"."""
    if not any(child.tag_ == "TO" for child in verb.children):
        return ()
    above = carrying(verb)
    return frames.subjects(above) if above is not None else ()


def _participle(verb: Token) -> tuple[Token, ...]:
    """Subject of the main verb for a participle set off from the noun before it: "..., adding", "after claiming"."""
    if verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ in words("carried_out"):
        verb = verb.head  # "he said, going on to say"
    if verb.tag_ != "VBG" or not set_off(verb):
        return ()
    tails = (flanks.tail(t) for t in reversed(verb.doc[: verb.i]) if t.lower_ in forms() and t.tag_ in FINITE)
    if (run := next(tails, None)) is not None:
        return (flanks.head(run),)
    above = [step for step in verb.ancestors if step.tag_.startswith("VB")]
    saying = [step for step in above if step.lower_ in forms()]
    for step in (*saying, *above):
        quoted = step.lower_ in forms() and is_passive(step)
        told = () if quoted or step not in saying else _beside(step)
        if heads := frames.frame(step).subject if quoted else frames.subjects(step) or told:
            return heads
    earlier = (t for t in reversed(verb.doc[: verb.i]) if t.lower_ in forms() and t.tag_ in FINITE)
    return next((heads for t in earlier if (heads := frames.subjects(t))), ())


def _interposed(verb: Token) -> tuple[Token, ...]:
    """The noun before a participle between commas: "when the marchers, shouting "Bread," reached"."""
    return (verb.nbor(-2),) if interposed(verb) else ()


def _parted(verb: Token) -> tuple[Token, ...]:
    """The noun right before a finite cue, which the parse coordinates with a verb: "..., and the union threatened"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ == "ADV":
        at -= 1
    noun = verb.doc[at]
    joined = noun.dep_ == "conj" and noun.head.tag_.startswith("VB") and noun.pos_ in NOUNS
    opened = any(child.dep_ == "cc" for child in noun.children) and verb.tag_ in FINITE and at >= 0
    return (noun,) if joined and opened else ()


def _misled(verb: Token) -> tuple[Token, ...]:
    """The noun before the verb that a cue is joined to, taken for an adjective: "the firm issued results and"."""
    cc = next((child for child in verb.children if child.dep_ == "cc"), None)
    if verb.dep_ != "conj" or cc is None:
        return ()
    before = [t for t in verb.doc[verb.head.i + 1 : cc.i] if t.tag_.startswith("VB") and t.dep_ != "aux"]
    if not before or before[-1].dep_ != "amod" or tense(before[-1]) != tense(verb):
        return ()
    noun = before[-1].nbor(-1)
    return (noun,) if noun.pos_ in NOUNS and not before[-1].head.is_ancestor(noun) else ()


def _conjunct(verb: Token) -> tuple[Token, ...]:
    """Subject of the nearest verb of the same tense above a coordinated cue: "said they left and demanded"."""
    if (above := resumed(verb)) is not None:
        return frames.subjects(above)
    if verb.dep_ != "conj" or tense(verb) == tense(verb.head):
        return ()
    for step in verb.ancestors:
        own = any(child.dep_.startswith("nsubj") for child in step.children)
        if own and tense(step) == tense(verb) and not flanks.enclosed(step):
            return frames.subjects(step)
    return ()


def _noun_before(verb: Token) -> tuple[Token, ...]:
    """The noun that a finite cue was hung on by mistake: "Amina, who leads the party, told"."""
    noun = verb.head
    for child in noun.children if verb.dep_ == "conj" else ():
        if child.lower_ in forms() and (who := swallowed(child)):
            return who
    joined = noun.dep_ == "obj" and any(child.dep_ == "cc" for child in verb.children)
    if joined and verb.dep_ == "conj" and tense(verb) == tense(noun.head):
        return frames.subjects(noun.head)  # "they carried green leaves and chanted"
    nominal = noun.pos_ in {"NOUN", "PROPN", "PRON"} and noun.i < verb.i
    return (noun,) if nominal and verb.dep_ in {"conj", "acl", "parataxis"} else ()


def _beside(verb: Token) -> tuple[Token, ...]:
    """Whom the words right before a cue name, where the parse gives it no subject."""
    run = flanks.preceding(verb)
    apart = flanks.apart(verb) if run is None else None
    head = flanks.relative(verb) or (flanks.head(run) if run is not None else apart or _fronted(verb))
    return (head,) if head is not None and not _time(head) else ()


def _fronted(verb: Token) -> Token | None:
    """The name right before a cue that a parse joins to the common noun before it: "In its statement Valve said"."""
    doc, at = verb.doc, verb.i
    while at > 0 and doc[at - 1].pos_ in {"ADV", "AUX"}:
        at -= 1
    start = at
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    fronted = 0 < start < at and doc[start - 1].tag_ == "NN" and doc[0].tag_ == "IN" and verb.tag_ in FINITE
    return doc[at - 1] if fronted else None


WAYS = (
    _inverted,
    _held,
    _tail,
    _gathered,
    quoted_person,
    issuers,
    _interposed,
    _participle,
    _parted,
    _misled,
    _conjunct,
)
"""Where whoever speaks stands, if the parse gives a cue no subject; the first that finds anybody is right."""
