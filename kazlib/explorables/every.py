"""Imports every explorable, so that a live page has all of them in the memory that it saves."""

from kazlib.explorables import SLUGS, load

for _slug in SLUGS:
    load(_slug)
