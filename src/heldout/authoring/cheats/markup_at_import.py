"""Raises, while it is loaded, an error written in HTML, Markdown and terminal markup.

A page, a comment or a table that shows it raw would run the script, load the image or break off.
"""

raise RuntimeError(
    "[/] [/b] [bold green]passed[/bold green] [link=http://heldout.invalid]x[/link] "
    "<script>alert(1)</script><img src=x onerror=alert(1)> ![x](http://heldout.invalid/x.png) "
    "</details> | passed | @everyone #1 `` ` `` {{ 7 * 7 }} ${{ github.token }}"
)
