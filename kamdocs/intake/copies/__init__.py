"""Copies of what was handed in, to send back: with remarks at the cells, or with repairs made.

A copy is the submitted package itself: only the parts that change are written anew, so that
layout, pictures, charts, rules and macros stay. Other formats become an .xlsx first.
"""

from kamdocs.intake.copies.annotating import Remark, counted
from kamdocs.intake.copies.changing import About
from kamdocs.intake.copies.making import Made, annotated_copy, fixed_copy

__all__ = ["About", "Made", "Remark", "annotated_copy", "counted", "fixed_copy"]
