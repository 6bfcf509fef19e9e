"""Click's own words in other languages, by way of gettext."""
