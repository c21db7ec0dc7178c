"""Signs, in words, that an answer has thought of something: one is enough.

Broad on purpose. They only ever show that nothing at all was said, so a sign too many is a mistake
missed, and a sign too few is an honest answer blamed. Each is the beginning of a word (`assum`) or
of several (`what if`); `$` ends it. British and American spelling, all forms.
"""

from __future__ import annotations

import re


def _pattern(text: str) -> re.Pattern[str]:
    """Join signs, one or more a line with `|` between, to one pattern; `$` ends a word."""
    signs = sorted({sign.strip() for line in text.splitlines() for sign in line.split("|")} - {""})
    spelt = (
        re.escape(sign.rstrip("$")).replace(r"\ ", "[ -]").replace(r"\-", "[ -]?")
        + (r"\b" if sign.endswith("$") else "")
        for sign in signs
    )
    return re.compile(rf"\b(?:{'|'.join(spelt)})", re.IGNORECASE)


REQUIREMENTS = _pattern("""
    assum | suppos | presum | premise | hypothes | given that | provided that | taken as given
    requirement | require$ | requires$ | required$ | must$ | constrain | restrict | limit
    budget | deadline | goal | objective | aim$ | aims$ | aimed | purpose | target | success
    succeed | kpi | north star | mission | criteri | acceptance | service level | sla$ | slas$
    slo$ | slos$ | measured by | metric | good enough | clarif | ask$ | asked | asking
    question | find out | want to know | would like to know | need to know | i take it
    i take for granted | i read | i understand | my understanding | understood as | interpret
    i would check with | confirm | agree on | agreed | agree with | align | sign off
    signed off | stakeholder | product owner | customer wants | client wants | they want
    we want | wants to | want to | users want | users need | user need | is expected
    are expected | expectation | wish | in scope | out of scope | scope | non goal | use case
    user story | functional | the problem is | the task is | the point is to | what matters
    the business | who uses | who decides | depends on whether | depends on what
    depends on how | unless told | if nobody | if no one | nobody answers | should be able
    needs to | need to be | has to | have to | at most | at least | no more than | no less than
    within | latency | throughput | as fast as | privacy | gdpr | regulat | complian | define
    definition | defined as
""")

EDGE_CASES = _pattern("""
    edge case | corner case | special case | rare | exception | unusual | unexpected
    unforeseen | extreme | fail | fault | break$ | breaks | broke | broken | crash | outage
    down$ | downtime | goes down | is down | unavailab | unreachable | offline | time out
    timeout | timed out | times out | stall | hang | hung | retry | retries | backoff
    circuit breaker | dead letter | degrad | fallback | fall back | falls back | fell back
    back-up | plan b | default to | defaults to | instead show | popular items | stale
    outdated | late$ | delay | cold start | new user | new item | new customer | new product
    new article | new class | never seen | not seen | unseen | no history | little history
    without history | first time | first-time | unknown | missing | absent | empty | blank
    null$ | nulls | nan$ | nans | incomplete | no data | lack | gap | wrong label | noisy
    noise | corrupt | garbage | dirty | mislabel | outlier | anomal | duplicate | near-duplicate
    spike | surge | burst | peak | overload | sudden | black friday | flash | traffic jump
    thundering | hot key | drift | shift$ | shifts | change over time | seasonal | pandemic
    covid | holiday | weekend | strike | what if | what happens | in case | if the | if a$
    if an$ | when the model is wrong | worst case | otherwise | wrong | mistake | error | risk
    danger | pitfall | trap | caveat | limitation | go wrong | goes wrong | harm | abuse
    adversar | attack | fraud | gaming | spam | bot$ | bots | malicious | poison | bias | unfair
    leak | imbalanc | long tail | tail$ | few examples | sparse | small sample | too few
    overfit | under-represented | race condition | concurren | out of order | idempot | conflict
    rollback | roll back | kill switch | revert | safeguard | guardrail | guard against
    protect against | robust | resilien | redundan | graceful | recover | feedback loop | loops
    handle | edge | boundary | minorit | disabled | accessib | opt out | opted out
""")

TRADE_OFFS = _pattern("""
    trade-off | tradeoff | trades$ | trading | trade | compromis | balance | balanc | tension
    sweet spot | rather | instead | versus | vs$ | as opposed to | over a$ | in favour of
    in favor of | prefer | favour | favor | alternativ | other option | another option | option
    the other way | either | whereas | while | although | though | even if | despite | in spite
    however | nevertheless | on the other hand | at the cost | at the price | at the expense
    price | pay for | paid for | costs | cost | cheap | expensive | worth | slower | faster
    simpler | harder | heavier | lighter | easier | less accurate | more accurate | better than
    worse | more complex | less flexible | more expensive | more than | less than | fewer
    than$ | drawback | downside | disadvantage | advantage | benefit | upside | pros | cons$
    con$ | merit | weakness | strength | sacrific | give up | gave up | giving up | lose
    losing | lost | loss of | not worth | overkill | too slow | too complex | too expensive
    too much | enough for | good enough | suffic | why not | i would not | we would not
    i don't | we don't | ruled out | rule out | reject | dropped | against | compare
    comparison | compared | weigh | depends | only if | not until | latency budget | complexity
    overhead | burden | buys us | costs us | bias variance | precision against recall | but slow
    but cost | but need | but less | but more | but it | but they | but that | but the | no need
    accept | tolerat | live with | price we pay | outweigh | justif
""")

TESTING = _pattern("""
    beside | next to | side by side | alongside | in parallel | same day | same week | test
    a/b | ab experiment | experiment | trial | pilot | canary | shadow | dark launch | rollout
    roll-out | roll it out | ramp | staged | beta | dry run | rehears | try out | tried out
    try it | tried it | staging | valid | verif | check | assert | inspect | audit | review
    spot check | sanity | proof | prove | confirm | hold-out | held-out | hold out | held out
    keep aside | kept aside | keep back | set aside | put aside | test set | split | fold
    cross-valid | backtest | back-test | out of time | out of sample | replay | simulat
    offline | counterfactual | control group | controlled | randomi | treatment | significan
    confidence interval | bootstrap | p-value | power | baseline | benchmark | compare
    comparison | against the | versus | reference | metric | measur | accuracy | precision
    recall | auc | ndcg | f1 | rmse | mae$ | mape | log-loss | calibrat | lift | error rate
    false positive | false negative | false alarm | confusion | score on | quality | evaluat
    assess | monitor | alert | alarm | dashboard | watch | track | log$ | logs | logging
    observ | telemetry | drift | feedback | survey | interview users | ask users | user study
    annotat | judges | inter-rater | kappa | agreement | ablat | regression suite | ci$ | pytest
    integration | load test | stress | chaos | failover drill | qa$ | how would i know
    how i would know | how we know | know whether | see whether | find out whether | would show
    roll back | rollback | gate | guardrail | kpi | before and after | success criteri
""")

RESULTS = _pattern("""
    kept | keeps | stayed | stays | happy | satisf | glad | relie | result | outcome
    in the end | eventually | finally | ended up | turned out | came of | led to | consequence
    impact | effect | achiev | accomplish | deliver | ship | launch | released | deployed
    went live | live$ | in production | rolled out | adopt | approv | accept | agreed | signed
    bought | renewed | granted | funded | published | won$ | passed | succeed | success | saved
    saving | gain | earned | grew | grow | rose | risen | fell | fallen | dropped | drop
    increas | decreas | reduc | improv | cut$ | halv | doubl | tripl | lower | higher | faster
    fewer | more than | less than | went up | went down | went from | up by | down by | boost
    lift | exceed | met the | beat | outperform | percent | per cent | today | now$ | still
    since then | until today | to this day | decid | chose | changed | stopp | cancel | rejected
    refused | failed | failure | did not work | missed | lost | used | using it | in use
    uses it | took over | taken over | handed over | became | standard | template | finish
    complet | on time | in time | deadline | thank | prais | promot | feedback
""")

LESSONS = _pattern("""
    lesson | learn | learnt | learned | taught | teach | takeaway | take-away | take away
    took away | takes away | next time | in hindsight | hindsight | looking back | look back
    in retrospect | retrospect | retro$ | post-mortem | postmortem | with what i know
    knowing what | today i would | i would now | i'd now | would do differently | do differently
    done differently | would do it differently | would have done | would do | otherwise today
    should have | could have | ought to have | would change | would start | would begin
    would ask | would have | i'd | i wish | regret | mistake | my error | i was wrong
    i underestimated | i overestimated | underestimat | since then | ever since | since that
    from then on | from now on | from that day | after that i | afterwards i | these days
    nowadays | today i | now i | i now | i always | i never | i no longer | no longer | i still
    habit | have since | i since | i use it | we now | we still | now we | now my | became a
    become a | rule of mine | my rule | realis | realiz | understood | came to see | i saw that
    saw how | it showed me | showed me | made me | changed how | changed the way | changed my
    opened my eyes | insight | moral | reflect | what stayed | stays with me | stuck with me
    remember | keep in mind | bear in mind | pay attention | more careful | grew | matured
    improved at | better at | advice | advise | principle | practice | practise | reuse | reused
    used it again | used again | same approach | used it since | applied since | have used
    have applied | i apply | i start | i begin | i ask | first thing | key to | what matters
    matter more | important than | earlier | sooner | too late | too early | beforehand
""")

#: What takes place of what is said: by itself no fault.
FILLERS = _pattern("""
    basically | actually | literally | honestly | obviously | you know | kind of | sort of
    i mean | as i said | like i said | as i mentioned | as mentioned | as already
    stuff like that | and so on and so | at the end of the day | to be honest | let's say
    so yeah | anyway | whatever | things like that | needless to say | it goes without saying
    in terms of | the thing is | what i want to say | long story | in this regard
    in today's world | when all is said | the fact that | i guess
""")

#: Fault put on others.
BLAME = re.compile(
    r"\b(?:(?:was|were|is|being) (?:all |entirely |completely |totally |clearly |just )?(?:their"
    r"|his|her|the"
    r" (?:\w+ ){0,2}?(?:team|manager|management|boss|client|department|developer|engineer"
    r"|analyst|colleague)"
    r"(?:'s|s'|\u2019s|s\u2019)?) (?:own )?(?:fault|mistake|problem|incompetence)"
    r"|(?:fault|blame|failure|incompetence|stupidity|laziness|ignorance) (?:of|on|with|lay with"
    r"|lies with|lay"
    r" entirely with) (?:the |my |our |their )?(?:\w+ ){0,2}?(?:team|manager|management|boss"
    r"|client|department"
    r"|developers?|engineers?|analysts?|colleagues?|others|them|him|her|stakeholders?|business"
    r"|sales|it)"
    r"|(?:incompetent|clueless|lazy|useless|stupid|ignorant|stubborn|hopeless|dumb|unprofessional)"
    r"|(?:they|he|she|management|my (?:boss|manager)|the (?:team|client|business|stakeholders"
    r"|managers|others|other"
    r" team|engineers|developers|backend team|product manager|data team)) (?:just |simply |of "
    r"course |again )?"
    r"(?:never|refused|failed|did not even|didn't even|did not care|didn't care|did not bother"
    r"|didn't bother|ignored"
    r"|couldn't even|could not even|had no (?:idea|clue)|messed|screwed|ruined|would not listen"
    r"|wouldn't listen"
    r"|did not listen|didn't listen|did not understand anything|didn't understand anything"
    r"|blocked everything)"
    r"|(?:let (?:me|us) down|sabotag\w+|threw (?:me|us) under the bus|wasted (?:my|our) time|not "
    r"my fault"
    r"|nothing i could (?:have )?do(?:ne)?|i did everything right|because of them|thanks to their"
    r"|had to (?:clean|fix|do) (?:up )?(?:everything|all of it|their (?:mess|work|mistakes?))))\b",
    re.IGNORECASE,
)

#: One's own part in what went wrong, or what one would do otherwise.
OWN_SHARE = re.compile(
    r"\b(?:(?<!nothing )(?<!anything )"
    r"(?:i|we) (?:also |myself |too |probably |certainly |really |now think i )?(?:should"
    r"|could|ought to|might)"
    r"(?:'ve| have| well have)|i (?:had|have|was|did) (?:also |myself )?(?:failed|forgotten"
    r"|missed|overlooked"
    r"|assumed|neglected|underestimated|too|wrong|not (?:ask|explain|check|listen|make|see))"
    r"|i (?:failed|forgot|missed|overlooked|neglected|underestimated|misjudged|misread"
    r"|apologi[sz]ed)"
    r"|my (?:own )?(?:fault|mistake|error|part|share|responsibility|failure|blame|omission"
    r"|oversight|doing)"
    r"|partly (?:me|mine|my)|on me\b|(?:blame|fault) (?:was|is) (?:mine|ours)|i (?:take|took"
    r"|share|own|owned)"
    r" (?:the |full |my |some |that )?(?:blame|responsibility|share|part|it)|i (?:learn(?:t|ed)"
    r"|realis|realiz)"
    r"|next time i|in hindsight|i would (?:now )?(?:do|have|ask|start)|i (?:was|am) (?:also )?to "
    r"blame)",
    re.IGNORECASE,
)
