"""What GitHub says, and what is said there: events, the scorecard in a comment, annotations.

event        who hands in what, and when
credentials  how git shows the job's token
standing     the ledger, a decision and its grades -> a scorecard
scorecard    what a candidate is told, as data
comment      a scorecard -> Markdown; table, section, refusals, advice and verdicts are its parts
publication  a scorecard -> the summary, the comment, the labels
sticky       one comment that is kept up to date
interview_*  mock interviews in issues: event, form, set (of tasks), opening; answer, bounds, plan,
             reading, reply
api          what is asked of the REST API; connection and answer are below it
summary      verifications of challenges -> a page that a newcomer understands
annotations  findings -> workflow commands
environment  where a job of GitHub Actions wants summaries and annotations
markdown     text from anybody -> Markdown that shows it and does nothing else
pieces       pieces of Markdown -> a page that GitHub takes
line         text from anybody -> one line of bounded length
"""
