"""``kb check --fix``: what can be mended without a change of meaning, shown before it is written."""

from .fixing import Fixed, Mending, fix_tree, show_difference, write_fixed
from .formatting import FixError

__all__ = ["FixError", "Fixed", "Mending", "fix_tree", "show_difference", "write_fixed"]
