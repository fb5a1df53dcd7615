"""What can go wrong, in one tree; each error carries the thing it is about and says one sentence.

PeelgraphError
├── NotFound                  exit 1
│   ├── QuestionNotFound      no stored question of that name
│   ├── ProjectionNotFound    no projection of that name
│   ├── ThingNotFound         no thing of that name in the graph
│   │   └── ValueNotFound     a text that a property cannot have as its value
│   ├── Ambiguous             a name that several things have
│   ├── SeveralValues         a text that several values of one thing have
│   ├── DoesNotHold           a triple that is neither said nor inferred
│   ├── Holds                 a triple that holds, where it is asked why it does not
│   ├── NoPassage             a thing that rests on no passage
│   ├── NotInCopy             passages that a copy of a document does not have
│   └── NothingToDraw         an answer without rows, of which there is no picture
├── Invalid                   exit 1
│   ├── DataError             tables that cannot be turned into triples
│   ├── UnreadableFile        a file that is missing or broken
│   ├── UnwritableFile        a file that cannot be written
│   ├── RuleError             a rule that cannot be used
│   ├── AxiomError            an axiom that is not written as OWL writes it
│   ├── ShapesError           shapes that nothing can be held against
│   ├── NotValid              a graph with problems, where none are allowed
│   ├── NotExportable         a network or graph that a format cannot carry
│   └── TooFewValues          figures that a rule cannot be applied to
├── EndpointError             exit 1: a remote endpoint that does not answer as it should
└── WrongUse                  exit 2
    ├── ParameterError        a parameter that is missing, unknown or of the wrong type
    ├── CaseError             a case that cannot be supposed
    ├── QueryError            a query that cannot be run
    │   └── QueryRefused      a query that is given to no engine
    ├── UnknownFormat         an output format that does not exist here
    ├── ReadOnlyGraph         a graph that is only read
    ├── MissingExtra          a library that is installed only when asked for
    ├── NoFullText            a Python whose SQLite cannot search in texts
    └── MissingBundle         a script that is bundled when the package is built
"""

from __future__ import annotations

from peelgraph.errors.base import (
    EndpointError,
    Invalid,
    NotFound,
    PeelgraphError,
    WrongUse,
    one_line,
)
from peelgraph.errors.invalid import (
    AxiomError,
    DataError,
    NotExportable,
    NotValid,
    RuleError,
    ShapesError,
    TooFewValues,
    UnreadableFile,
    UnwritableFile,
)
from peelgraph.errors.not_found import (
    Ambiguous,
    DoesNotHold,
    Holds,
    NoPassage,
    NothingToDraw,
    NotInCopy,
    ProjectionNotFound,
    QuestionNotFound,
    SeveralValues,
    ThingNotFound,
    ValueNotFound,
)
from peelgraph.errors.wrong_use import (
    CaseError,
    MissingBundle,
    MissingExtra,
    NoFullText,
    ParameterError,
    QueryError,
    QueryRefused,
    ReadOnlyGraph,
    UnknownFormat,
)

__all__ = [
    "Ambiguous",
    "AxiomError",
    "CaseError",
    "DataError",
    "DoesNotHold",
    "EndpointError",
    "Holds",
    "Invalid",
    "MissingBundle",
    "MissingExtra",
    "NoFullText",
    "NoPassage",
    "NotExportable",
    "NotFound",
    "NotInCopy",
    "NotValid",
    "NothingToDraw",
    "ParameterError",
    "PeelgraphError",
    "ProjectionNotFound",
    "QueryError",
    "QueryRefused",
    "QuestionNotFound",
    "ReadOnlyGraph",
    "RuleError",
    "SeveralValues",
    "ShapesError",
    "ThingNotFound",
    "TooFewValues",
    "UnknownFormat",
    "UnreadableFile",
    "UnwritableFile",
    "ValueNotFound",
    "WrongUse",
    "one_line",
]
