"""Never comes back from being loaded.

A grader whose deadlines begin with the first test would wait for it for ever.
"""

while True:
    pass
