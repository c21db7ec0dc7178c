"""Raises, while it is loaded, an error on a line whose number Python refuses to print.

An int of more than 4,300 digits has no text: who puts the line into a report would fail instead.
"""

_exc = SyntaxError("nothing to see")
_exc.filename = __file__
_exc.lineno = 10**5000
raise _exc
