"""The fast path of checking: most verdicts are told from the "look" of sound records, without
weighing each record against each rule.

The look of a record is which fields it has filled in and what is chosen in them. A selector answers
alike for all records with the same look, so it is asked once for each look (``taking``).
``looking`` gives the records of a customer their looks, once for all rules (``plain``), and returns
them as a ``Pile``; ``marks`` keeps one mark for each record. ``tallying`` (cadences), ``filling``
(fields), ``timing`` (deadlines after a record) and ``unproved`` (deadlines without a record) tell
statuses from that. What a look does not decide is left to ``evidence``;
``tests/test_at_a_glance.py`` holds that both say the same.
"""
