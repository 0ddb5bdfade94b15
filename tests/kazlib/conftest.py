"""Settings for the tests of kazlib: examples that hypothesis invents are the same on every run."""

from hypothesis import settings

settings.register_profile("kazlib", derandomize=True, deadline=None, database=None, max_examples=25)
settings.load_profile("kazlib")
