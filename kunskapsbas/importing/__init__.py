"""Originals (Word, mail, text, Markdown) to pages of the series: every word kept, only structure added."""
