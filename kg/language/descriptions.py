"""A noun in, what it describes out: phrase, kind of actor, and the name it goes by in its document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.iris import folded
from kg.language.candidates import head_word
from kg.language.tokens import Span, Token
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import Mention, MentionType

MEASURES = listed("grammar", "measures")
DEFINITE = listed("grammar", "definite")
INSIDE = frozenset(
    {"det", "amod", "nummod", "compound", "nmod:poss", "det:predet", "goeswith", "flat", "obl:npmod", "nmod:npmod"}
)
KINDS_OF_NAMES = frozenset(
    {"police", "court", "ministry", "parliament", "military", "prosecutorsOffice", "party", "union", "agency"}
    | {"securityForces", "authorities"}
)


@dataclass(frozen=True, slots=True)
class Described:
    """A description's phrase: its span, its head in lower case, the name it goes by, and its kind.

    ``definite`` after "the" or "this"; ``owner`` the possessor's word; ``complement`` where "of …" says more.
    """

    span: Span
    head: str
    name: str
    kind: str | None
    definite: bool
    owner: str | None = None
    complement: bool = False

    def referent(self, sentence: int) -> str:
        """Name a referent of its own: one per name in a document; each single "a man" is another one."""
        single = (
            self.kind is not None and class_of_kind(self.kind) == "Person" and not self.definite and self.owner is None
        )
        return f"d-{folded(self.name) or 'unnamed'}" + (f"-{sentence}" if single else "")


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {
        word: (block["kind"], block["class"])
        for block in table("descriptions")["description"]
        for word in block["words"]
    }


@cache
def class_of_kind(kind: str) -> str:
    """Ontology class of a kind of actor."""
    return next((cls for known, cls in _words().values() if known == kind), "Organization") if kind else ""


def kind_of_word(word: str) -> str | None:
    """Kind of actor that a noun describes ("policemen" → policeOfficers), or None."""
    return _words().get(word.lower(), (None, None))[0]


def kind_of(name: str, named: MentionType) -> str | None:
    """Kind of a body with this name by its head word: "Harbour City police" → police."""
    if named is MentionType.MEDIA:
        return "media"
    bodies = {MentionType.STATE_BODY, MentionType.ORGANISATION}
    kind = kind_of_word(head_word(name.split())) if named in bodies else None
    return kind if kind in KINDS_OF_NAMES else None


def class_of(mention: Mention) -> str:
    """Class of what a description or pronoun means: by its kind, else by the number of its noun."""
    if mention.kind:
        return class_of_kind(mention.kind)
    word = (mention.value or mention.selector.exact).rpartition(" ")[2].lower()
    known = _words().get(word)
    if known:
        return known[1]
    return "Group" if word.endswith("s") and not word.endswith("ss") else "Person"


def described(head: Token) -> Described:
    """Read the description that a noun heads: its words, without what follows but the "of" of a measure."""
    start, end = _bounds(head)
    core = _core(head)
    prefix = " ".join(t.lower_ for t in core.lefts if t.dep_ == "compound" and t.lower_.isalpha() and t.text.islower())
    owner = next((t.lower_ for t in core.lefts if t.dep_ == "nmod:poss"), None)
    name = " ".join(part for part in (prefix, core.lower_) if part)
    definite = any(t.lower_ in DEFINITE for t in head.lefts if t.dep_ == "det")
    if owner is not None:
        words = [t for t in core.doc[start:end] if t.is_alpha or t.lower_ in {"'s", "\u2019s"}]
        name = "".join((t.text if t.pos_ == "PROPN" else t.lower_) + t.whitespace_ for t in words).strip()
    complement = any(t.dep_.startswith("nmod") for t in core.rights)
    return Described(head.doc[start:end], core.lower_, name, kind_of_word(core.text), definite, owner, complement)


def _core(head: Token) -> Token:
    """Noun that tells who: "people" of "thousands of people"."""
    if head.lower_ not in MEASURES:
        return head
    return next(
        (t for t in head.rights if t.dep_.startswith("nmod") and any(c.lower_ == "of" for c in t.children)), head
    )


def _bounds(head: Token) -> tuple[int, int]:
    start = head.i
    for token in sorted(head.lefts, key=lambda t: -t.i):
        if token.dep_ not in INSIDE or (
            token.right_edge.i + 1 < start and not token.doc[token.right_edge.i + 1].is_punct
        ):
            break
        start = token.left_edge.i
    core = _core(head)
    end = core.i + 1 if core.i > head.i else head.i + 1
    while end < len(head.doc) and head.doc[end].dep_ in {"goeswith", "flat"} and head.doc[end].head == head:
        end += 1
    while start < head.i and (head.doc[start].is_punct or head.doc[start].dep_ == "case"):
        start += 1
    return start, end
