"""What peelgraph costs, beside its peers, measured.

`make bench` runs them, or `make bench-full` for what takes half an hour.

| script | measures |
|---|---|
| `build.py` | the build by step, beside a plain rdflib + owlrl script; a question cold and warm |
| `questions.py` | every stored question, warm; where the time of the slow ones goes |
| `reasoning/table.py` | reasoning beside owlrl and reasonable, and how it grows with size |
| `reasoning/made_up.py` | makes the graphs for that, of any size, from `reasoning/parts.py` |
| `reasoning/engines.py` | runs one reasoner on one of them in a process of its own |
| `reasoning/changes.py` | what a change costs beside inferring everything anew |
| `explanations.py` | a proof of every inferred triple, each checked |
| `network/scale.py` | a made-up network of up to 10,000 organisations: projection and measures |
| `w3c/` | the W3C's tests of SPARQL, OWL 2 and SHACL (docs/w3c.md) |
| `measure.py` | the clock, memory, and columns of text |

Each runs alone too: `python -m benchmarks.questions`. No time is printed of a closure that was not
compared.
"""
