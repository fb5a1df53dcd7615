"""The graph as linked data: documents of things and terms, and what describes the whole.

Nothing here knows of HTTP: a server negotiates which of these is sent, a static site writes them
all.
"""
