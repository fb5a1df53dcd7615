"""Where documents of the web lie on this machine: OASIS XML catalogues.

Nothing is ever fetched from the network. An ontology that is imported and a context of JSON-LD are
looked up in a catalogue, the file `catalog-v001.xml` that Protégé and the OWL API write:
https://www.oasis-open.org/standard/xmlcatalogs/ (entries `uri`, with `name` and `uri`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from peelgraph.errors import UnreadableFile, one_line
from peelgraph.store.bounds import watched_xml

__all__ = ["CATALOGUE", "Catalogue", "entries"]

CATALOGUE = "catalog-v001.xml"
Catalogue = Mapping[str, Path]
"""Files by the IRIs of what they hold."""


def entries(path: Path) -> Catalogue:
    """The entries of a catalogue, or of the one in a folder.

    A folder without one has no entries. UnreadableFile where it is no XML.
    """
    file = path / CATALOGUE if path.is_dir() else path
    if path.is_dir() and not file.exists():
        return {}
    try:
        with file.open("rb") as data:
            # that of OASIS's own is named by many, and read by none
            root = ElementTree.parse(watched_xml(data, document_type=True)).getroot()
    except OSError as error:
        raise UnreadableFile(file, error.strerror or str(error)) from error
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableFile(file, one_line(error)) from error
    found = (entry for entry in root.iter() if entry.tag.rpartition("}")[2] == "uri")
    return {entry.get("name", ""): file.parent / entry.get("uri", "") for entry in found}
