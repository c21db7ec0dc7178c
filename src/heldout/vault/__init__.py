"""Secrets: the keys of a cohort, and suites sealed for those who may open them.

private_file files that only their owner may read
secret       the cohort's secret
age          bytes sealed for any one of several keys
identity     the private key at hand
recipients   the public keys of recipients.txt
archive      files as one tar archive, read strictly
folder       a hidden folder on the disk
seal         a hidden folder's files as hidden.age, in memory
suites       `heldout seal` and `unseal`
content      what a cohort edition holds
leak, scan   hidden lines where candidates could see them
git          one repository, spoken to as a program
merge        whose change of a path counts
destination  the edition's folder
publication  `heldout publish`
"""
