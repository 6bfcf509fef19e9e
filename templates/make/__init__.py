"""Makes the Word templates of the forms: ``python -m templates.make`` in the project folder."""
