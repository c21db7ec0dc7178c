"""What a sentence says of itself, on sentences as people write them."""

from __future__ import annotations

import time

import pytest

from heldout.written import clause
from heldout.written.answer import Unit

DENIED = (
    "We will not use an A/B test.",
    "There is no A/B testing.",
    "There is no need for monitoring.",
    "We never retrain the model.",
    "No baseline is planned.",
    "Monitoring is not needed.",
    "We do not need calibration or a threshold.",
    "The team doesn't plan any rollback.",
    "Neither drift nor latency is measured.",
    "We would not split the data by time.",
    "I don't care about fairness or bias.",
    "Edge cases will not be considered.",
    "We refuse to store any features.",
    "No tests, no metrics, no fallback.",
    "We won't cache the ranking.",
    "There's no point in measuring recall.",
    "We would not collect more labels, crops or weak labels.",
    "Never monitor the latency in production.",
)

AFFIRMED = (
    "We do not only test offline but also with users.",
    "The split must not leak the future into training.",
    "We cannot rely on accuracy alone, so we look at recall as well.",
    "Without retraining it would go stale, so we retrain nightly.",
    "New users have no history, so we fall back to popular articles.",
    "Not every article is ranked; a cheap stage picks 300 candidates.",
    "We do not launch without an A/B test.",
    "We will not use a deep network but gradient boosting with monotone constraints.",
    "Accuracy is no good here because only 2 % churn.",
    "No more than 5 % of users see the new model in week one.",
    "We do not ship until the guardrails hold for a week.",
    "If the store does not answer within 20 ms, the ranker uses the defaults.",
    "We retrain every night, whether or not drift was seen.",
    "The model is retrained hourly, not daily.",
    "We do not forget those who leave without a word: they count as churned.",
    "A user without history gets the popular articles of the last hour.",
    "Never trust a single split; five folds by time show the spread.",
    "Instead of a random split we cut by month, since customers cannot know the future.",
)

WAVED = (
    "Real-time updates are very important.",
    "We will use state-of-the-art techniques to ensure the best performance.",
    "Scalability is key to success.",
    "We leverage best practices for monitoring.",
    "The appropriate model should be chosen as needed.",
    "Various techniques can be used for feature engineering.",
    "Data quality plays a crucial role.",
    "A robust and scalable architecture will be implemented.",
    "Latency requirements must be carefully considered.",
    "We would use suitable metrics and appropriate tools.",
    "Edge cases should be properly handled.",
    "Security is of utmost importance.",
    "We need to take care of trade-offs.",
    "We will optimize performance and quality accordingly.",
    "It is essential to consider various factors.",
)

SAID = (
    "It is important that the split is by time, because the future would leak otherwise.",
    "The most important feature is the number of days since the last login.",
    "Latency is important: ranking 300 of 8,000 candidates takes 15 ms.",
    "We monitor the share of home screens from the fallback.",
    "The right metric is recall among the 500 customers that the team can call.",
    "A various-length window is cut into nine tiles with overlap.",
    "If the store is down, the ranker takes yesterday's features.",
    "We will consider a stream processor instead of the nightly job.",
    "Calibration is useful when the threshold follows from costs.",
    "It is crucial to deduplicate near-identical frames across folds by place and by hour.",
    "Fairness is measured by equal opportunity between age groups.",
    "Appropriate model size follows from the 40 ms budget.",
    "State-of-the-art transformers need more memory than the tablet has.",
    "We use gradient boosting.",
    "The inspector labels the frames that two models disagree on.",
    "Best practice here would be a hold-out of whole lines, such as the coast line.",
)

LEFT_OUT = (
    "Deletion requests are out of scope.",
    "We skip the mobile app here.",
    "Fairness is not covered here.",
    "Monitoring is left for later.",
    "Active learning is future work.",
    "This is beyond the scope of this answer.",
    "I will not discuss security.",
    "Weak supervision could be added later.",
    "We leave explanations for a second version.",
    "Cost is outside the scope.",
    "We would omit monitoring.",
    "That is somebody else's problem.",
    "Drift is beyond this answer.",
    "Retraining is not part of this design.",
    "For now, we skip caching.",
    "Out-of-scope: the app itself.",
)

TREATED = (
    "We skip articles that the user has already read.",
    "The scope is the home screen for all users.",
    "The pipeline leaves a margin of 20 ms for the network.",
    "Later articles get a bonus that decays within hours.",
    "We save the features for training at the moment of ranking.",
    "If a label arrives later, the example is completed.",
    "Frames which no rule covers go to the inspector.",
    "A user who is out gets a reminder.",
    "The work of the next sprint is a backfill of events.",
    "We drop events that are older than 90 days.",
    "The model skips a feature when it is missing.",
    "In a second step we calibrate.",
    "The future must not enter the features.",
    "We keep the last model for a week, so as to go back.",
    "Discussed with legal: histories are kept for 90 days.",
    "We would ask for later data to test on.",
)

ASKED = (
    '"How strict is she?"',
    "How many users are there?",
    "Who labels the frames (and when?)",
    "Is a day's delay acceptable to the editors?",
    "So what counts as success: clicks, or time spent?",
    "Would we monitor drift",
    "Can we keep histories for 90 days",
    "Should we retrain nightly",
    '"Who is asked?"',
    "Do you mean the whole budget, or that of a month?",
    "Why not rank all of them?**",
    "Are they the same people in both lists?",
    "Which of the two is worse for the railway?",
    "Does it have to work offline?",
    "Will they call every customer on the list",
    "What happens to a frame that nobody looked at?",
)
TOLD = (
    'A member asked, "But how strict is she?"',
    "One of the captains said: \u201cWhat if it is foggy?\u201d",
    "We ask who labels the frames, and assume two inspectors.",
    "How often the model is renewed follows from the loss by age.",
    "Should the store fail, the ranker takes the defaults.",
    "What is measured is recall among the first 7,200 frames.",
    "If nobody answers, we assume 8 million users.",
    "Will power is no feature.",
    "Is-a relations are kept in a table.",
    "Question 1 was answered by the owner: 90 days.",
    "Who asks for deletion is out after 30 days.",
    "Can openers and other products share one embedding.",
    "Could it be slower, we would drop the second stage.",
    "Would-be leavers are called first.",
    "Why we cut by month: the future would leak.",
    "Did-you-mean corrections come from a list.",
    "How fast? was the first thing that we asked.",
)


def unit(text: str) -> Unit:
    """A sentence on its own."""
    return Unit(text, text, 1, None, "sentence", 1)


def denied(text: str) -> list[str]:
    """The words under a negation."""
    return [text[start:end].strip() for start, end in clause.negated_spans(text)]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_refused_is_negated(text: str):
    """The main statement says that something is not done."""
    assert clause.is_negated(text)


@pytest.mark.parametrize("text", AFFIRMED)
def test_a_negation_in_passing_negates_nothing(text: str):
    """Not only, not before, not X but Y, and harms that are avoided all say what is done."""
    assert not clause.is_negated(text)


@pytest.mark.parametrize("text", WAVED)
def test_praise_alone_is_hand_waving(text: str):
    """Importance, best practices and various techniques say nothing."""
    assert clause.is_hand_waving(text)


@pytest.mark.parametrize("text", SAID)
def test_a_detail_is_no_hand_waving(text: str):
    """A figure, a reason or a thing that is named makes a statement of a phrase."""
    assert not clause.is_hand_waving(text)


@pytest.mark.parametrize("text", LEFT_OUT)
def test_what_is_set_aside_is_out_of_scope(text: str):
    """A sentence may say that its subject is not treated."""
    assert clause.is_out_of_scope(text)


@pytest.mark.parametrize("text", TREATED)
def test_skipping_and_later_in_earnest_are_in_scope(text: str):
    """A rule by which things are passed over is no excuse."""
    assert not clause.is_out_of_scope(text)


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_known_by_its_mark_or_its_order(text: str):
    """Quotes and brackets after the mark do not hide it, nor does a mark that is missing."""
    assert clause.is_question(unit(text))


@pytest.mark.parametrize("text", TOLD)
def test_a_condition_or_an_indirect_question_is_none(text: str):
    """Words of a question in another order ask nothing."""
    assert not clause.is_question(unit(text))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("We do not retrain, but we monitor drift.", ["retrain"]),
        ("No cache, so every request is ranked.", ["cache"]),
        ("We never deploy on Fridays; the store is warm by then.", ["deploy on Fridays"]),
        ("There is no label, and we ask the inspectors.", ["label"]),
        ("We use neither clicks nor age, since both mislead.", ["clicks nor age"]),
        ("Not only recall counts.", []),
        ("We use a stream and no nightly job.", ["nightly job"]),
        ("Caching is not needed.", ["Caching is", "needed"]),
        ("They don't need a GPU, a cluster, or a queue.", ["need a GPU, a cluster, or a queue"]),
        ("If it does not answer, we wait.", []),
        ("We do not launch before the test has ended.", []),
        ("Must not leak.", []),
    ],
)
def test_a_negation_ends_with_its_clause(text: str, spans: list[str]):
    """What is denied ends at but, so, because, or where somebody else begins to act."""
    assert denied(text) == spans


@pytest.mark.parametrize(
    "word",
    ["not ", "no ", "without a ", "is not the a ", "a-", "(", "we skip ", "if not , and the "],
)
def test_hostile_sentences_are_read_in_no_time(word: str):
    """The longest unit there can be, of any word, costs a few milliseconds."""
    text = (word * 6000)[:6000]
    began = time.process_time()
    clause.is_negated(text)
    clause.is_hand_waving(text)
    clause.is_out_of_scope(text)
    clause.is_question(unit(text))
    assert time.process_time() - began < 0.2
