"""A study plan with dates: from the catalogue and what somebody has done, to paper and calendar.

model       what a plan is
stages      the four stages of a preparation, what belongs to each, the mock interviews
standing    checks, receipts and mock interviews -> how somebody stands with each task
sessions    the catalogue and the standing -> what there is to do
room        the days and the minutes that there are
schedule    sessions and room -> which day
draft       all of it -> a new plan
revision    a plan and what has happened since -> the plan from now on
paper       a plan <-> Markdown, with what a person wrote into it
calendar    a plan -> iCalendar
shelf       the files: kept, replaced whole, by one at a time
"""
