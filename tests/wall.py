"""A wall around this machine: no address but loopback is connected to, and no name of the net is looked up."""

import ipaddress
import os
import socket
from contextlib import contextmanager

import pytest


class ReachedOutsideError(OSError):
    """What a test asked for is not on this machine; to the code under test, a network that is not there."""


@contextmanager
def walled():
    """Let nothing in this process reach outside; gives the list of what was asked for, to be looked at."""
    reached = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(host):
        reached.append(host)
        raise ReachedOutsideError(f"{host} is not on this machine")

    def connected(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _here(address[0]):
            refuse(address[0])
        return connect(self, address)

    def looked_up(host, *arguments, **more):
        if _of_the_net(host):
            refuse(host)
        return look_up(host, *arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connected)
        patch.setattr(socket, "getaddrinfo", looked_up)
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)  # through a proxy everything is outside
        yield reached


def _here(host):
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_unspecified


def _of_the_net(host):
    """Whether a name has to be looked up elsewhere: it has a dot, and is no address."""
    try:
        ipaddress.ip_address(host or "127.0.0.1")
    except ValueError:
        return "." in str(host)
    return False
