"""How this book is tested, measured: ``make report``, or ``python -m proof PART...``.

Each part is a module with ``CHECKS``; each check says what it looks at, by which command one can
repeat it, and what its bound is. Results go to ``_build/report/<part>.json`` one by one, so that a
run that was stopped goes on where it was; ``proof/results.json`` keeps the last run for the page
of the book (``_ext/proofpage.py``).
"""
