"""Settings in, the token of those who may write out."""

from __future__ import annotations

from kg.errors import UsageError
from server.settings import Settings

SHORTEST = 16
"""Characters of a token, at least: nobody guesses so many."""


def token(settings: Settings) -> str:
    """Give the token that writers must send; raises UsageError for one too short, or a file that cannot be read."""
    found, path = settings.token, settings.token_file
    if not found and path is not None:
        try:
            found = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"the token in {path} cannot be read: {error}") from error
    if len(found) < SHORTEST:
        raise UsageError(
            f"--writable needs a token of {SHORTEST} characters or more, in HABEAS_TOKEN or in a file named by "
            "--token-file; make one with: openssl rand -hex 24"
        )
    return found
