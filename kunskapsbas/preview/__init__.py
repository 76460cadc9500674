"""``kb preview``: the site as it will be, in a browser beside the editor. How it works is told in docs/preview.md."""
