"""The follow-ups that ``deadline`` rules with ``for_each`` ask for: something is to be done in time
after a record.

``case`` holds one record together with the follow-up that it asks for, and judges it. ``sharing``
decides which record serves which case where one follow-up could serve several.
``kamdocs.compliance.kinds.following`` is the rule kind that uses both.
"""
