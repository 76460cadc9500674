"""What a change does to the site: two built sites compared, told in a summary and a page. Needs no Sphinx."""

from .comparing import Review, compare_sites
from .placing import ReviewError, place_review

__all__ = ["Review", "ReviewError", "compare_sites", "place_review"]
