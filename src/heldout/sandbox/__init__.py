"""Runs untrusted code. Draws the line between what is judged and what judges.

    wire      the closed set of values that cross the line, and their bytes
    worker    the untrusted process's side: loads a solution, answers calls
    seccomp   the system calls that a worker may make, compiled to a BPF program
    seal      namespaces, capabilities, limits: what turns a forked process into a worker
    zygote    holds numpy warm; forks and seals a worker on request
    control   the messages between a session and the zygote
    mounts    what is visible inside a box, and where
    box       starts the zygote and the tester under bubblewrap
    stage     drops root to nobody on the way into a box
    session   the trusted side: leases workers, calls them, keeps deadlines

`wire`, `worker`, `seccomp`, `seal`, `control` and `zygote` are the only modules of the package
that are visible inside the zygote's box; they import the standard library, numpy and msgpack.
"""
