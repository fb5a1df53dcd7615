// Opens a page in Chromium without a network, does what a person would do, and says what the page shows:
// node page.mjs CHROMIUM FILE WORDS SCREENSHOT
import { chromium } from "playwright-core";

const [executablePath, file, words, path] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const errors = [], requests = [];
page.on("pageerror", (error) => errors.push(String(error)));
page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
page.on("request", (request) => requests.push(request.url()));
await page.goto(`file://${file}`);
await page.waitForSelector("body[data-ready=true]", { timeout: 60000 }).catch((error) => { throw new Error([error, ...errors].join("\n")); });

const text = (selector) => page.locator(selector).innerText();
const legend = () => page.locator("#legend li").allInnerTexts();
const seen = { title: await page.title(), heading: await text("h1"), description: await text("#description") };
seen.date = await text("#date");
seen.about = await text("#about");
seen.choices = await page.locator("#by option").allInnerTexts();
seen.legend = await legend();
const [colours, counts] = await page.evaluate(() => [
  Object.fromEntries(cy.nodes().map((node) => [node.id(), node.style("background-color")])),
  [cy.nodes().length, cy.edges().length],
]);
Object.assign(seen, { colours, counts });

// The tooltip of the first node
const place = await page.evaluate(() => {
  const { x, y } = cy.nodes()[0].renderedPosition(), box = document.getElementById("network").getBoundingClientRect();
  return { x: box.x + x, y: box.y + y };
});
await page.mouse.move(place.x - 60, place.y - 60);
await page.mouse.move(place.x, place.y, { steps: 5 });
await page.waitForSelector("#tooltip:not([hidden])", { timeout: 5000 });
seen.tooltip = await text("#tooltip");

// Search
await page.fill("#search", words);
seen.found = await text("#found");
await page.press("#search", "Enter");
seen.chosen = await text("#chosen");
await page.waitForTimeout(500);
await page.screenshot({ path });
await page.fill("#search", "no such words at all");
seen.nothing = await text("#found");
await page.press("#search", "Escape");

// Another colour
await page.selectOption("#by", { index: seen.choices.length - 1 });
seen.recoloured = await legend();
await browser.close();
process.stdout.write(JSON.stringify({ ...seen, errors, requests }));
