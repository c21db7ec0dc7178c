"""What only running a challenge can show; the stages of `proof/` make these findings."""

from __future__ import annotations

from heldout.authoring.rules.rule import Rule

_REPLAY = "./run pytest {suite}::{test} --heldout-seed {seed} --heldout-solution {path} --pdb"


class BrokenSuite(Rule):
    """The suite cannot be run: {fact}.

    Nothing can be proved, or graded, with a suite that does not load.
    """

    code = "broken-suite"
    next_step = "run ./run pytest {file} and correct what it says"


class StubPasses(Rule):
    """The untouched stub passes {test}.

    A test that a stub passes says nothing of what a candidate wrote.
    """

    code = "stub-passes"
    next_step = "make the test call an entry point and look at its answer first"


class StubUnkind(Rule):
    """The untouched stub does not fail {test} with NotImplementedError ({verdict}).

    A candidate's first run should say what is still to be written, and nothing else.
    """

    code = "stub-unkind"
    next_step = "let every entry point of the stub raise NotImplementedError with a message"


class ReferenceFails(Rule):
    """The reference fails {test} of the {which} suite ({verdict}).

    A reference that fails its own tests cannot define what is right.
    """

    code = "reference-fails"
    next_step = _REPLAY


class ReferenceWrong(Rule):
    """The reference fails {test}, which holds it to an independent source ({verdict}).

    One of the two is wrong. If it is the reference, the hidden suite asks for the wrong answer.
    """

    code = "reference-wrong"
    next_step = _REPLAY


class IdleCheck(Rule):
    """The check of the reference lets every wrong solution pass.

    Then it would let a wrong reference pass as well.
    """

    code = "idle-check"
    next_step = "compare whole answers, on the inputs that the wrong solutions get wrong"


class AcceptedFails(Rule):
    """A right solution, {sample}, fails {test} of the {which} suite ({verdict}).

    The suite is stricter than the statement, or the sample is not right after all.
    """

    code = "accepted-fails"
    next_step = _REPLAY


class FlakyTest(Rule):
    """{test} flips: {sample} passed it {passes} times out of {runs}.

    Right code must pass on every input that the generator can draw, in any order of the tests, on a
    busy machine too; or a candidate is failed by bad luck.
    """

    code = "flaky-test"
    next_step = _REPLAY


class RejectedPasses(Rule):
    """A wrong solution, {sample}, passes the hidden suite.

    The suite does not see this mistake at all.
    """

    code = "rejected-passes"
    next_step = "write the test that catches it, or drop the sample"


class NotCaught(Rule):
    """{sample} says that {test} catches it, and that test lets it pass.

    Either the test has become too weak, or the docstring claims too much.
    """

    code = "not-caught"
    next_step = "strengthen {test}, or correct the line `Caught by:` in {path}"


class IdleTest(Rule):
    """{test} catches none of the rejected solutions.

    A test that rejects nothing may as well be broken; nobody would notice.
    """

    code = "idle-test"
    next_step = "add a rejected solution with `Caught by: {test}`, or drop the test"


class PublicRejects(Rule):
    """The public {test} rejects {sample}, which is right ({verdict}).

    A candidate would be told to break code that works.
    """

    code = "public-rejects-accepted"
    next_step = _REPLAY


class SurvivingMutants(Rule):
    """{killed} of {mutants} mutants of the reference are killed, {rate:.1%}; 95 % are asked for.

    A mutant is the reference with one small mistake. Each survivor below is either a mistake that
    the suite lets pass, or no mistake at all.
    """

    code = "surviving-mutants"
    next_step = (
        "add tests that tell the survivors apart, or declare those that cannot be told apart in "
        "{equivalents}, each with its reason"
    )


class TooManyEquivalents(Rule):
    """{declared} of {made} mutants are declared equivalent, {rate:.1%}; at most 15 % may be.

    Past that, the declarations hide what the suite does not test, or the reference says the same
    thing in too many ways.
    """

    code = "too-many-equivalents"
    next_step = "simplify the reference, or test what the declarations excuse"


class BadEquivalents(Rule):
    """The declarations cannot be read: {fact}.

    Without them every equivalent mutant counts as a survivor.
    """

    code = "bad-equivalents"
    next_step = "correct {file}"


class StaleEquivalent(Rule):
    """No mutant turns `{was}` into `{becomes}`.

    The reference has changed since, or the line is misspelt.
    """

    code = "stale-equivalent"
    next_step = "take the entry out of {file}, or correct its lines"


class KilledEquivalent(Rule):
    """`{was}` -> `{becomes}` is declared equivalent, but {test} kills it.

    What a test can tell apart is not equivalent.
    """

    code = "killed-equivalent"
    next_step = "take the entry out of {file}"


class DifferentEquivalent(Rule):
    """`{was}` -> `{becomes}` is declared to give the same, and gives something else in {test}.

    The outputs were compared call by call, on the inputs of the hidden suite.
    """

    code = "different-equivalent"
    next_step = 'claim = "allowed" if the statement allows both, with the reason; else test it'


class CheatScores(Rule):
    """The cheat {cheat} earns {points:g} points.

    It knows nothing of the challenge: a test accepts what is no answer.
    """

    code = "cheat-scores"
    next_step = "see what it returns in {cheat_path}, and assert type, shape and value first"


class CheatBlamesUs(Rule):
    """The cheat {cheat} comes out as our own fault.

    Whoever can cause a judge error can have it retried for ever.
    """

    code = "cheat-blames-us"
    next_step = "./run heldout grade {slug} --solution {cheat_path} --json"


class SlowAccepted(Rule):
    """{sample} takes {seconds:.2f} s for {what}, more than a third of the limit of {limit:g} s.

    On a slower machine right code would run out of time.
    """

    code = "slow-accepted"
    next_step = "raise limits.{key} in challenge.toml, or make the test's inputs smaller"


class EndlessNotStopped(Rule):
    """A solution that never ends is not stopped by the limits ({verdict}).

    It would hold up everybody behind it.
    """

    code = "endless-not-stopped"
    next_step = "let every test call an entry point; look at limits in challenge.toml"


class SensitiveLimit(Rule):
    """{sample} comes out otherwise in {test} when the limits are doubled ({before}, {after}).

    The verdict hangs on the machine, not on the code.
    """

    code = "sensitive-limit"
    next_step = "move the limit away from where this sample is, or measure a ratio instead"


class FeedbackLeaks(Rule):
    """What a candidate is told when {test} fails gives away {what}.

    Feedback is a title, a group, a verdict and points; never an input or an expected value.
    """

    code = "feedback-leaks"
    next_step = "reword the docstring's first line, which candidates read"


class Unproved(Rule):
    """{what} could not be tried: {fact}.

    A challenge is proved only when all of it was.
    """

    code = "unproved"
    next_step = "run `heldout verify {slug}` again; if it stays, report it"


class CheatsNotFound(Rule):
    """The corpus of cheats is not there, so none was tried.

    It ships with heldout.
    """

    code = "no-cheats"
    next_step = "install heldout again"
