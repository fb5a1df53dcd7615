"use strict";
// The page of a network: draws it, finds, explains and colours. Data and Cytoscape.js are in the page already.
const { about, directed, elements } = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const HIDDEN = new Set(["id", "name", "label", "source", "target", "degree", "colour", "width"]);
// Okabe and Ito's colours, which colour-blind readers can tell, and three of Tol's.
const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#332288", "#999933", "#882255"];
const OTHER = "#9aa4af", MOST = 24, WIDE = 130;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return Object.assign(made, attributes);
}

const words = (value) => Array.isArray(value) ? value.join(", ") : value === true ? "yes" : value === false ? "no"
  : typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(4))) : String(value);
const readable = (name) => name.replaceAll("_", " ");
const labelOf = (node) => node.data("label") ?? node.id();
const drawn = (node) => labelOf(node).length > 50 ? `${labelOf(node).slice(0, 47).trimEnd()}…` : labelOf(node);

// The words about the network

at("description").textContent = about.description ?? "";
if (about.as_of) at("date").append("As it stood on ", element("b", about.as_of));
else at("date").textContent = "All that is on record, whatever its date.";
for (const key of ["node", "edge", "weight", "parameters", "version"])
  if (about[key]) at("about").append(element("p", `${key[0].toUpperCase()}${key.slice(1)}: ${about[key]}`));
at("about").append(element("p", `${elements.nodes.length} nodes, ${elements.edges.length} edges. Drawn by Cytoscape.js.`));

// The drawing

const many = elements.nodes.length > 120;
const weights = elements.edges.map(({ data }) => Math.abs(data.weight ?? 1));
const least = weights.reduce((a, b) => Math.min(a, b), Infinity), most = weights.reduce((a, b) => Math.max(a, b), 0);
for (const [i, { data }] of elements.edges.entries())
  data.width = 1.5 + (most > least ? 7 * Math.sqrt((weights[i] - least) / (most - least)) : 0);
const cy = cytoscape({
  container: at("network"),
  elements,
  minZoom: 0.05,
  maxZoom: 6,
  layout: { name: "preset" },
  style: [
    { selector: "node", style: {
      "background-color": (n) => n.scratch("colour") ?? OTHER, "border-width": 1, "border-color": "#0008",
      width: (n) => 14 + 5 * Math.sqrt(n.degree()), height: (n) => 14 + 5 * Math.sqrt(n.degree()),
      "font-size": (n) => 12 / n.cy().zoom(), "font-family": "system-ui, sans-serif", color: "#1d2733", "text-wrap": "wrap",
      "text-max-width": (n) => WIDE / n.cy().zoom(), "text-valign": "bottom", "text-margin-y": (n) => 3 / n.cy().zoom(),
      "text-background-color": "#fff", "text-background-opacity": 0.75, "text-background-padding": 1 } },
    { selector: "node.named, node.near", style: { label: drawn } },
    { selector: "edge", style: {
      width: (e) => Math.max(e.data("width"), 0.8 / e.cy().zoom()), "line-color": "#8b97a5", opacity: 0.55, "curve-style": "bezier",
      "target-arrow-shape": directed ? "triangle" : "none", "target-arrow-color": "#8b97a5",
      "arrow-scale": (e) => Math.max(1, 0.7 / e.cy().zoom()) } },
    { selector: ".faint", style: { opacity: 0.12, "text-opacity": 0 } },
    { selector: "node.near", style: { "z-index": 9 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": "#b3261e", "font-weight": 700, "z-index": 10 } },
  ],
});
const start = cy.elements().length ? Math.sqrt(cy.nodes().length) * 60 : 0;
cy.nodes().positions((node, i) => ({ x: start * Math.cos(i * 2.4) * Math.sqrt((i + 1) / cy.nodes().length),
                                     y: start * Math.sin(i * 2.4) * Math.sqrt((i + 1) / cy.nodes().length) }));
cy.layout({ name: "cose", animate: false, randomize: false, nodeRepulsion: () => many ? 3e6 : 4e5,
            idealEdgeLength: () => 100, edgeElasticity: () => 100, nodeOverlap: 20, componentSpacing: 120,
            gravity: many ? 0.25 : 0.6, numIter: many ? 1000 : 1500, padding: 40 }).run();

// Names stay 12 pixels high at every zoom, and stand where there is room: those of nodes with many edges first.
const ranked = cy.nodes().sort((a, b) => b.degree() - a.degree()).toArray();
function nameWhatFits() {
  const taken = [];
  cy.batch(() => { for (const node of ranked) {
    const { x, y } = node.renderedPosition(), top = y + node.renderedHeight() / 2, length = drawn(node).length * 7;
    const box = { left: x - Math.min(length, WIDE) / 2, right: x + Math.min(length, WIDE) / 2, top, bottom: top + 15 * Math.ceil(length / WIDE) + 3 };
    const free = !taken.some((t) => t.left < box.right && box.left < t.right && t.top < box.bottom && box.top < t.bottom);
    node.toggleClass("named", free);
    if (free) taken.push(box);
  } });
  cy.style().update();
}
let waiting;
cy.on("zoom dragfree", () => { clearTimeout(waiting); waiting = setTimeout(nameWhatFits, 80); });
nameWhatFits();

// Colours and legend

function columns() {
  const values = new Map();
  cy.nodes().forEach((node) => Object.entries(node.data()).forEach(([name, value]) => {
    if (HIDDEN.has(name) || Array.isArray(value) || (typeof value === "number" && !Number.isInteger(value))) return;
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }));
  return [...values].filter(([, found]) => found.size <= MOST).map(([name, found]) => [name, found.size]);
}

function colour(name) {
  const counts = new Map();
  cy.nodes().forEach((node) => { const value = node.data(name); counts.set(value, (counts.get(value) ?? 0) + 1); });
  const ranked = [...counts].filter(([value]) => value !== undefined)
    .sort((a, b) => b[1] - a[1] || words(a[0]).localeCompare(words(b[0])));
  const shown = new Map(ranked.slice(0, COLOURS.length).map(([value], i) => [value, COLOURS[i]]));
  cy.nodes().forEach((node) => { node.scratch("colour", shown.get(node.data(name)) ?? OTHER); });
  cy.style().update();
  const rest = cy.nodes().length - ranked.slice(0, COLOURS.length).reduce((sum, [, count]) => sum + count, 0);
  const lines = ranked.slice(0, COLOURS.length).map(([value, count]) => [words(value), shown.get(value), count]);
  if (rest) lines.push(["other or not stated", OTHER, rest]);
  at("legend").replaceChildren(...lines.map(([text, shade, count]) => {
    const line = element("li"), dot = element("i");
    dot.style.background = shade;
    line.append(dot, element("span", text), element("span", String(count), { className: "count" }));
    return line;
  }));
}

const choices = columns();
at("by").replaceChildren(...choices.map(([name]) => element("option", readable(name), { value: name })));
const first = ["kind", "community"].find((n) => choices.some(([name, size]) => name === n && size > 1))
  ?? choices.find(([, size]) => size > 1)?.[0] ?? choices[0]?.[0];
if (first) { at("by").value = first; colour(first); } else at("colours").hidden = true;
at("by").addEventListener("change", () => colour(at("by").value));

// What a node or an edge is

function facts(thing) {
  const list = element("dl");
  for (const [name, value] of Object.entries(thing.data()))
    if (!HIDDEN.has(name)) list.append(element("dt", readable(name)), element("dd", words(value)));
  return list;
}

const title = (thing) => thing.isNode() ? labelOf(thing)
  : `${labelOf(thing.source())} ${directed ? "→" : "–"} ${labelOf(thing.target())}`;

function show(thing) {
  cy.elements().removeClass("faint chosen near");
  at("chosen").replaceChildren();
  if (!thing) return;
  const near = thing.isNode() ? thing.closedNeighborhood() : thing.union(thing.connectedNodes());
  cy.elements().not(near).addClass("faint");
  near.nodes().addClass("near");
  thing.addClass("chosen");
  at("chosen").append(element("h2", title(thing)), facts(thing));
  const others = (thing.isNode() ? thing.neighborhood() : thing.connectedNodes()).nodes().toArray();
  const list = element("ul");
  for (const other of others.sort((a, b) => labelOf(a).localeCompare(labelOf(b)))) {
    const item = element("li"), button = element("button", labelOf(other), { type: "button" });
    button.addEventListener("click", () => go(other));
    item.append(button);
    list.append(item);
  }
  at("chosen").append(list);
}

function go(node) {
  show(node);
  at("tooltip").hidden = true;
  cy.animate({ fit: { eles: node.closedNeighborhood(), padding: 60 }, duration: 300 });
}

cy.on("tap", (event) => show(event.target === cy ? null : event.target));
function follow({ originalEvent: { clientX: x, clientY: y } }) {
  const box = at("tooltip").getBoundingClientRect();
  at("tooltip").style.left = `${Math.max(4, Math.min(x + 14, innerWidth - box.width - 8))}px`;
  at("tooltip").style.top = `${Math.max(4, Math.min(y + 14, innerHeight - box.height - 8))}px`;
}
cy.on("mouseover", "node, edge", (event) => {
  at("tooltip").replaceChildren(element("h2", title(event.target)), facts(event.target));
  at("tooltip").hidden = false;
  follow(event);
});
cy.on("mousemove", follow);
cy.on("mouseout", "node, edge", () => { at("tooltip").hidden = true; });

// Search

function matches(text) {
  const low = text.toLocaleLowerCase();
  const has = (node) => Object.values(node.data()).some((value) => words(value).toLocaleLowerCase().includes(low));
  return cy.nodes().filter(has).sort((a, b) =>
    labelOf(b).toLocaleLowerCase().includes(low) - labelOf(a).toLocaleLowerCase().includes(low));
}

function search() {
  const text = at("search").value.trim();
  show(null);
  at("found").textContent = "";
  if (!text) return matches("none at all");
  const found = matches(text);
  cy.elements().not(found).addClass("faint");
  found.addClass("near");
  at("found").textContent = found.length ? `${found.length} found; Enter goes to the first` : "none found";
  return found;
}

at("search").addEventListener("input", search);
at("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const found = search();
  if (at("search").value.trim() && found.length) go(found[0]);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") { at("search").value = ""; search(); } });
document.body.dataset.ready = "true";
