"""The stages of a proof. Each runs one kind of trial and returns what it found.

samples    the stub, the right solutions and the wrong ones, once each
independent  the reference, held to what was not written together with it
stability  the right ones again and again: other seeds, other orders, under load
mutation   the reference with one small mistake, in every way: the suite must see it
corpus     every cheat: no points
limits     right code far from them, endless code stopped, no verdict that hangs on them
feedback   every hidden test failing in turn: nothing of the suite is told
"""
