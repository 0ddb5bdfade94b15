"""The electoral system of Kazakhstan: dated law, exact counting, explorables.

Nothing heavy is imported here. Import the part that you need::

    from kazlib.law import rules
    from kazlib.apportionment import largest_remainder
    from kazlib.widgets import explore
"""

__version__ = "0.1.0"
