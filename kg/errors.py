"""What can go wrong, each with one sentence: what, where, what to do.

Law of this file: a message is for the person who ran the command; it never holds a traceback.
"""

from __future__ import annotations


class HabeasError(Exception):
    """Base of everything Habeas raises on purpose; ``exit_code`` and ``status`` say how to answer."""

    exit_code = 2
    status = 500

    @property
    def shown(self) -> str:
        """The sentence for strangers, who need not know where the parts of a site are."""
        return str(self)


class InvariantError(HabeasError, ValueError):
    """A record that may not exist: bad offsets, a claim without evidence, an unknown term."""


class DocumentError(HabeasError):
    """A source file that cannot become a Document; the rest of the batch goes on."""

    status = 400


class LexiconError(HabeasError):
    """A rule file that is not what it should be: names the file and the rule's id."""


class StoreError(HabeasError):
    """The store cannot be opened, written or trusted."""

    status = 503


class QueryError(HabeasError):
    """A query that cannot be parsed or answered."""

    status = 400


class UnknownIriError(HabeasError):
    """An IRI that the graph does not know."""

    status = 404


class UsageError(HabeasError):
    """A command or setting that cannot be carried out as given."""

    status = 400
