"""The rules of ``kb check`` for what a page says: from a page's facts to Problems, one file a subject."""
