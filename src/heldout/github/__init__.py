"""What GitHub shows of a verification: annotations on the right lines, and a job's summary.

line         text from anybody -> one line of bounded length
markdown     text from anybody -> Markdown that shows it and does nothing else
annotations  findings -> workflow commands
summary      verifications -> a page that a newcomer understands
environment  where a job of GitHub Actions wants the two
"""
