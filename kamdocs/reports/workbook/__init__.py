"""The workbook of findings: what a reviewer sorts, filters, prints, and decides in."""
