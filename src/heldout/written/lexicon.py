"""Words that carry grammar and not meaning."""

from __future__ import annotations

_GRAMMAR = """
    a about above across after again against all almost along already also although always am
    among an and another any anybody anyone anything are aren't around as at away be because
    been before being below between both but by can can't cannot could couldn't did didn't do
    does doesn't doing don't done down during each either else enough even ever every few for
    from further had hadn't has hasn't have haven't having he hence her here hers herself him
    himself his how however i i'd i'll i'm i've if in indeed instead into is isn't it it's its
    itself just least less let let's like many may maybe me might mine more most much must my
    myself need neither never no nobody nor not nothing now of off often on once one only onto
    or other others otherwise our ours ourselves out over own per perhaps quite rather really s
    same shall she should shouldn't since so some somebody someone something sometimes somewhat
    soon still such t than that that's the their theirs them themselves then there there's
    therefore these they they're this those though through thus till to together too toward
    towards under unless until up upon us use used uses using usually very via was wasn't we
    we'd we'll we're we've well were weren't what whatever when where whereas whether which
    while who whole whom whose why will with within without won't would wouldn't yes yet you
    you'd you'll you're your yours yourself
"""
FUNCTION_WORDS = frozenset(_GRAMMAR.split())
