"""What documents say of who acts and where in, who is who across documents out.

Law of this package: pure. It reads no file but its lexicons, asks no clock and no network.
"""
