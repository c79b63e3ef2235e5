"""The end of a file's name in, how its bytes are compressed out.

gzip is always there. Zstandard (RFC 8878) is a part of Python from 3.14 on, and comes with ``habeas[zstd]`` before;
where it is not, nothing offers it.
"""

from __future__ import annotations

import gzip
import importlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import IO, BinaryIO, cast

from kg.errors import UsageError

MEDIA_TYPES: Mapping[str, str] = {".gz": "application/gzip", ".zst": "application/zstd"}
"""What the name of a compressed file ends in → media type (RFC 6713, RFC 8878)."""


def offered() -> tuple[str, ...]:
    """List the ends of names of compressed files that can be written here."""
    return tuple(MEDIA_TYPES) if _zstd() else (".gz",)


@contextmanager
def packing(out: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    """Compress what is written on to ``out`` as the end of a name says, always to the same bytes: no name, no time.

    Raises UsageError for Zstandard where that is not installed; all that is not compressed goes through as it is.
    """
    if suffix == ".gz":
        with gzip.GzipFile("", "wb", fileobj=out, mtime=0) as packer:
            yield cast("IO[bytes]", packer)
    elif suffix == ".zst":
        zstd = _needed(suffix)
        options = {zstd.CompressionParameter.checksum_flag: 1}  # a damaged file is found out, as with gzip
        with zstd.ZstdFile(out, "wb", options=options) as packer:
            yield packer
    else:
        yield out


def unpacked(raw: BinaryIO) -> BinaryIO:
    """Read a file that is compressed with Zstandard; raises UsageError where that is not installed."""
    return cast("BinaryIO", _needed(".zst").ZstdFile(raw))


def faults() -> tuple[type[Exception], ...]:
    """List the errors of a file that cannot be unpacked."""
    zstd = _zstd()
    return (EOFError, OSError, zlib.error, *([zstd.ZstdError] if zstd else []))


def _zstd() -> ModuleType | None:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def _needed(suffix: str) -> ModuleType:
    if found := _zstd():
        return found
    raise UsageError(f"{suffix} files need Zstandard: install habeas[zstd]")
