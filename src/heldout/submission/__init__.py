"""Untrusted files as data, and the policy of what is taken from them.

source        one file of a candidate -> its bytes, or why it is refused
git           runs git so that nothing of a stranger's acts
names         which names are odd, which collide, how they are shown
change        what a pull request changes, as data
objects       commits, trees and blobs out of git
trees         commits -> what a head changes
ruling        the decision, its reasons and what is taken, as data
reasons       every reason, in words
policy        what a pull request changes -> the decision
pull_request  a repository, a base and a head -> what is handed in
fetch         brings a pull request's objects into a repository
"""
