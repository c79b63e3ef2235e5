"""Events across documents: what each document tells of one, and which accounts may be of one event.

accounts → blocking → comparison → proposals (cross-document event coreference; Cybulska & Vossen, LREC 2014)

Law of this package: accounts are never merged; each keeps its own words, numbers and source. What is proposed is a
link with its reasons, and what the two tell differently is among them.
"""
