"""Wikidata's items in, what they have to do with our actors and places out: candidates, never truths.

Law of this package: nothing reaches the network but :mod:`kg.wikidata.client`, and that only for an operator who said
who they are; a candidate is a proposal, which only a judgement turns into an identity.
"""
