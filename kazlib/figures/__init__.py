"""Drawing: ``svg`` for live pages, ``plots`` (matplotlib) for historical figures and print."""
