"""Answers as people judge them: sheets that reviewers fill in, and how far they agree.

sheet        what a reviewer says of an answer
basis        what an answer is judged by, and its digest
person       names of people, compared
begin        finds the prompt of an answer, and makes an empty sheet
nearest      the sentences of an answer that come nearest to each point
form         an empty sheet, as a person fills it in
yaml_file    a sheet's file -> a Sheet, with every mistake in it; by way of
nodes        YAML as it was typed, line by line
desk         sheets -> what is wrong with them, beside their prompts, their answers and each other
agreement    pairs of judgements -> kappa, with an interval
summary      sheets and the machine's readings -> who agrees on what, and what to talk about

Nothing here writes into a sheet that somebody has begun, and nothing in an empty sheet tells what
the machine makes of the answer: whoever knows a verdict leans towards it.
"""
