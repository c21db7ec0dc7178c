"""Where an honest answer ends.

Chosen between what honest answers reach and what attacks have; `benchmarks/attacks.py` shows both.
Each comment gives the most (or the least) among 70 honest answers to ten prompts.
"""

from __future__ import annotations

#: Shorter texts are not judged as a whole.
FEWEST_WORDS = 40

#: Words of points among content words: honest answers have at most .58, of titles .29.
RUBRIC_WORDS = 0.72
TITLE_WORDS = 0.45
#: Function words among all: at least .25, and .15 in the tersest of 150; in lists of terms, .05.
FUNCTION_WORDS = 0.12
#: Words in lists of terms: at most .28, and .43 in the same one.
LISTED = 0.6
#: Units of a form that is filled in, and units that were there before: 0.
FRAMED = 0.3
REPEATED = 0.25
#: The five commonest words: at most .14.
TOP_WORDS = 0.3
#: In a shorter text a few words of the subject come to as much by themselves.
FEWEST_WORDS_OF_TOP = 150
#: Words of headings among all: at most .06.
HEADINGS = 0.5
#: Bits a word that their order gains: at least .15; shuffled, at most -.28. Words in sentences out
#: of order: at most .02.
ORDER_GAIN = -0.15
SHUFFLED = 0.3
#: Words spelt like no English: at most .01.
ODD_WORDS = 0.08
#: Words in units out of the statement or the points: 0.
PASTED = 0.25
PASTED_MOST = 0.5
#: Words in units that give back one point's description: at most .08.
ECHOED = 0.3
#: Content words of statement and points: at least .21.
ON_TOPIC = 0.15
#: A list of terms with less of them is random words rather than keywords.
ON_TOPIC_OF_LIST = 0.4
#: A statement and points with fewer words say too little of what is on topic.
FEWEST_STEMS = 60
#: How many times better another prompt may fit, and the weight of rare words that it must hold for
#: that to tell anything: where one may write about whatever happened, some other prompt always fits
#: better by chance, with at most .39. Answers fit their own prompts with .37 to .63.
OTHER_TOPIC = 1.3
OTHER_TOPIC_FIT = 0.44
#: Units that deny or set aside, ask, or wave at a thing: at most .13, .07 and .07.
NEGATED = 0.5
ASKED = 0.4
VAGUE = 0.3
#: Phrases that two answers share: independent ones at most .145 (.06 in the 153 pairs at hand);
#: copies with 20 % of the words changed keep at least .41, with 30 % .24; with 40 %, half keep .22.
COPIED = 0.2
