"""New folders: a complete challenge or case study that says what is still to be written.

question    what has to be known first, with flags, defaults and right answers
reading     what was typed -> a value
author      who sits here, as git has it
answer      questions -> answers, from flags, from somebody who is asked, or by default
draft       the answers as one value
template    a draft -> the text of every file, from the templates beside it
folder      the files -> a folder, whole or not at all

    challenge/  casestudy/      templates: every FILE.j2 becomes FILE, at the same place
"""
