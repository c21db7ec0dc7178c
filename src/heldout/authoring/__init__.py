"""What contributors need: new folders, and the proof that a challenge is strong and fair.

package   a folder as it stands, broken or not
finding   what is wrong with it, where, and what to do next
rules/    one small class for each thing that can be wrong
cheats/   hostile submissions that must earn nothing anywhere
"""
