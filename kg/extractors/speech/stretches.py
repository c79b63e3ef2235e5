"""Stretches of tokens: where what a cue puts forward ends, and which words and marks round it are not part of it.

Law of this file: a stretch never holds its own cue, begins after the word that introduces it, and ends before the next
cue that shares the speaker.
"""

from __future__ import annotations

from kg.extractors.speech.cues import Found, calls, forms, words
from kg.extractors.speech.flanks import CLOSING, apposed, counted, enclosed
from kg.extractors.speech.openings import dateline
from kg.extractors.speech.participles import interposed, set_off, tense
from kg.extractors.speech.telling import NEVER
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Span, Token

Stretch = tuple[int, int]
"""First token and the one after the last."""

MARKS = frozenset("\"'“”‘’«»„`,;:–—-") | {"``", "''"}
INTRODUCING = frozenset({"that", "as"})
CONCESSIONS = frozenset({"although", "though"})
FIXED = frozenset({"a result", "a consequence", "well as", "soon as", "long as"})
ADJUNCTS = frozenset({"despite"})
NAMES = 6  # tokens within which a name between commas ends
INFLECTED = frozenset({"VBD", "VBG", "VBN", "VBP", "VBZ"})
LINKS = frozenset(
    [
        "against",
        "as",
        "because",
        "between",
        "from",
        "including",
        "inside",
        "involving",
        "like",
        "near",
        "of",
        "outside",
        "over",
        "toward",
        "towards",
        "where",
    ]
)

PRONOUN_AND_VERB = frozenset({"PRVB", "PRMD"})  # "according to Roy, she left"


def trim(doc: Doc, start: int, end: int) -> Stretch:
    """A stretch without a dateline, the words that introduce it and the punctuation round it."""
    start = min(end, max(start, dateline(doc)))
    while start < end and (doc[start].text in MARKS - {"``"} and not _opens(doc, start, end)):
        start += 1
    if start < end and doc[start].lower_ in INTRODUCING and doc[start].tag_ in {"IN", "WDT"}:
        interrupted = doc[start].lower_ == "that" and end - start > 2 and doc[start + 1].text == ","
        if interrupted:
            return start + 2, trim(doc, start + 3, end)[1]
        return trim(doc, start + 1, end) if not _timing(doc, start + 1) else (start, trim(doc, start + 1, end)[1])
    if start < end and doc[start].tag_ == "CC" and doc[start].lower_ in {"and", "but"}:
        return trim(doc, start + 1, end)
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ == "CC") and not _closes(doc, start, end):
        end -= 1
    return start, end


def _timing(doc: Doc, start: int) -> bool:
    """Whether "as" opens what is said: "As of March", "that as a result", or a sentence "As crowds grew"."""
    opening = doc[start - 1]
    behind = doc[start : start + 2].text.lower()
    return opening.lower_ == "as" and (opening.is_title or behind.startswith("of ") or behind in FIXED)


def _opens(doc: Doc, start: int, end: int) -> bool:
    """Whether the mark at the start belongs to a quotation that ends before the stretch does."""
    mark = doc[start].text
    pair = {"“": "”", "«": "»", "‘": "’", "``": "''"}.get(mark, mark)
    if mark not in "\"'“‘«":
        return False
    return any(doc[i].text in {pair, mark} and i < end - 1 for i in range(start + 1, end))


def _closes(doc: Doc, start: int, end: int) -> bool:
    mark = doc[end - 1].text
    pair = {"”": "“", "»": "«", "’": "‘", "''": "``"}.get(mark, mark)
    return mark in "\"'”’»" and any(doc[i].text in {pair, mark} and i > start for i in range(start, end - 1))


def cut(found: Found, start: int, end: int) -> Stretch:
    """A stretch ended where another cue of the same speaker begins (", saying", "and demanded") or an adjunct of it."""
    stops = (
        _aside(found, token) or _closed(found, token) or _next_cue(found, token)
        for token in found.verb.doc[start + 1 : end]
    )
    return start, next((stop for stop in stops if stop), end)


def _closed(found: Found, token: Token) -> int:
    """Where the clause of "two of whom said" closes before the verb of its sentence: ", were freed"; 0 if not here."""
    ends = token.text == "," and token.i + 1 < len(token.doc) and token.nbor(1).tag_ in FINITE
    return token.i if ends and counted(found.verb) is not None else 0


def _aside(found: Found, token: Token) -> int:
    """Where words begin that are the writer's, not the speaker's: ", contradicting", "despite"; 0 if not here."""
    if token.text == ";" or (token.lower_ in ADJUNCTS and token.dep_ in {"case", "mark"}):
        return token.i
    if token.lower_ == "according" and token.nbor(-1).text == "," and not _resumes(token):
        return token.i - 1  # "..., according to the Lantern."
    if token.lower_ == "then" and token.i and token.nbor(-1).text == "," and token.head.tag_ == tense(found.verb):
        return token.i - 1
    contrasted = token.lower_ == "while" and token.head.lower_ in forms() and token.head.tag_ in FINITE
    conceding = (token.lower_ in CONCESSIONS or contrasted) and token.dep_ == "mark"
    return token.i - 1 if (conceding or token.lower_ in words("asides")) and token.nbor(-1).text == "," else 0


def _resumes(according: Token) -> bool:
    """Whether what is said goes on behind "according to X,"."""
    rest = according.doc[according.i + 1 :]
    comma = next((t.i for t in rest if t.text == ","), None)
    return comma is not None and any(t.tag_ in FINITE for t in according.doc[comma + 1 :])


def _next_cue(found: Found, token: Token) -> int:
    """Where the words before a cue end that goes on with the cue found; 0 if the token is none."""
    if calls(token):
        return token.i - 1
    if token.lower_ not in forms() or not token.tag_.startswith("VB"):
        return 0
    who = apposed(token, closed=False) if token.tag_ in FINITE else None
    if who is not None and token.doc[who.start - 1].tag_ == "CC":
        return who.start - 1
    if token.tag_ == "VBG" and _leaves(found, token) and not interposed(token):
        return _mark_before(token)
    if token.dep_ != "conj" or enclosed(found.verb) or not _rejoins(found, token):
        return 0
    cc = _coordinator(token)
    return min(cc.i, token.left_edge.i) if cc is not None else 0


def _leaves(found: Found, token: Token) -> bool:
    """Whether a set-off participle goes with the cue: one behind "by" may belong to what is said."""
    means = token.doc[_mark_before(token)].lower_ == "by"
    return set_off(token) and (not means or token.head == found.verb or token.head.is_ancestor(found.verb))


def _mark_before(token: Token) -> int:
    """Where the comma or the conjunction before a set-off participle stands."""
    start = token.i - 1
    while start > 0 and (token.doc[start].pos_ in {"ADV", "CCONJ"} or token.doc[start].text in CLOSING):
        start -= 1
    return start


def _rejoins(found: Found, token: Token) -> bool:
    """Whether a coordinated cue goes with the cue before it rather than with the words in between.

    It does where it has the cue's tense and the words in between have another, or none; or where it has a subject of
    its own after a comma and no "that".
    """
    if (found.verb.tag_, token.tag_) == ("VBP", "VB") and token.lower_ in forms():
        return True
    if tense(token) != tense(found.verb):
        return token.lemma_ == found.verb.lemma_ and any(c.lower_ in NEVER for c in token.children)
    own = [child for child in token.children if child.dep_.startswith("nsubj")]
    if own:
        cc = _coordinator(token)
        that = any(child.dep_ == "mark" for child in token.children)
        return cc is not None and cc.i > 0 and cc.nbor(-1).text == "," and not that
    head = token.head
    if head == found.verb:
        return True
    perfect = token.tag_ == "VBD" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in head.children)
    shared = not perfect and any(c.dep_.startswith("aux") and c.tag_ in {token.tag_, "VBD"} for c in head.children)
    return tense(head) != tense(token) and not shared


def alone(found: Found, start: int, end: int) -> Stretch:
    """A phrase without verbs of its own, ended before ", and" with a subject and a finite verb of their own."""
    doc = found.verb.doc
    for token in doc[start + 1 : end - 1]:
        if token.tag_ == "CC" and token.nbor(-1).text == "," and new_clause(doc, token.i + 1):
            return start, token.i - 1
    return start, end


def new_clause(doc: Doc, start: int) -> bool:
    """Whether a noun phrase and then a finite verb begin here, with no relative pronoun or comma between.

    A name between commas may stand right before the verb: "that the editor, Ann Roy, left".
    """
    nominal, named = False, 0
    for token in doc[start:]:
        if token.i < named:
            continue
        if token.tag_ in FINITE:
            return nominal
        named = _name_between(doc, token.i) if nominal and token.text == "," else 0
        if token.tag_ in {"WDT", "WP", "WRB", "TO"} or (token.text == "," and not named):
            return False
        nominal = nominal or token.pos_ in {"NOUN", "PROPN", "PRON"}
    return False


def _name_between(doc: Doc, comma: int) -> int:
    """Where a name behind a comma is closed by another before a finite verb; 0 where there is none such."""
    close = next((t.i for t in doc[comma + 1 : comma + NAMES] if t.pos_ != "PROPN"), 0)
    closed = comma + 1 < close < len(doc) - 1 and doc[close].text == ","
    return close + 1 if closed and doc[close + 1].tag_ in FINITE else 0


def onward(found: Found, start: int, end: int) -> Stretch:
    """A clause carried on to the end of its sentence, or to what is coordinated with its cue."""
    verb, doc = found.verb, found.verb.doc
    stop = len(doc)
    for token in doc[end:]:
        if token.lower_ == "according" or token.is_ancestor(verb):
            opening = (t.left_edge.i for t in (token, *token.children) if t == token or t.dep_.startswith("nsubj"))
            stop = min([stop, token.i, *(i for i in opening if i >= end)])
        elif token.tag_ in INFLECTED and (token.head == verb or token.head.is_ancestor(verb)):
            at = max(end, min(token.left_edge.i, token.i))
            stop = min(stop, at) if _parted(doc, at, token) else stop
    return start, stop


def _parted(doc: Doc, at: int, token: Token) -> bool:
    """Whether a comma or "and" parts a verb's phrase from what stands before it."""
    if token.dep_ in {"advcl", "acl"} and token.tag_ != "VBG":
        return False
    if any(t.tag_ in {"WRB", "WDT", "WP"} for t in doc[at : at + 2]):
        return False
    return any(doc[i].text in {",", ";"} or doc[i].tag_ == "CC" for i in (at - 1, at, token.i - 1) if 0 <= i < len(doc))


def linked(found: Found, start: int, end: int) -> Stretch:
    """A noun phrase carried on over what the parse hung on the cue though it belongs to it: "against", "whose"."""
    doc = found.verb.doc
    while (further := _further(doc, end)) > end:
        end = further
    return start, end


def _further(doc: Doc, end: int) -> int:
    """Where a phrase that ends before ``end`` ends with the next link; ``end`` where there is none."""
    at = end
    while at < len(doc) and doc[at].text in {"”", '"', "''"}:
        at += 1
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ == "including":
        at += 1
    if at >= len(doc):
        return end
    token = doc[at]
    if token.tag_ in {"WP$", "WDT"}:
        inside = [step for step in token.ancestors if step.left_edge.i >= at]
        return (inside or [token])[-1].right_edge.i + 1
    placed = token.lower_ in {"in", "at"} and token.head.lemma_.lower() not in words("times") | words("speaking_for")
    for_it = token.lower_ == "for" and doc[at - 1].lemma_.lower() in words("asked_for_something")
    if token.lower_ == "as" and token.dep_ == "compound:prt" and token.i + 2 < len(doc):
        judged = next((t for t in doc[at + 1 :] if not t.is_punct), token)
        return max(judged.right_edge.i, at) + 1  # "condemned the test as \"reckless\"", taken for one verb
    if (token.lower_ in LINKS or placed or for_it) and token.dep_ in {"case", "mark", "advmod"}:
        return token.head.right_edge.i + 1
    return end


def _coordinator(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ == "cc"), None)


def span(head: Token) -> Stretch:
    """Everything that hangs on a token."""
    return head.left_edge.i, head.right_edge.i + 1


def source_end(head: Token, end: int) -> int:
    """Where "according to X" ends: after an apposition or relative clause closed by a comma, not in the next clause."""
    doc = head.doc
    hung = (child for child in head.children if not child.dep_.startswith("acl"))
    main = next(
        (step for step in (*head.ancestors, *hung) if any(c.dep_.startswith("nsubj") for c in step.children)), None
    )
    who = next((c for c in main.children if c.dep_.startswith("nsubj")), None) if main is not None else None
    if who is not None and who.i > head.i:
        start = next(token.i for token in who.subtree if not token.is_punct)
        if start > head.i + 1 and doc[start - 1].text == ",":
            return start - 1
    commas = [t.i for t in doc[head.i + 1 :] if t.text == ","]
    if len(commas) > 1 and _apposed(doc[commas[0] + 1 : commas[1]]):
        return commas[1]
    pronouns = (at for at in commas if "".join(t.tag_[:2] for t in doc[at + 1 : at + 3]) in PRONOUN_AND_VERB)
    if (clause := next(pronouns, None)) is not None:
        return clause
    stops = (t.i for t in doc[head.i + 1 : end] if t.text == "," and t.head != head and not head.is_ancestor(t.head))
    return next(stops, end)


def _apposed(between: Span) -> bool:
    """Whether the words between two commas describe the noun before: no finite verb but in a relative clause."""
    finite = next((token.i for token in between if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}), None)
    relative = next((token.i for token in between if token.tag_ in {"WDT", "WP"}), None)
    plain = finite is None or (relative is not None and relative < finite)
    return plain and len(between) > 0 and between[0].pos_ in {"DET", "NOUN", "PROPN", "ADJ", "PRON"}
