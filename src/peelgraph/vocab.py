"""Names: the terms of the ontology, the places of IRIs, and the prefixes that queries may use."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

__all__ = [
    "BASE",
    "GRAPH",
    "ID",
    "INFERRED",
    "ONTOLOGY",
    "PEEL",
    "PREFIXES",
    "curie",
    "graph_of",
    "short_id",
    "thing",
]

BASE = "https://w3id.org/peelgraph/"
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
ONTOLOGY = GRAPH["ontology"]
INFERRED = GRAPH["inferred"]


class PEEL(DefinedNamespace):
    """The terms of the ontology; a name that is not one of them is an AttributeError."""

    _NS = Namespace(BASE + "ontology#")
    _fail = True
    _extras = ["from"]  # noqa: RUF012

    ActionReport: URIRef
    ActualMembership: URIRef
    Alliance: URIRef
    AreaForImprovement: URIRef
    Assessment: URIRef
    CauseOfConcern: URIRef
    Closure: URIRef
    Collaboration: URIRef
    CommissionerOffice: URIRef
    Criterion: URIRef
    Discrepancy: URIRef
    Document: URIRef
    Event: URIRef
    Finding: URIRef
    FireService: URIRef
    ForceUnit: URIRef
    FormalItem: URIRef
    Framework: URIRef
    GoodPractice: URIRef
    Grade: URIRef
    GradeScheme: URIRef
    HealthBody: URIRef
    InspectionOutcome: URIRef
    Inspectorate: URIRef
    Issue: URIRef
    JointUnit: URIRef
    Judgement: URIRef
    LocalAuthority: URIRef
    Measure: URIRef
    Measurement: URIRef
    MeasurementKind: URIRef
    Membership: URIRef
    MembershipRole: URIRef
    Modality: URIRef
    NationalCollaboration: URIRef
    Organisation: URIRef
    OtherOrganisation: URIRef
    Partnership: URIRef
    Passage: URIRef
    Person: URIRef
    Pillar: URIRef
    Polarity: URIRef
    PoliceForce: URIRef
    PolicingFunction: URIRef
    Programme: URIRef
    PublisherKind: URIRef
    Question: URIRef
    Recommendation: URIRef
    Region: URIRef
    RegionalCollaboration: URIRef
    Relation: URIRef
    Repetition: URIRef
    Response: URIRef
    Revisit: URIRef
    Sentence: URIRef
    SettingAside: URIRef
    SharedOutcome: URIRef
    Sharing: URIRef
    Shortcoming: URIRef
    Source: URIRef
    Standpoint: URIRef
    Strength: URIRef
    System: URIRef
    Topic: URIRef
    Unit: URIRef
    UnsettledThing: URIRef
    Verdict: URIRef
    about: URIRef
    above: URIRef
    accountedForBy: URIRef
    actor: URIRef
    actual: URIRef
    addressedTo: URIRef
    addressesConcern: URIRef
    alternativeName: URIRef
    assesses: URIRef
    assumption: URIRef
    atRisk: URIRef
    attestedOn: URIRef
    attestedOnEarliest: URIRef
    attestedOnLatest: URIRef
    bearsOn: URIRef
    begins: URIRef
    beginsEarliest: URIRef
    beginsLatest: URIRef
    below: URIRef
    boilerplate: URIRef
    borders: URIRef
    broadlyInLine: URIRef
    byCommissioner: URIRef
    byCouncil: URIRef
    byForce: URIRef
    byInspectorate: URIRef
    byOther: URIRef
    byPress: URIRef
    byProject: URIRef
    byPublicBody: URIRef
    byReferenceWork: URIRef
    carriedOverFrom: URIRef
    collaboration: URIRef
    comparator: URIRef
    comparatorValue: URIRef
    comparesWith: URIRef
    concerns: URIRef
    conditional: URIRef
    considered: URIRef
    considering: URIRef
    continues: URIRef
    country: URIRef
    criterion: URIRef
    date: URIRef
    dateEarliest: URIRef
    dateLatest: URIRef
    declinesFrom: URIRef
    dependsOn: URIRef
    disagrees: URIRef
    document: URIRef
    end: URIRef
    ended: URIRef
    estimate: URIRef
    eventOf: URIRef
    existing: URIRef
    exposedTo: URIRef
    follows: URIRef
    forceView: URIRef
    forecast: URIRef
    framework: URIRef
    fromEarliest: URIRef
    fromLatest: URIRef
    function: URIRef
    general: URIRef
    grade: URIRef
    gradeScheme: URIRef
    graph: URIRef
    gssCode: URIRef
    hasMembership: URIRef
    hasPart: URIRef
    heading: URIRef
    heldFrom: URIRef
    heldOn: URIRef
    heldUntil: URIRef
    homepage: URIRef
    improvesOn: URIRef
    inAssessment: URIRef
    inRegion: URIRef
    inScheme: URIRef
    inspector: URIRef
    inspectorateView: URIRef
    kept: URIRef
    lead: URIRef
    licence: URIRef
    mayBearOn: URIRef
    measure: URIRef
    measurementKind: URIRef
    measurementOf: URIRef
    member: URIRef
    membershipRole: URIRef
    mentions: URIRef
    method: URIRef
    mixed: URIRef
    modality: URIRef
    mostSimilarTo: URIRef
    negative: URIRef
    neutral: URIRef
    notGradedReason: URIRef
    note: URIRef
    ofForce: URIRef
    oversees: URIRef
    page: URIRef
    partOf: URIRef
    participant: URIRef
    plan: URIRef
    planFigure: URIRef
    planned: URIRef
    polarity: URIRef
    positive: URIRef
    produced: URIRef
    publisher: URIRef
    publisherKind: URIRef
    rank: URIRef
    readOn: URIRef
    recursIn: URIRef
    relationKind: URIRef
    relationObject: URIRef
    relationSubject: URIRef
    repeats: URIRef
    repeatsGradeOf: URIRef
    responseDue: URIRef
    runBy: URIRef
    section: URIRef
    setAside: URIRef
    sha256: URIRef
    sharedBy: URIRef
    shares: URIRef
    standpoint: URIRef
    start: URIRef
    statedIn: URIRef
    statement: URIRef
    supersedes: URIRef
    target: URIRef
    tileColumn: URIRef
    tileLabel: URIRef
    tileRow: URIRef
    topic: URIRef
    underAlliance: URIRef
    underCriterion: URIRef
    unitOf: URIRef
    unitOfMeasure: URIRef
    unless: URIRef
    until: URIRef
    untilEarliest: URIRef
    untilLatest: URIRef
    url: URIRef
    value: URIRef
    verdict: URIRef
    withdrew: URIRef
    worksWith: URIRef


PREFIXES: dict[str, str] = {
    "peel": str(PEEL._NS),
    "id": str(ID),
    "graph": str(GRAPH),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "qb": "http://purl.org/linked-data/cube#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def thing(short: str) -> URIRef:
    """The IRI of a thing from its short id.

    >>> thing("force/cambridgeshire")
    rdflib.term.URIRef('https://w3id.org/peelgraph/id/force/cambridgeshire')
    """
    return ID[short]


def short_id(iri: str) -> str | None:
    """The short id of a thing's IRI, or None where the IRI is none of ours."""
    return iri.removeprefix(str(ID)) if iri.startswith(str(ID)) else None


def graph_of(source: str) -> URIRef:
    """The named graph of a source given by its slug."""
    return GRAPH[source]


def curie(iri: str) -> str:
    """The shortest readable form of an IRI: a short id, a CURIE, or the IRI itself."""
    if short := short_id(iri):
        return short
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
