"""A case for each rule of OWL 2 Profiles, tables 4 to 9, small enough to know what follows by hand.

Each begins with the rule's name; what is after a colon tells cases of one rule apart.
"""

from __future__ import annotations

from peelgraph.vocab import GENID

RULES = [
    "eq-ref",
    "eq-sym",
    "eq-trans",
    "eq-rep-s",
    "eq-rep-p",
    "eq-rep-o",
    "eq-diff1",
    "eq-diff2",
    "eq-diff3",
    "prp-ap",
    "prp-dom",
    "prp-rng",
    "prp-fp",
    "prp-ifp",
    "prp-irp",
    "prp-symp",
    "prp-asyp",
    "prp-trp",
    "prp-spo1",
    "prp-spo2",
    "prp-eqp1",
    "prp-eqp2",
    "prp-pdw",
    "prp-adp",
    "prp-inv1",
    "prp-inv2",
    "prp-key",
    "prp-npa1",
    "prp-npa2",
    "cls-thing",
    "cls-nothing1",
    "cls-nothing2",
    "cls-int1",
    "cls-int2",
    "cls-uni",
    "cls-com",
    "cls-svf1",
    "cls-svf2",
    "cls-avf",
    "cls-hv1",
    "cls-hv2",
    "cls-maxc1",
    "cls-maxc2",
    "cls-maxqc1",
    "cls-maxqc2",
    "cls-maxqc3",
    "cls-maxqc4",
    "cls-oo",
    "cax-sco",
    "cax-eqc1",
    "cax-eqc2",
    "cax-dw",
    "cax-adc",
    "dt-type1",
    "dt-type2",
    "dt-eq",
    "dt-diff",
    "dt-not-type",
    "scm-cls",
    "scm-sco",
    "scm-eqc1",
    "scm-eqc2",
    "scm-op",
    "scm-dp",
    "scm-spo",
    "scm-eqp1",
    "scm-eqp2",
    "scm-dom1",
    "scm-dom2",
    "scm-rng1",
    "scm-rng2",
    "scm-hv",
    "scm-svf1",
    "scm-svf2",
    "scm-avf1",
    "scm-avf2",
    "scm-int",
    "scm-uni",
]


def restriction(prop: str, rest: str) -> str:
    """A restriction on a property in Turtle."""
    return f"[ a owl:Restriction ; owl:onProperty {prop} ; {rest} ]"


def at_most(number: int, prop: str, kind: str = "") -> str:
    """A restriction to at most so many values, of a class if one is given."""
    word = f"owl:onClass {kind} ; owl:maxQualifiedCardinality" if kind else "owl:maxCardinality"
    return restriction(prop, f'{word} "{number}"^^xsd:nonNegativeInteger')


EXPRESSION = f"<{GENID}file/1>"
"""The IRI of a class expression as a store gives one."""

DECLARED = ":p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty . "

FOLLOWS = {
    "eq-sym": (":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    "eq-trans": (
        ":x owl:sameAs :y . :y owl:sameAs :z .",
        ":x owl:sameAs :z . :y owl:sameAs :x . :z owl:sameAs :x, :y .",
    ),
    "eq-rep-s": (
        ":x owl:sameAs :y . :x :p :z, 'n' ; a :A .",
        ":y owl:sameAs :x ; :p :z, 'n' ; a :A .",
    ),
    "eq-rep-o": (":x owl:sameAs :y . :z :p :x .", ":y owl:sameAs :x . :z :p :y ."),
    "eq-rep-o: classes": (":A owl:sameAs :B . :x a :A .", ":B owl:sameAs :A . :x a :B ."),
    "eq-rep-p": (
        ":p owl:sameAs :q . :x :p :y . :u :q :v .",
        ":q owl:sameAs :p . :x :q :y . :u :p :v .",
    ),
    "eq-rep-p: one that is not in use": (
        ":q owl:sameAs :p . :x :p :y .",
        ":p owl:sameAs :q . :x :q :y .",
    ),
    "eq-rep-p: the same as itself": (":q owl:sameAs :q . :q :p :y .", ""),
    "eq-rep-p: through another": (
        ":p owl:sameAs :q . :r owl:sameAs :q . :x :p :y .",
        ":p owl:sameAs :r . :q owl:sameAs :p, :r . :r owl:sameAs :p . :x :q :y ; :r :y .",
    ),
    "eq-rep-p: one whose triples follow": (
        ":p rdfs:subPropertyOf :q . :q owl:sameAs :r . :x :p :y .",
        ":r owl:sameAs :q . :p rdfs:subPropertyOf :r . :x :q :y ; :r :y .",
    ),
    "eq-rep-s: axioms": (
        ":A owl:sameAs :B . :A rdfs:subClassOf :C . :x a :B .",
        ":B owl:sameAs :A ; rdfs:subClassOf :C . :x a :A, :C .",
    ),
    "eq-rep-s: an expression": (
        f":x owl:sameAs :y ; a {restriction(':p', 'owl:hasValue :v')} .",
        ":y owl:sameAs :x ; :p :v . :x :p :v .",
    ),
    "prp-dom": (":p rdfs:domain :A . :x :p :y .", ":x a :A ."),
    "prp-dom: an intersection": (
        ":p rdfs:domain [ a owl:Class ; owl:intersectionOf ( :A :B ) ] . :x :p 'y' .",
        ":x a :A, :B . :p rdfs:domain :A, :B .",
    ),
    "prp-rng": (":p rdfs:range :A . :x :p :y .", ":y a :A ."),
    "prp-rng: a literal is in no class": (":p rdfs:range :A . :x :p 'y' .", ""),
    "prp-fp": (
        ":p a owl:FunctionalProperty . :x :p :y, :z . :y :q :w .",
        ":y owl:sameAs :z . :z owl:sameAs :y . :z :q :w .",
    ),
    "prp-ifp": (
        ":p a owl:InverseFunctionalProperty . :x :p :k . :y :p :k . :x a :A .",
        ":x owl:sameAs :y . :y owl:sameAs :x . :y a :A .",
    ),
    "prp-symp": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "prp-trp": (
        ":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .",
        ":a :p :c, :d . :b :p :d .",
    ),
    "prp-spo1": (":p rdfs:subPropertyOf :q . :x :p :y .", ":x :q :y ."),
    "prp-spo1: of an inverse": (
        ":p rdfs:subPropertyOf [ owl:inverseOf :q ] . :x :p :y .",
        ":y :q :x .",
    ),
    "prp-spo2": (":p owl:propertyChainAxiom ( :q :r ) . :a :q :b . :b :r :c .", ":a :p :c ."),
    "prp-spo2: a chain of five": (
        ":p owl:propertyChainAxiom ( :q :r :s :t :u ) . :a :q :b . :b :r :c . :c :s :d . :d :t :e . :e :u :f .",
        ":a :p :f .",
    ),
    "prp-spo2: through an inverse": (
        ":p owl:propertyChainAxiom ( :q [ owl:inverseOf :q ] ) . :a :q :c . :b :q :c .",
        ":a :p :a, :b . :b :p :a, :b .",
    ),
    "prp-eqp1": (
        ":p owl:equivalentProperty :q . :x :p :y .",
        ":x :q :y . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p ; owl:equivalentProperty :p .",
    ),
    "prp-eqp2": (
        ":p owl:equivalentProperty :q . :x :q :y .",
        ":x :p :y . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p ; owl:equivalentProperty :p .",
    ),
    "prp-inv1": (":p owl:inverseOf :q . :x :p :y .", ":y :q :x ."),
    "prp-inv2": (":p owl:inverseOf :q . :x :q :y .", ":y :p :x ."),
    "prp-inv1: of itself": (":p owl:inverseOf :p . :x :p :y .", ":y :p :x ."),
    "prp-key": (
        ":A owl:hasKey ( :p ) . :x a :A ; :p 'k' . :y a :A ; :p 'k' . :z a :A ; :p 'l' . :u :p 'k' .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
    ),
    "prp-key: three properties": (
        ":A owl:hasKey ( :p :q :r ) . :x a :A ; :p :k ; :q 1 ; :r 'm' . :y a :A ; :p :k ; :q 1 ; :r 'm' ."
        " :z a :A ; :p :k ; :q 1 ; :r 'n' .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
    ),
    "cls-int1": (
        ":A owl:intersectionOf ( :B :C ) . :x a :B, :C . :z a :B .",
        ":x a :A . :A rdfs:subClassOf :B, :C .",
    ),
    "cls-int2": (
        ":A owl:intersectionOf ( :B :C ) . :x a :A .",
        ":x a :B, :C . :A rdfs:subClassOf :B, :C .",
    ),
    "cls-int2: said of one thing": (
        f":x a [ a owl:Class ; owl:intersectionOf ( :A {restriction(':p', 'owl:hasValue :v')} ) ] .",
        ":x a :A ; :p :v .",
    ),
    "cls-int1: a union within": (
        "[ a owl:Class ; owl:intersectionOf ( :B [ a owl:Class ; owl:unionOf ( :C :D ) ] ) ] rdfs:subClassOf :A ."
        " :x a :B, :C . :y a :B, :D . :z a :B .",
        ":x a :A . :y a :A .",
    ),
    "cls-uni": (
        ":A owl:unionOf ( :B :C ) . :x a :B . :y a :C .",
        ":x a :A . :y a :A . :B rdfs:subClassOf :A . :C rdfs:subClassOf :A .",
    ),
    "cls-uni: an intersection within": (
        "[ a owl:Class ; owl:unionOf ( :B [ a owl:Class ; owl:intersectionOf ( :C :D ) ] ) ] rdfs:subClassOf :A ."
        " :x a :B . :y a :C, :D . :z a :C .",
        ":x a :A . :y a :A . :B rdfs:subClassOf :A .",
    ),
    "cls-svf1": (
        restriction(":p", "owl:someValuesFrom :B")
        + " rdfs:subClassOf :A . :x :p :y . :y a :B . :u :p :v .",
        ":x a :A .",
    ),
    "cls-svf1: of a datatype": (
        restriction(":p", "owl:someValuesFrom xsd:integer")
        + " rdfs:subClassOf :A . :x :p 1 . :y :p 'one' .",
        ":x a :A .",
    ),
    "cls-svf1: of plain texts": (
        restriction(":p", "owl:someValuesFrom xsd:string")
        + " rdfs:subClassOf :A . :x :p 'one' . :y :p 1 .",
        ":x a :A .",
    ),
    "cls-svf1: of small whole numbers": (
        restriction(":p", "owl:someValuesFrom xsd:byte")
        + " rdfs:subClassOf :A . :x :p 5 . :y :p 500 . :z :p 5.5 .",
        ":x a :A .",
    ),
    "cls-svf1: within another": (
        restriction(":p", "owl:someValuesFrom " + restriction(":q", "owl:someValuesFrom :B"))
        + " rdfs:subClassOf :A . :x :p :y . :y :q :z . :z a :B . :u :p :z .",
        ":x a :A .",
    ),
    "cls-svf2": (
        restriction(":p", "owl:someValuesFrom owl:Thing") + " rdfs:subClassOf :A . :x :p :y .",
        ":x a :A .",
    ),
    "cls-avf": (
        ":A rdfs:subClassOf " + restriction(":p", "owl:allValuesFrom :B") + " . :x a :A ; :p :y .",
        ":y a :B .",
    ),
    "cls-avf: said of one thing": (
        f":x a {restriction(':p', 'owl:allValuesFrom :B')} ; :p :y . :u :p :v .",
        ":y a :B .",
    ),
    "cls-avf: within another": (
        ":A rdfs:subClassOf "
        + restriction(":p", "owl:allValuesFrom " + restriction(":q", "owl:allValuesFrom :B"))
        + " . :x a :A ; :p :y . :y :q :z .",
        ":z a :B .",
    ),
    "cls-hv1": (
        ":A rdfs:subClassOf " + restriction(":p", "owl:hasValue :v") + " . :x a :A .",
        ":x :p :v .",
    ),
    "cls-hv1: said of one thing": (
        f":x a {restriction(':p', 'owl:hasValue :v')} . :u a :A .",
        ":x :p :v .",
    ),
    "cls-hv1: said of one thing, and a kind of class": (
        f":x a {restriction(':p', 'owl:hasValue :v')} . {restriction(':p', 'owl:hasValue :v')} rdfs:subClassOf :A .",
        ":x :p :v ; a :A .",
    ),
    "cls-hv2": (
        restriction(":p", "owl:hasValue :v") + " rdfs:subClassOf :A . :x :p :v . :y :p :w .",
        ":x a :A .",
    ),
    "cls-maxc2": (
        f":A rdfs:subClassOf {at_most(1, ':p')} . :x a :A ; :p :y, :z . :u :p :v, :w .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "cls-maxc2: said of one thing": (
        f":x a {at_most(1, ':p')} ; :p :y, :z . :u :p :v, :w .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "cls-maxqc3": (
        f":A rdfs:subClassOf {at_most(1, ':p', ':B')} . :x a :A ; :p :y, :z, :w . :y a :B . :z a :B .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "cls-maxqc3: said of one thing": (
        f":x a {at_most(1, ':p', ':B')} ; :p :y, :z, :w . :y a :B . :z a :B .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "cls-maxqc4": (
        f":A rdfs:subClassOf {at_most(1, ':p', 'owl:Thing')} . :x a :A ; :p :y, :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    "cls-oo": (":A owl:oneOf ( :x :y ) .", ":x a :A . :y a :A ."),
    "cls-oo: on the left": (
        "[ a owl:Class ; owl:oneOf ( :x :y ) ] rdfs:subClassOf :A . :A rdfs:subClassOf :B .",
        ":x a :A, :B . :y a :A, :B .",
    ),
    "cls-oo: some value from it": (
        restriction(":p", "owl:someValuesFrom [ a owl:Class ; owl:oneOf ( :x :y ) ]")
        + " rdfs:subClassOf :A . :u :p :x . :v :p :z .",
        ":u a :A .",
    ),
    "cax-sco": (":A rdfs:subClassOf :B . :x a :A .", ":x a :B ."),
    "cax-eqc1": (
        ":A owl:equivalentClass :B . :x a :A .",
        ":x a :B . :A rdfs:subClassOf :B . :B rdfs:subClassOf :A ; owl:equivalentClass :A .",
    ),
    "cax-eqc2": (
        ":A owl:equivalentClass :B . :x a :B .",
        ":x a :A . :A rdfs:subClassOf :B . :B rdfs:subClassOf :A ; owl:equivalentClass :A .",
    ),
    "cax-eqc1: an intersection with a restriction": (
        ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :B "
        + restriction(":p", "owl:hasValue :v")
        + " ) ] . :x a :B ; :p :v . :y a :A . :z :p :v .",
        ":x a :A . :y a :B ; :p :v . :A rdfs:subClassOf :B .",
    ),
    "scm-sco": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":A rdfs:subClassOf :C ."),
    "scm-eqc1": (
        ":A owl:equivalentClass :B .",
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A ; owl:equivalentClass :A .",
    ),
    "scm-eqc2": (
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .",
        ":A owl:equivalentClass :B . :B owl:equivalentClass :A .",
    ),
    "scm-spo": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:subPropertyOf :r .",
    ),
    "scm-eqp1": (
        ":p owl:equivalentProperty :q .",
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p ; owl:equivalentProperty :p .",
    ),
    "scm-eqp2": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        ":p owl:equivalentProperty :q . :q owl:equivalentProperty :p .",
    ),
    "scm-dom1": (":p rdfs:domain :A . :A rdfs:subClassOf :B .", ":p rdfs:domain :B ."),
    "scm-dom2": (":p rdfs:domain :A . :q rdfs:subPropertyOf :p .", ":q rdfs:domain :A ."),
    "scm-rng1": (":p rdfs:range :A . :A rdfs:subClassOf :B .", ":p rdfs:range :B ."),
    "scm-rng2": (":p rdfs:range :A . :q rdfs:subPropertyOf :p .", ":q rdfs:range :A ."),
    "scm-hv": (
        DECLARED
        + f":A rdfs:subClassOf {restriction(':p', 'owl:hasValue :v')} ."
        + f" {restriction(':r', 'owl:hasValue :v')} rdfs:subClassOf :B ."
        + " :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":A rdfs:subClassOf :B . :p rdfs:subPropertyOf :r .",
    ),
    "scm-hv: of one property, in a domain": (
        DECLARED
        + f":q rdfs:domain {restriction(':p', 'owl:hasValue :v')} ."
        + f" {restriction(':p', 'owl:hasValue :v')} rdfs:subClassOf :B .",
        ":q rdfs:domain :B .",
    ),
    "scm-hv: of restrictions with names": (
        DECLARED
        + ":A owl:onProperty :p ; owl:hasValue :v . :B owl:onProperty :r ; owl:hasValue :v ."
        + " :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":A rdfs:subClassOf :B . :p rdfs:subPropertyOf :r .",
    ),
    "scm-svf1": (
        f":C a owl:Class . {DECLARED} :C rdfs:subClassOf :D ."
        f" :A owl:equivalentClass {restriction(':p', 'owl:someValuesFrom :C')} ."
        f" {restriction(':p', 'owl:someValuesFrom :D')} rdfs:subClassOf :B . :x a :A .",
        ":A rdfs:subClassOf :B . :x a :B .",
    ),
    "scm-svf1: of restrictions with names": (
        f":C a owl:Class . {DECLARED} :C rdfs:subClassOf :D ."
        " :A owl:onProperty :p ; owl:someValuesFrom :C . :B owl:onProperty :p ; owl:someValuesFrom :D .",
        ":A rdfs:subClassOf :B .",
    ),
    "scm-svf2": (
        f":C a owl:Class . {DECLARED} :p rdfs:subPropertyOf :q ."
        f" :A owl:equivalentClass {restriction(':p', 'owl:someValuesFrom :C')} ."
        f" {restriction(':q', 'owl:someValuesFrom :C')} rdfs:subClassOf :B . :x a :A .",
        ":A rdfs:subClassOf :B . :x a :B .",
    ),
    "scm-svf2: of restrictions with names": (
        f":C a owl:Class . {DECLARED} :p rdfs:subPropertyOf :q ."
        " :A owl:onProperty :p ; owl:someValuesFrom :C . :B owl:onProperty :q ; owl:someValuesFrom :C .",
        ":A rdfs:subClassOf :B .",
    ),
    "scm-avf1": (
        f":C a owl:Class . {DECLARED} :C rdfs:subClassOf :D ."
        f" :A owl:equivalentClass {restriction(':p', 'owl:allValuesFrom :C')} ."
        f" {restriction(':p', 'owl:allValuesFrom :D')} rdfs:subClassOf :B . :x a :A .",
        ":A rdfs:subClassOf :B . :x a :B .",
    ),
    "scm-avf1: of restrictions with names": (
        f":C a owl:Class . {DECLARED} :C rdfs:subClassOf :D ."
        " :A owl:onProperty :p ; owl:allValuesFrom :C . :B owl:onProperty :p ; owl:allValuesFrom :D .",
        ":A rdfs:subClassOf :B .",
    ),
    "scm-avf2": (
        f":C a owl:Class . {DECLARED} :p rdfs:subPropertyOf :q ."
        f" :A owl:equivalentClass {restriction(':q', 'owl:allValuesFrom :C')} ."
        f" {restriction(':p', 'owl:allValuesFrom :C')} rdfs:subClassOf :B . :x a :A .",
        ":A rdfs:subClassOf :B . :x a :B .",
    ),
    "scm-avf2: of restrictions with names": (
        f":C a owl:Class . {DECLARED} :p rdfs:subPropertyOf :q ."
        " :A owl:onProperty :q ; owl:allValuesFrom :C . :B owl:onProperty :p ; owl:allValuesFrom :C .",
        ":A rdfs:subClassOf :B .",
    ),
    "scm-int": (
        ":A rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :B :C ) ] . :C rdfs:subClassOf :D .",
        ":A rdfs:subClassOf :B, :C, :D .",
    ),
    "scm-uni": (
        "[ a owl:Class ; owl:unionOf ( :B :C ) ] rdfs:subClassOf :A .",
        ":B rdfs:subClassOf :A . :C rdfs:subClassOf :A .",
    ),
}

FORBIDDEN = {
    "eq-diff1": (
        ":p a owl:FunctionalProperty . :x :p :y, :z . :y owl:differentFrom :z .",
        ":y owl:differentFrom :z ; owl:sameAs :z .",
    ),
    "eq-diff1: of itself": (":x owl:differentFrom :x .", ":x owl:differentFrom :x ."),
    "eq-diff2": (
        "[] a owl:AllDifferent ; owl:members ( :x :y :z ) . :x owl:sameAs :y .",
        ":x owl:sameAs :y .",
    ),
    "eq-diff3": (
        "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y :z ) . :x owl:sameAs :y .",
        ":x owl:sameAs :y .",
    ),
    "eq-diff2: the last": (
        "[] a owl:AllDifferent ; owl:members ( :x :y :z ) . :x owl:sameAs :z .",
        ":x owl:sameAs :z .",
    ),
    "eq-diff3: the last": (
        "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y :z ) . :x owl:sameAs :z .",
        ":x owl:sameAs :z .",
    ),
    "prp-irp": (":p a owl:IrreflexiveProperty . :x :p :x .", ":x :p :x ."),
    "prp-asyp": (":p a owl:AsymmetricProperty . :x :p :y . :y :p :x .", ":x :p :y . :y :p :x ."),
    "prp-pdw": (":p owl:propertyDisjointWith :q . :x :p :y ; :q :y .", ":x :p :y ; :q :y ."),
    "prp-adp": (
        "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :x :p :y ; :q :y .",
        ":x :p :y ; :q :y .",
    ),
    "prp-adp: the last": (
        "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :x :p :y ; :r :y .",
        ":x :p :y ; :r :y .",
    ),
    "prp-npa1": (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ;"
        " owl:targetIndividual :y . :x :p :y, :z .",
        ":x :p :y .",
    ),
    "prp-npa2": (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ;"
        " owl:targetValue 'v' . :x :p 'v', 'w' .",
        ":x :p 'v' .",
    ),
    "cls-nothing2": (":x a owl:Nothing .", ":x a owl:Nothing ."),
    "cls-nothing2: by a subclass": (":A rdfs:subClassOf owl:Nothing . :x a :A .", ":x a :A ."),
    "cls-com": (":A owl:complementOf :B . :x a :A, :B .", ":x a :A, :B ."),
    "cls-com: on the right": (
        ":A rdfs:subClassOf [ a owl:Class ; owl:complementOf "
        + restriction(":p", "owl:someValuesFrom :B")
        + " ] . :x a :A ; :p :y . :y a :B .",
        ":x a :A ; :p :y . :y a :B .",
    ),
    "cls-com: said of one thing": (
        f"{EXPRESSION} owl:complementOf :B . :x a {EXPRESSION}, :B . :y a :B .",
        f":x a {EXPRESSION}, :B .",
    ),
    "cls-maxc1: said of one thing": (
        f'{EXPRESSION} owl:onProperty :p ; owl:maxCardinality "0"^^xsd:nonNegativeInteger . :x a {EXPRESSION} ; :p :y .',
        f":x a {EXPRESSION} ; :p :y .",
    ),
    "cls-maxc1": (
        f":A rdfs:subClassOf {at_most(0, ':p')} . :x a :A ; :p :y .",
        ":x a :A ; :p :y .",
    ),
    "cls-maxqc1": (
        f":A rdfs:subClassOf {at_most(0, ':p', ':B')} . :x a :A ; :p :y, :z . :y a :B .",
        ":x a :A ; :p :y . :y a :B .",
    ),
    "cls-maxqc2": (
        f":A rdfs:subClassOf {at_most(0, ':p', 'owl:Thing')} . :x a :A ; :p :y .",
        ":x a :A ; :p :y .",
    ),
    "cax-dw": (":A owl:disjointWith :B . :x a :A, :B .", ":x a :A, :B ."),
    "cax-dw: of expressions": (
        restriction(":p", "owl:hasValue :v") + " owl:disjointWith :B . :x :p :v ; a :B .",
        ":x :p :v ; a :B .",
    ),
    "cax-adc": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) . :x a :A, :C .",
        ":x a :A, :C .",
    ),
    "dt-diff": (":p a owl:FunctionalProperty . :x :p 1, 2 .", ":x :p 1, 2 ."),
    "dt-diff: at most one": (
        f":A rdfs:subClassOf {at_most(1, ':p')} . :x a :A ; :p 'a', 'b' .",
        ":x a :A ; :p 'a', 'b' .",
    ),
    "dt-diff: a number and a text": (
        ":p a owl:FunctionalProperty . :x :p 1, '1' .",
        ":x :p 1, '1' .",
    ),
    "dt-not-type": (":x :p 'many'^^xsd:integer .", ":x :p 'many'^^xsd:integer ."),
    "dt-not-type: by a range": (":p rdfs:range xsd:integer . :x :p 'many' .", ":x :p 'many' ."),
    "dt-not-type: by a range of small whole numbers": (
        ":p rdfs:range xsd:unsignedByte . :x :p 5, 500 .",
        ":x :p 500 .",
    ),
    "dt-not-type: by all values": (
        ":A rdfs:subClassOf "
        + restriction(":p", "owl:allValuesFrom xsd:boolean")
        + " . :x a :A ; :p 1 .",
        ":x a :A ; :p 1 .",
    ),
}
