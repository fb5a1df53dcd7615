"""Reasoning: OWL 2 RL axioms and rule files as rules, run in strata inside the store of the data.

The words of this room, each with an example:

said: a triple is said if a source states it; it stands in the named graph of that source.

    graph:report     :desk :partOf :unit .
    graph:report     :unit :partOf :force .
    graph:ontology   :partOf a owl:TransitiveProperty .

inferred: a triple is inferred if a rule concludes it and no source says it; it stands in one graph.

    graph:inferred   :desk :partOf :force .
    said later       graph:letter   :desk :partOf :force .
    then             graph:inferred holds it no longer

rule: what is said in its head follows wherever its body holds, which is patterns and conditions.

    body             ?x :partOf ?y . ?y :partOf ?z .
    head             ?x :partOf ?z .
    from             an axiom (prp-trp), or a file of ontology/rules

premises: the triples that the patterns of a body match in one instance of the rule.

    rule             ?x :partOf ?y . ?y :partOf ?z . → ?x :partOf ?z .
    premises         :desk :partOf :unit . :unit :partOf :force .
    conclusion       :desk :partOf :force .

negated: a pattern is negated if nothing may match it; all that could match it must be known before.

    rule             ?x :partOf ?y unless ?y a :Closed . → ?x a :Open .
    said             :desk :partOf :unit . :unit a :Closed .
    conclusion       none: what is negated matches

axiom: a triple that rules are compiled from; where it was inferred, they have it as a premise.

    said             :isa rdfs:subPropertyOf rdfs:subClassOf . :Desk :isa :Unit .
    inferred         :Desk rdfs:subClassOf :Unit .
    its rule         ?x a :Desk . :Desk rdfs:subClassOf :Unit . → ?x a :Unit .

expression: a class without a name; its members are stated only where it leads from axiom to axiom.

    axioms           :Desk rdfs:subClassOf _:busy . _:busy rdfs:subClassOf :Post .
    expression       _:busy owl:onProperty :handles ; owl:minCardinality 1 .
    stated           :desk a _:busy .   (what makes a member of it stands in no data)

stratum: rules that run together, after those that conclude what they ask for or negate.

    first            ?x :endedBy ?y . → ?x a :Closed .
    then             ?x :partOf ?y unless ?y a :Closed . → ?x a :Open .
    refused          ?x :partOf ?y unless ?x a :Open . → ?x a :Open .

recursive: a stratum is recursive if its rules feed each other; it runs in rounds until one is idle.

    round one        :a :partOf :c . from :a :partOf :b . :b :partOf :c .
    round two        :a :partOf :d . from :a :partOf :c . :c :partOf :d .
    round three      nothing new

pass: one query by which rules of one body run, over all there is or from some triples only.

    conclude         CONSTRUCT { head } WHERE { body }
    conclude_from    CONSTRUCT { head } WHERE { { a premise among the triples } the rest }
    rederive         CONSTRUCT { head } WHERE { { the head among the triples } body }

delta: triples put aside in graphs of their own for a while, so that a pass can begin with them.

    aside            urn:peelgraph:news:0 { :desk :partOf :force . }
    asked            GRAPH urn:peelgraph:news:0 { ?x :partOf ?y } ?y :partOf ?z .
    afterwards       the graph is dropped; a query of the union never saw it

whole: a thing is whole in a delta if every triple that has it as subject or object is in there.

    added            :finding a :Finding ; :about :unit .
    whole            :finding, which nothing else speaks of: one of its triples finds all matches
    not whole        :unit, which other sources speak of too

copy: a rule only copies if it has one premise and no condition; its conclusion takes no query.

    rule             ?x :partOf ?y . → ?y :hasPart ?x .
    line             <desk> <partOf> <unit> .
    copied           <unit> <hasPart> <desk> .

new, gone: what holds after a change and did not before it, and what held and does not.

    removed          :unit :partOf :force .
    gone             :unit :partOf :force . :desk :partOf :force .
    new              :unit a :Alone .   (by a rule that negates ?x :partOf ?any)

doomed: inferred triples that lost a premise of some derivation; they are taken out first.

    removed          graph:report   :desk :partOf :unit .
    doomed           :desk :partOf :force .
    not doomed       :unit :partOf :force .   (said)

rederived: what was doomed and is concluded from other premises all the same; it comes back.

    doomed           :desk :partOf :force .
    other premises   :desk :partOf :office . :office :partOf :force .
    rederived        :desk :partOf :force .
"""

from __future__ import annotations

from peelgraph.reason.change import Change
from peelgraph.reason.contradictions import contradictions
from peelgraph.reason.engine import has_equals, infer, infer_with_owlrl, rules_for
from peelgraph.reason.maintenance import infer_upon, maintain
from peelgraph.rules.owl.schema import schema_of

__all__ = [
    "Change",
    "contradictions",
    "has_equals",
    "infer",
    "infer_upon",
    "infer_with_owlrl",
    "maintain",
    "rules_for",
    "schema_of",
]
