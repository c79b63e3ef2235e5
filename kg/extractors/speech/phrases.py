"""The head of whoever speaks in, the words that name them out: the whole noun phrase, titles and appositions included.

A name alone tells who is meant; the phrase round it tells as whom they speak: "Ann Roy, head of the nurses' union". Law
of this file: it chooses nobody, and takes no word of the cue or of what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extractors.speech import flanks
from kg.extractors.speech.cues import Found, words
from kg.extractors.speech.openings import dateline
from kg.extractors.speech.stretches import Stretch
from kg.language import Sentence
from kg.language.descriptions import kind_of_word
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Token
from kg.lexicon import words as listed
from kg.model import NAMED_ACTORS, Mention, MentionType, Selector

RELATIVE = frozenset({"WP", "WDT"})
OPENING = frozenset({"case", "cc", "mark", "punct", "discourse", "cc:preconj", "fixed"})
NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})
APPOSED = NOMINAL | {"PRON"}
STOPS = frozenset('"“”„«»;:') | {"``", "''"}
DASHES = frozenset({"-", "–", "—", "--"})
TIMED = frozenset({"after", "before", "since", "until"})  # "a day after the guild said"
PLACING = frozenset({"after", "at", "before", "during", "in", "on", "with"})
DESCRIBING = frozenset({"a", "an", "the", "who", "whose", "which"})
TITLES = listed("titles", "titles") | listed("titles", "honorifics")
BRACKETED = 8  # tokens
ASIDES = {",": ",", "(": ")"} | {dash: dash for dash in DASHES}
CIRCUMSTANCE = frozenset({"VBG", "IN", "RB", "VBD", "TO"})


def speaker(
    found: Found, heads: Sequence[Token], named: Sequence[Mention], content: Iterable[Selector], sentence: Sentence
) -> Selector | None:
    """The words for those who speak, in the sentence of their cue and outside what they say.

    None where they are named elsewhere.
    """
    whole = _phrase(found, heads, named, sentence) if heads else None
    if whole is None:
        return None
    told = max((m.selector.end for m in named), default=whole.start)
    starts = [c.start for c in content if max(told, whole.start + 1) <= c.start < whole.end]
    words = whole.exact[: min(starts, default=whole.end) - whole.start].rstrip(" ,;:\"“'‘")
    return sentence.analysis.document.select(whole.start, whole.start + len(words)) if words else None


def name_end(doc: Doc, end: int) -> int:
    """Where a name ends that a phrase would break off: "according to Human Rights | Watch"."""
    while 0 < end < len(doc) and doc[end - 1].pos_ == "PROPN" and doc[end].pos_ == "PROPN":
        end += 1
    return end


def outside(content: Iterable[Selector], named: Iterable[Mention]) -> tuple[Selector, ...]:
    """What is said, without the names of those who say it at its beginning."""
    spots = [mention.selector for mention in named if mention.type in NAMED_ACTORS]
    return tuple(_behind(stretch, spots) for stretch in content if not any(spot.contains(stretch) for spot in spots))


def _behind(stretch: Selector, spots: Iterable[Selector]) -> Selector:
    """A stretch from what stands behind the comma after a name at its beginning."""
    ends = [spot.end - stretch.start for spot in spots if spot.start == stretch.start]
    rest = stretch.exact[max(ends, default=0) :]
    if not ends or not rest.startswith(", "):
        return stretch
    return Selector(stretch.end - len(rest) + 2, stretch.end, rest[2:])


def _phrase(found: Found, heads: Sequence[Token], named: Sequence[Mention], sentence: Sentence) -> Selector | None:
    doc, cue = sentence.doc, found.verb
    if (relative := _relative(cue, heads[0])) is not None:
        return sentence.select(relative)
    start, end = _anchor(heads, named, sentence)
    if start <= cue.i < end:
        return None
    if end - start == 1 and doc[start].tag_ == "PRP":
        return sentence.select(doc[start])
    behind = found.last + 1 if cue.i < start else dateline(doc)
    person = any(m.type is MentionType.PERSON and m.selector.start == sentence.select(doc[start]).start for m in named)
    first = _office(cue, _leftward(doc, start, heads, behind), end)
    first = _entitled(doc, first, start, behind) if person else first
    first = start if _written_in(doc, start) else first
    stretch = first, _rightward(found, start, end)
    return sentence.select(doc[slice(*_bare(doc, *stretch, end))])


def _anchor(heads: Sequence[Token], named: Iterable[Mention], sentence: Sentence) -> Stretch:
    """From the first to the last of heads and names; of the names alone where a head lies beyond a quotation mark."""
    own = [(head.i, head.i + 1) for head in heads]
    placed = (sentence.span(m.selector) for m in named if sentence.selector.contains(m.selector))
    names = [(span.start, span.end) for span in placed if span is not None]
    start, end = min(own + names)[0], max(last for _, last in own + names)
    parted = names and any(token.text in STOPS for token in sentence.doc[start:end])
    return (min(names)[0], max(last for _, last in names)) if parted else (start, end)


def _relative(cue: Token, head: Token) -> Token | None:
    """The "who" of the relative clause in which the cue stands, where the clause modifies the head."""
    clause = next((step for step in (cue, *cue.ancestors) if step.dep_ == "acl:relcl" and step.head == head), None)
    if clause is None:
        return cue.nbor(-1) if cue.i and cue.nbor(-1).lower_ in {"who", "which"} and head.i < cue.i - 1 else None
    return next((t for t in clause.lefts if t.tag_ in RELATIVE and t.dep_.startswith("nsubj")), None)


def _leftward(doc: Doc, start: int, heads: Sequence[Token], behind: int) -> int:
    """Where the phrase begins: at its determiner, its first title or adjective."""
    edge = max(behind, min(start, *(head.left_edge.i for head in heads), doc[start].left_edge.i))
    barred = (t.i + 1 for t in doc[edge:start] if t.tag_ in FINITE or t.text in STOPS or t.lower_ in TIMED)
    edge = _past(doc, max(barred, default=edge), start)
    return _titles(doc, _coordinated(doc, edge, behind), behind)


def _past(doc: Doc, edge: int, start: int) -> int:
    """The first word of a phrase behind what the parse hung before it: "But", "according to", "in recent days,"."""
    fronted = False
    while edge < start and (doc[edge].dep_ in OPENING or doc[edge].is_punct or doc[edge].tag_ in {"IN", "TO"}):
        fronted = fronted or doc[edge].tag_ == "IN"
        edge += 1
    commas = [t.i for t in doc[edge:start] if t.text == ","]
    return commas[-1] + 1 if fronted and commas else edge


def _titles(doc: Doc, edge: int, behind: int) -> int:
    """Where the words begin that stand right before a phrase and are no other phrase: titles, an owner, "ex-"."""
    while edge > behind and edge < len(doc):
        before, after = doc[edge - 1], doc[edge]
        glued = before.text == "-" and not before.whitespace_
        owner = before.tag_ == "POS"
        title = before.pos_ in NOMINAL and after.pos_ != "DET" and (before.head.i >= edge or behind == edge - 1)
        if not (glued or owner or title or (doc[edge].tag_ == "POS" and before.pos_ in NOMINAL)):
            break
        edge -= 2 if glued else 1
    return max(edge, behind)


def _entitled(doc: Doc, edge: int, name: int, behind: int) -> int:
    """Where the titles before a person's name begin, whatever a parser hung them on: "the Lantern editor Ann Roy".

    Back at the name where they are what a preposition of the sentence governs: "In an interview Ann Roy said".
    """
    if edge == name and edge > behind and _title(doc[edge - 1 - _stopped(doc, edge)]):
        while edge > behind and _may_entitle(doc, edge):
            edge -= 1
            if doc[edge].pos_ == "DET":
                break
    return name if behind < edge < name and doc[edge - 1].lower_ in PLACING else edge


def _written_in(doc: Doc, name: int) -> bool:
    """Whether the noun right before a name is a text or talk behind a preposition: "In its statement Valco said"."""
    at = name - 1
    if at < 1 or doc[name].pos_ != "PROPN" or doc[at].lemma_.lower() not in words("speaking_for") | words("occasions"):
        return False
    at -= int(doc[at - 1].pos_ == "DET" or doc[at - 1].tag_ == "PRP$")
    return at > 0 and doc[at - 1].lower_ in PLACING


def _stopped(doc: Doc, edge: int) -> bool:
    """Whether the stop of an abbreviation stands before an edge, apart from its word: "Col", "."."""
    return edge > 1 and doc[edge - 1].text == "." and not doc[edge - 2].whitespace_


def _may_entitle(doc: Doc, edge: int) -> bool:
    before = doc[edge - 1]
    nominal = before.pos_ in NOMINAL or before.tag_ in {"POS", "PRP$"} or _stopped(doc, edge)
    return nominal and before.lower_ not in words("times")


def _title(before: Token) -> bool:
    """Whether a word right before a person's name can be a title: a common noun, or a capitalised one of the lists."""
    common = before.tag_ in {"NN", "NNS"} and before.is_lower and before.lemma_ not in words("times")
    return common or kind_of_word(before.text) is not None or before.lower_.rstrip(".") in TITLES


def _coordinated(doc: Doc, edge: int, behind: int) -> int:
    """Where the first of several begins that the parse lost: nothing but nouns before "and" ("RT and its friends")."""
    if edge <= behind or doc[edge - 1].lower_ != "and":
        return edge
    first = edge - 1
    while first > behind and doc[first - 1].pos_ in NOMINAL:
        first -= 1
    opens = first == behind or doc[first - 1].is_punct
    return first if opens and first < edge - 1 else edge


def _office(cue: Token, start: int, end: int) -> int:
    """Where an office begins that a name between commas holds: "The mayor of Velm, Ann Roy," said."""
    doc = cue.doc
    run = flanks.between(cue) or flanks.apposed(cue) or flanks.preceding(cue)
    set_apart = start > 0 and doc[start - 1].text == "," and end < len(doc) and doc[end].text == ","
    if run is None or not set_apart or not run.start < start - 1 < run.end or "," in doc[run.start : start - 1].text:
        return start
    return run.start if doc[run.start].pos_ in {"DET", "PRON", "NUM"} or doc[run.start].tag_ == "PRP$" else start


def _rightward(found: Found, start: int, end: int) -> int:
    """Where the phrase ends: behind its complements and appositions, before the cue."""
    cue, doc = found.verb, found.verb.doc
    end = _bracket(doc, end)
    first = min([cue.i, *(c.i for c in cue.lefts if c.dep_.startswith("aux") and c.i >= end)])
    while first > end and doc[first - 1].pos_ in {"AUX", "ADV"}:
        first -= 1
    if cue.i >= end and (closed := _aside(doc, end, first)):
        return closed
    last = max(token.right_edge.i + 1 for token in doc[start:end])
    if cue.i < start and flanks.closing(cue) == cue.i - 1 and end < len(doc) and doc[end].text == ",":
        last = len(doc) if doc[end + 1 : end + 2].text.lower() in DESCRIBING else last
    last = min(last, first) if cue.i >= end else last
    return next((token.i for token in doc[end:last] if token == cue or _leaves(token, end)), last)


def _bracket(doc: Doc, end: int) -> int:
    """Where the brackets right behind a name close: "Ann Roy (North)"."""
    close = next((t.i for t in doc[end : end + BRACKETED] if t.text == ")"), None)
    return close + 1 if close is not None and doc[end].text == "(" else end


def _aside(doc: Doc, start: int, cue: int) -> int:
    """Where what is set off behind a name ends, if its mark closes right before the cue: ", the mayor," said."""
    close = cue - 1
    opening = doc[start].text if start < close else ""
    if ASIDES.get(opening) != doc[close].text:
        return 0
    inside = doc[start + 1 : close]
    finite = next((t.i for t in inside if t.tag_ in FINITE), None)
    relative = next((t.i for t in inside if t.tag_ in RELATIVE), None)
    plain = finite is None or (relative is not None and relative < finite)
    told = inside[0].pos_ in APPOSED or inside[0].lower_ in {"of", "including", "now"}
    return close if plain and told and not any(t.text in STOPS for t in inside) else 0


def _leaves(token: Token, end: int) -> bool:
    """Whether a phrase ends before a token: a mark or a verb of another phrase, a time, a text to speak in."""
    doc = token.doc
    if token.text in STOPS or _timed(token):
        return True
    if token.text == "," or token.text in DASHES:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return following is None or (
            following.tag_ in CIRCUMSTANCE and following.lower_ not in {"of", "including", "now"}
        )
    if token.tag_ == "IN" and token.dep_ == "case" and not token.head.head.tag_.startswith("VB"):
        return token.head.lemma_.lower() in words("times") | words("speaking_for") and token.lower_ not in {"of", "for"}
    inside = any(step.dep_ == "acl:relcl" and step.left_edge.i >= end for step in (token, *token.ancestors))
    return token.tag_ in FINITE and not inside


def _timed(token: Token) -> bool:
    """Whether a time begins here that stands between a name and its cue: "Ann Roy this week said"."""
    following = token.doc[token.i + 1 : token.i + 2]
    return token.lower_ in {"this", "last", "next"} and any(t.lemma_.lower() in words("times") for t in following)


def _bare(doc: Doc, start: int, end: int, least: int) -> Stretch:
    """A stretch without the marks at its end, but for a bracket that closes one inside."""
    if end < len(doc) and doc[end].text == ")" and doc[start:end].text.count("(") > doc[start:end].text.count(")"):
        end += 1
    while end > least and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "CC"):
        if doc[end - 1].text == ")" and "(" in doc[start:end].text:
            break
        end -= 1
    return start, end
