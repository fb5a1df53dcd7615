// Reads an export with the library that people will read it with, and says what came back: node readers.mjs READER FILE
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import { forceLink, forceSimulation } from "d3-force";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const [reader, file] = process.argv.slice(2);
const text = readFileSync(file, "utf-8");

function fromGraphology(graph) {
  const { attributes, options, nodes, edges } = graph.export();
  return {
    about: attributes,
    options,
    nodes: nodes.map(({ key, attributes = {} }) => [key, attributes]),
    edges: edges.map(({ key, source, target, attributes = {} }) => [key, source, target, attributes]),
  };
}

const READERS = {
  graphology: () => fromGraphology(Graph.from(JSON.parse(text))),
  gexf: () => fromGraphology(gexf.parse(Graph, text)),
  graphml: () => fromGraphology(graphml.parse(Graph, text)),
  cytoscape: () => {
    const cy = cytoscape({ headless: true, ...JSON.parse(text) });
    return {
      about: cy.data(),
      nodes: cy.nodes().map((node) => [node.id(), node.data()]),
      edges: cy.edges().map((edge) => [edge.id(), edge.source().id(), edge.target().id(), edge.data()]),
    };
  },
  d3: () => {
    const { graph, directed, nodes, links } = JSON.parse(text);
    forceSimulation(nodes).force("link", forceLink(links).id((d) => d.id)).stop().tick(3);
    return {
      about: graph,
      options: { directed },
      nodes: nodes.map(({ index, x, y, vx, vy, ...data }) => [data.id, data]),
      edges: links.map(({ index, source, target, ...data }) => [data.key, source.id, target.id, data]),
    };
  },
};

process.stdout.write(JSON.stringify(READERS[reader]()));
