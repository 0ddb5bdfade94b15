"""Simulated electorates, campaigns and polls: models with stated assumptions, not facts.

Every module states its equations, passes randomness in (:class:`random.Random`), and has a setting
in which the effect it models is zero.
"""
