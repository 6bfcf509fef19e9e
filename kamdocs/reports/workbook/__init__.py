"""The workbook of findings, which a reviewer sorts, filters, prints, and writes decisions into; one
file for each sheet."""
