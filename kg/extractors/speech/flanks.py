"""A cue beside a quotation in, the noun phrase that stands between the two or behind the cue out.

Where words in quotation marks are followed by nothing but a noun phrase and a verb of saying, that phrase speaks,
whatever a parser hung it on. Law of this file: marks and parts of speech decide, not dependencies.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.memory import per_token
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Span, Token

CLOSING = frozenset("\"'”“’»") | {"''"}
ENDING = frozenset({",", ".", "?", "!", "…", "...", "-", "–", "—", "--"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})
GLUE = frozenset({"-", ".", "'s", "’s", "&"})
SAYS = frozenset({"said", "say", "says"})  # after a comma others have an object: "Roy, the mayor, accused the army of"
ACTIVE = frozenset({"boast", "brag", "complain", "insist", "plead", "remark", "speak", "talk", "tell"})  # never passive
WIDE = 24  # tokens that a description and a name may fill before a cue
NEAR = 6  # tokens that may stand in brackets before a noun
OPENS = frozenset({",", ";", ":", "-", "–", "—", "--"})
FOLLOWING = frozenset({",", ".", ":", "(", "-", "–", "—", "--", "of", "in", "from", "for", "at", "to", "on", "with"})
INVERTED_BEFORE = frozenset({"after", "as", "before", "during", "outside", "when", "while", "who", "whose"})


@per_token
def between(verb: Token) -> Span | None:
    """The noun phrase and nothing else that stands from a closing quotation mark to a cue, auxiliaries left out."""
    doc, close = verb.doc, closing(verb)
    if close is None or verb.tag_ == "VBG":
        return None
    end = verb.i
    while end > close + 1 and (doc[end - 1].pos_ in {"AUX", "ADV"} or doc[end - 1].dep_ == "aux"):
        end -= 1
    run = doc[close + 1 : end]
    return run if len(run) and _plain(run) else None


@per_token
def closing(verb: Token) -> int | None:
    """Where the last mark before a cue stands that closes words which end as speech does."""
    tokens = verb.doc.tokens
    for at in range(verb.i - 1, 0, -1):
        mark = tokens[at]
        if mark.text in CLOSING and tokens[at - 1].text in ENDING | CLOSING and mark.whitespace_:
            return at
        if mark.text not in {"'", "’"} and mark.is_quote:
            return None
    return None


def _plain(run: Span) -> bool:
    """Whether words are one noun phrase: finite verbs only in relative clauses, no other mark of a new clause."""
    first = run[0]
    if first.tag_ == "PRP":
        return len(run) == 1
    if first.pos_ not in NOMINAL - {"ADV"} and first.tag_ not in {"PRP$", "WP$"}:
        return False
    if run[-1].tag_ in RELATIVE or any(t.text in {";", ":"} for t in run):
        return False
    if any(t.tag_ in FINITE and t.nbor(-1).text == "," for t in run[1:]):
        return False  # "Ann Roy, who was ill, was held"
    relative = next((t.i for t in run[1:] if t.tag_ in RELATIVE), run.end)
    return not any(t.tag_ in FINITE or t.dep_ == "mark" for t in run if t.i < relative)


def head(run: Span) -> Token:
    """The noun of a noun phrase: the last before a comma, a bracket or a preposition, or the name behind an office."""
    parts = _parts(run)
    first = _noun(parts[0])
    named = (part for part in parts[1:] if part and all(t.pos_ == "PROPN" for t in part))
    return first if first.pos_ in {"PROPN", "PRON"} else next((part[-1] for part in named), first)


def _parts(run: Span) -> list[list[Token]]:
    """The words of a phrase between its commas."""
    parts: list[list[Token]] = [[]]
    for token in run:
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _noun(part: Sequence[Token]) -> Token:
    last = part[0]
    for token in part:
        if token.pos_ not in NOMINAL and token.text not in GLUE and token.tag_ not in {"PRP$", "PRP", "POS", "WP$"}:
            break
        last = token if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.tag_ == "PRP" else last
    return last


def behind(verb: Token) -> Token | None:
    """The last noun of ", said Mrs Osei," or "Said Mrs Osei:" where the parser hung it elsewhere."""
    opens = verb.i == 0 or verb.doc[verb.i - 1].text in CLOSING | {","}
    if not opens or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    run = _nouns(verb.doc, verb.i + 1)
    inverting = verb.i > 0 and (verb.lower_ in SAYS or verb.doc[verb.i - 1].text in CLOSING)
    closing_ = FOLLOWING | INVERTED_BEFORE if inverting else {",", ".", ":"}
    closed = (
        run.end == len(verb.doc) or verb.doc[run.end].lower_ in closing_ or (inverting and _told_of(verb.doc[run.end]))
    )
    last = run[-1] if len(run) else None
    return last if closed and last is not None and (last.pos_ in {"NOUN", "PROPN"} or last.is_title) else None


def _told_of(participle: Token) -> bool:
    """Whether a participle right behind a noun tells more of it: "said two people briefed on the matter"."""
    return participle.tag_ in {"VBN", "VBG"} and participle.dep_ == "acl" and participle.head.i == participle.i - 1


@per_token
def interruption(verb: Token) -> Span | None:
    """Who speaks, with an apposition, in ", said the ministry," between a subject and its verb.

    A parser takes what stands before the first comma for whoever speaks: "The arrests, said Ann Roy, were unlawful".
    """
    doc, at = verb.doc, verb.i
    if verb.tag_ not in FINITE or at < 2 or doc[at - 1].text != "," or any(t.text == "," for t in doc[: at - 1]):
        return None
    run = _nouns(doc, at + 1)
    commas = [t.i for t in doc[run.end :] if t.text == ","][:2]
    if not len(run) or run[-1].pos_ not in {"NOUN", "PROPN"} or any(t.tag_ in FINITE for t in doc[:at]):
        return None
    return next((doc[at + 1 : end] for end in commas if _resumes(doc, at + 1, end)), None)


def _resumes(doc: Doc, start: int, comma: int) -> bool:
    """Whether a plain noun phrase ends at a comma behind which a finite verb follows."""
    behind = next((t for t in doc[comma + 1 :] if t.pos_ != "ADV"), None)
    return behind is not None and behind.tag_ in FINITE and _plain(doc[start:comma])


def _past(verb: Token) -> bool:
    """Whether what a tagger takes for a participle is a past form: it has an object and no auxiliary."""
    own = {child.dep_ for child in verb.children}
    return verb.tag_ == "VBN" and "obj" in own and not own & {"aux", "aux:pass"}


def reporting(verb: Token) -> Token | None:
    """The name behind a comma and right before a plural that closes its sentence: "..., the Lantern reports."."""
    doc, at = verb.doc, verb.i
    closed = at + 1 == len(doc) or doc[at + 1].is_punct
    if verb.tag_ != "NNS" or not closed or at == 0 or doc[at - 1].pos_ != "PROPN":
        return None
    start = at
    while start > 0 and doc[start - 1].pos_ in {"PROPN", "DET"}:
        start -= 1
    return doc[at - 1] if start > 0 and doc[start - 1].text in CLOSING | {","} else None


def introduces(verb: Token) -> bool:
    """Whether a participle between a comma and a quotation is a finite cue: "Roy, the mayor, recalled:"."""
    doc, at = verb.doc, verb.i
    told = verb.tag_ == "VBN" and 0 < at < len(doc) - 2 and doc[at - 1].text == ","
    return told and doc[at + 1].text in {",", ":"} and doc[at + 2].is_quote


@per_token
def preceding(verb: Token) -> Span | None:
    """The noun phrase right before a finite cue: from the sentence's start, or from a comma behind an opening.

    For cues to which the parser gave no subject: "In a note, one of the bakers, Ann Roy, said".
    """
    doc, end = verb.doc, verb.i
    while end > 0 and (doc[end - 1].pos_ in {"AUX", "ADV"} or doc[end - 1].dep_ == "aux"):
        end -= 1
    have = any(t.tag_ in FINITE and t.lemma_ == "have" for t in doc[end : verb.i])
    finite = verb.tag_ in FINITE or introduces(verb) or have or _past(verb)
    if not finite or end == 0 or doc[end - 1].tag_ == "CC":
        return None
    breaks = [t.i + 1 for t in doc[:end] if t.text in OPENS or t.tag_ == "CC"]
    runs = (doc[start:end] for start in [0, *breaks] if start < end)
    return next((run for run in runs if _plain(run) and head(run).pos_ in {"NOUN", "PROPN", "PRON"}), None)


def apposed(verb: Token, *, closed: bool = True) -> Span | None:
    """A description and a name between commas right before a cue: ", its head, Ann Roy, said.".

    A mark follows the cue where it must be ``closed``.
    """
    doc, close = verb.doc, verb.i - 1
    if close < 0 or doc[close].text != ",":
        return None
    commas = [token.i for token in doc[max(0, close - WIDE) : verb.i] if token.text == ","][-3:]
    ends = not closed or verb.i + 1 == len(doc) or doc[verb.i + 1].is_punct or verb.lemma_ in ACTIVE or _placed(verb)
    if len(commas) < 3 or verb.tag_ not in FINITE | {"VBN"} or not ends:
        return None
    start = commas[0] + 1
    run = doc[start + (doc[start].tag_ == "CC") : close]
    parts = [part for part in _parts(run) if part]
    named = any(all(token.pos_ == "PROPN" for token in part) for part in parts)
    described = any(part[0].pos_ == "DET" or part[0].tag_ in {"PRP$", "WP$"} for part in parts)
    return run if len(parts) == 2 and named and described and _plain(run) else None


def _placed(verb: Token) -> bool:
    """Whether a cue and the place of its words alone end a sentence: "..., her lawyer, Ann Roy, wrote on Buzzer."."""
    tail = verb.doc[verb.i + 1 :]
    return tail[0].tag_ == "IN" and not any(t.tag_.startswith(("VB", "MD")) or t.text in OPENS for t in tail)


@per_token
def tail(verb: Token) -> Span | None:
    """A name behind a comma and right before a cue and a mark: "..., the Lantern reported."."""
    doc, at = verb.doc, verb.i
    closed = at + 1 == len(doc) or doc[at + 1].is_punct
    own = [child.i for child in verb.children if child.dep_.startswith("nsubj")]
    start = next((t.i + 1 for t in reversed(doc[:at]) if t.text == ","), 0)
    if verb.tag_ not in FINITE or not closed or (own and (max(own) >= start or not _final(verb))):
        return None
    run = doc[start:at]
    told = any(t.tag_ in FINITE for t in doc[_clause_before(run) if own else 0 : max(start - 1, 0)])
    return run if len(run) and told and run[-1].pos_ == "PROPN" and _plain(run) else None


def _clause_before(run: Span) -> int:
    """Where what a phrase behind a comma could describe begins; the sentence's start for a bare name."""
    if all(token.pos_ == "PROPN" for token in run):
        return 0
    return next((t.i for t in reversed(run.doc[: max(run.start - 1, 0)]) if t.text == "," or t.is_quote), 0)


def _final(verb: Token) -> bool:
    """Whether a cue ends its sentence behind a comma and a phrase without "and": "..., the Lantern reported."."""
    comma = next((t.i for t in reversed(verb.doc[: verb.i]) if t.text == ","), verb.i)
    run, rest = verb.doc[comma + 1 : verb.i], verb.doc[verb.i + 1 :]
    return len(run) > 0 and not any(t.tag_ == "CC" for t in run) and all(t.is_punct for t in rest)


def apart(verb: Token) -> Token | None:
    """The name that opens a sentence, before what stands between commas: "Ann Roy, in her judgment, held that"."""
    doc, close = verb.doc, verb.i - 1
    comma = next((t.i for t in doc[: max(close, 0)] if t.text == ","), 0)
    if verb.tag_ not in FINITE or not comma or doc[close].text != "," or doc[comma + 1].tag_ != "IN":
        return None
    run = doc[:comma]
    if any(t.text == "," for t in doc[comma + 1 : close]) or not _plain(run) or run[-1].pos_ != "PROPN":
        return None
    last = run[-1]
    return last.head if last.dep_ == "flat" else last


def counted(verb: Token) -> Token | None:
    """The number in "the bakers, two of whom said": of those named before, so many speak."""
    doc, at = verb.doc, verb.i
    parted = at > 3 and doc[at - 1].lower_ in {"whom", "which"} and doc[at - 2].lower_ == "of"
    return doc[at - 3] if parted and doc[at - 4].text == "," and doc[at - 3].pos_ in {"NUM", "PRON", "DET"} else None


def relative(verb: Token) -> Token | None:
    """The noun before the "who" or "which" right before a cue: "Ann Roy - who has called for"."""
    doc, at = verb.doc, verb.i - 1
    while at > 0 and (doc[at].pos_ in {"AUX", "ADV"} or doc[at].dep_ == "aux"):
        at -= 1
    if at < 1 or doc[at].lower_ not in {"who", "which"}:
        return None
    before = doc[at - 2] if doc[at - 1].is_punct and at > 1 else doc[at - 1]
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def quoted(verb: Token, noun: Token) -> bool:
    """Whether a quotation mark opens between a cue and a noun behind it: the noun is in what is said."""
    return any(token.is_quote and not token.whitespace_ for token in verb.doc[verb.i + 1 : noun.i])


def bracket(noun: Token, verb: Token) -> Token | None:
    """The noun before brackets that a noun stands in and the cue does not: "Roy" for "North" in "Ann Roy (North)"."""
    doc = noun.doc
    for at in range(noun.i - 1, max(0, noun.i - NEAR), -1):
        if doc[at].text == ")":
            return None
        if doc[at].text == "(":
            apart = verb.i < at or any(t.text == ")" for t in doc[noun.i : verb.i])
            return doc[at - 1] if apart and doc[at - 1].pos_ in {"NOUN", "PROPN"} else None
    return None


def enclosed(verb: Token) -> bool:
    """Whether a cue and its pronoun stand between commas, so that nothing behind goes on with it: ", she told us,"."""
    doc, at = verb.doc, verb.i
    opened = at > 1 and doc[at - 1].tag_ == "PRP" and doc[at - 2].text == ","
    return opened and any(t.text == "," for t in doc[at + 1 : at + 3])


def whole(noun: Token) -> Token | None:
    """The head of a body's name that a parse hangs on what it is of: "the Mill Board (MB) of Velm University"."""
    parts = (c for c in noun.children if c.dep_ == "compound" and c.pos_ in {"NOUN", "PROPN"})
    return next((c for c in parts if any(t.text == ")" for t in noun.doc[c.i : noun.i])), None)


def _one(token: Token) -> bool:
    return token.lower_ == "one"


def _nouns(doc: Doc, start: int) -> Span:
    end = start + (start < len(doc) and (doc[start].pos_ == "NUM" or doc[start].tag_ == "PRP$"))
    while end < len(doc) and (
        doc[end].pos_ in NOMINAL - {"NUM", "ADV"} or doc[end].is_title or doc[end].tag_ == "POS" or _one(doc[end])
    ):
        end += 1
    return doc[start:end]
