"""What is to be graded, what already was, and the grading of it: from works to receipts.

work     what somebody handed in, and what grades it
"""
