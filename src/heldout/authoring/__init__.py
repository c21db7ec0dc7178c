"""What contributors need: new folders, and the proof that a challenge is strong and fair.

package       a challenge's folder as it stands, broken or not
prompt        a written prompt's, likewise
finding       what is wrong with it, where, and what to do next
rules/        one small class for each thing that can be wrong
bench         what the stages of a proof share: suites, seeds, a warm judge
stages/       samples, stability, mutants, cheats, limits, feedback
mutation/     the reference with one small mistake, in every way
cheats/       hostile submissions that must earn nothing anywhere
prover        a folder -> its verification
verification  findings and figures, as `heldout verify --json` prints them
store         proofs that were passed before, by content
changes       which folders git sees as changed
guard         no solved stub is committed in the authoring edition
slugs         names that look like no other
scaffold/     `heldout new`: a folder that explains itself
similar/      which submissions are copies
"""
