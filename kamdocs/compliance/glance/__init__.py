"""What is seen at a glance: how sound records look, and the verdicts whose status that tells.

``looking`` makes of the records of a customer a pile of looks (``piles``, ``looks``), once for all
rules (``plain``); ``taking`` asks a selector of them, ``marks`` notes the answers. ``tallying``,
``filling``, ``timing`` and ``unproved`` tell by them what kinds of rule ask.
"""
