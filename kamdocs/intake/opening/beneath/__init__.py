"""What python-calamine does not show, one file for each format that hides it.

Formula errors (#N/A) and formulas without a saved result come out empty there, numbers come
without the format that makes 3% or 002200 of them, and hidden rows and columns go unmentioned.
Each file here looks into the workbook itself, only where there is something to be found.
"""
