"""What writers meet: the check that says what is wrong and how to mend it."""

from .check import check_tree, may_remember
from .format import FORMATS, format_problems

__all__ = ["FORMATS", "check_tree", "format_problems", "may_remember"]
