"""What is to be graded, what already was, and the grading of it: from works to receipts.

work     what somebody handed in, and what grades it
plan     works and receipts -> what is to be graded, and why the rest is not
shards   a plan -> legs that take equally long
parts    what the legs leave behind, joined with the plan
suites   hidden halves, opened for as long as a run lasts
private  the folder that only this user can look into
run      works and their contents -> reports and receipts
replay   a receipt, graded again by whoever has the key and the suite
"""
