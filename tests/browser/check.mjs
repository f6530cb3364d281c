// SPDX-License-Identifier: Apache-2.0
// Opens every page of a reading copy, or of a folder of reports, in Chromium: no violation of WCAG 2.2 AA, nothing wider
// than the window, every link leads somewhere, the keyboard reaches the content, no text of a chart runs into another or
// out of it, and no script, network or mistake on the console.
//   node check.mjs SITE [--screenshots DIR]     pictures of every page at every width, and each page printed
// Exit code 0: all is well; 1: something is not, and it is said; 77: there is no Chromium or no playwright-core here.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const kSkipped = 77;
const kWidths = [1280, 375, 320];
const kTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function skip(why) {
  console.log(`skipped: ${why}; script/bootstrap --browser installs it`);
  process.exit(kSkipped);
}

const chromiumPath = [process.env.PROVISO_CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
if (!chromiumPath) skip("there is no Chromium");
const require = createRequire(import.meta.url);
let chromium;
let axeSource;
try {
  ({ chromium } = require("playwright-core"));
  axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("there is no playwright-core or axe-core in tests/browser/node_modules");
}

const [site, option, pictures] = process.argv.slice(2);
if (!site || (option && option !== "--screenshots")) {
  console.error("usage: node check.mjs SITE [--screenshots DIR]");
  process.exit(2);
}
const root = resolve(site);
function pagesBelow(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return pagesBelow(path);
      return name.endsWith(".html") ? [path] : [];
    });
}

const problems = [];
const pages = pagesBelow(root);
const ids = new Map(); // by the address of a page: what can be linked to
let rules = 0;
let links = 0;
let thinned = 0;
let charts = 0;

async function checkLinks(page, name) {
  const found = await page.$$eval("a[href]", (all) => all.map((a) => a.href));
  for (const href of found) {
    const url = new URL(href);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    const anchors = ids.get(url.href);
    ++links;
    if (!anchors) problems.push(`${name}: a link leads to ${href}, which is no page of the site`);
    else if (fragment && !anchors.has(fragment)) problems.push(`${name}: a link leads to no place: ${href}`);
  }
}

async function checkWidth(page, name, width) {
  await page.setViewportSize({ width, height: 900 });
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const outside = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      const hidden = element.closest(".skip-link, thead");
      return !hidden && box.width > 0 && box.right > limit + 1;
    });
    return { page: document.documentElement.scrollWidth, limit, outside: outside.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
  });
  if (wide.page > wide.limit || wide.outside.length > 0) {
    problems.push(`${name} at ${width}: ${wide.page} wide, outside the window: ${wide.outside.join(" | ")}`);
  }
}

async function checkPictures(page, name) {
  const spilled = await page.$$eval("svg.picture text", (all) =>
    all
      .filter((text) => text.getBBox().x + text.getBBox().width > 345)
      .map((text) => text.textContent.slice(0, 60)),
  );
  // axe leaves the text of a picture to be looked at: its contrast with the box behind it.
  const faint = await page.$$eval("svg.picture", (all) => {
    const light = (colour) => {
      const [r, g, b] = colour.match(/\d+/g).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return all.flatMap((svg) =>
      [...svg.querySelectorAll("text")].filter((text) => {
        const ground = light(getComputedStyle(svg.querySelector(".box")).fill);
        const ink = light(getComputedStyle(text).fill);
        return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05) < 4.5;
      }),
    ).length;
  });
  if (faint > 0) problems.push(`${name}: ${faint} texts of diagrams are too faint`);
  for (const text of spilled) problems.push(`${name}: a text of a diagram is wider than its box: ${text}`);
}

// What charts say is read: nothing runs out of its picture, no two texts touch, and letters are no smaller than 10 pixels.
async function checkCharts(page, name, width) {
  const found = await page.$$eval("svg.chart", (all) =>
    all.flatMap((svg) => {
      const of = svg.querySelector("title").textContent;
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent.slice(0, 50), box: text.getBoundingClientRect() }));
      const wrong = texts
        .filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        .map(({ words }) => `runs out of the chart: ${words}`);
      for (let i = 0; i < texts.length; ++i) {
        for (let k = i + 1; k < texts.length; ++k) {
          const [a, b] = [texts[i].box, texts[k].box];
          // The boxes of two lines may share the leading between them.
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const upright = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && upright > 0.3 * Math.min(a.height, b.height)) wrong.push(`texts meet: ${texts[i].words} | ${texts[k].words}`);
        }
      }
      const scale = frame.width / svg.viewBox.baseVal.width;
      const size = scale * parseFloat(getComputedStyle(svg.querySelector("text")).fontSize);
      if (size < 10) wrong.push(`text is ${size.toFixed(1)} pixels high`);
      if (!svg.querySelector("desc")?.textContent) wrong.push("has no description");
      return wrong.map((what) => `${of}: ${what}`);
    }),
  );
  for (const what of found) problems.push(`${name} at ${width}: ${what}`);
  charts += width === kWidths[0] ? (await page.$$("svg.chart")).length : 0;
  // Each has a table, behind a line that a key opens.
  if (width !== kWidths[0]) return;
  for (const details of await page.$$("details")) {
    await (await details.$("summary")).press("Enter");
    if (!(await details.evaluate((all) => all.open && all.querySelectorAll("table tbody tr").length > 0))) problems.push(`${name}: a table does not open`);
  }
}

async function checkKeyboard(page, name) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { text: document.activeElement.textContent, seen: box.left >= 0 && box.height >= 24 };
  });
  if (first.text !== "Skip to main content" || !first.seen) problems.push(`${name}: the first stop is no skip link`);
  await page.keyboard.press("Enter");
  const at = await page.evaluate(() => document.activeElement.id);
  if (at !== "main") problems.push(`${name}: the skip link does not lead to the content`);
}

// What axe looks at grows with the square of a page's length. Of neighbours alike in form (the same elements of the same
// classes inside) it sees the first few; every other check has seen the whole page by then.
async function thinOut(page) {
  return page.evaluate(() => {
    const kFew = 2;
    const form = (element) =>
      [...new Set([element, ...element.querySelectorAll("*")].map((part) => `${part.tagName}.${part.getAttribute("class") ?? ""}`))].sort().join(" ");
    let taken = 0;
    for (const parent of document.querySelectorAll("main *, main")) {
      if (parent.closest("svg") || parent.children.length <= 4 * kFew) continue;
      const seen = new Map();
      for (const child of [...parent.children]) {
        if (/^H[1-6]$/.test(child.tagName)) continue; // the order of headings is looked at
        const of = form(child);
        seen.set(of, (seen.get(of) ?? 0) + 1);
        if (seen.get(of) <= kFew) continue;
        child.remove();
        ++taken;
      }
    }
    // A link to a place that is gone would be a mistake of this function.
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) link.href = "#main";
    }
    return taken;
  });
}

async function checkAxe(page, name, width) {
  await page.evaluate(axeSource);
  const result = await page.evaluate((tags) => axe.run(document, { preload: false, runOnly: { type: "tag", values: tags } }), kTags);
  rules += result.passes.length + result.violations.length;
  for (const violation of result.violations) {
    const at = violation.nodes.map((node) => node.target.join(" ")).slice(0, 3);
    problems.push(`${name} at ${width}: ${violation.id}: ${violation.help} (${at.join(", ")})`);
  }
  for (const open of result.incomplete) {
    const nodes = open.nodes.filter((node) => !/<(text|tspan)[ >]/.test(node.html)); // see checkPictures()
    if (nodes.length === 0) continue;
    const at = nodes.map((node) => node.target.join(" ")).slice(0, 3);
    console.log(`${name} at ${width}: to be looked at: ${open.id} (${at.join(", ")}, ${nodes.length} in all)`);
  }
}

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({ viewport: { width: kWidths[0], height: 900 } });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`on the console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) problems.push(`something is fetched from ${request.url()}`);
  });
  for (const path of pages) {
    await page.goto(pathToFileURL(path).href);
    const found = await page.$$eval("[id]", (all) => all.map((element) => element.id));
    if (new Set(found).size !== found.length) problems.push(`${relative(root, path)}: an id stands there twice`);
    ids.set(pathToFileURL(path).href, new Set(found));
  }
  for (const path of pages) {
    const name = relative(root, path);
    await page.setViewportSize({ width: kWidths[0], height: 900 });
    await page.goto(pathToFileURL(path).href);
    if ((await page.$$("h1")).length !== 1) problems.push(`${name}: not one h1`);
    if ((await page.$$("script")).length !== 0) problems.push(`${name}: a script`);
    await checkKeyboard(page, name);
    await checkLinks(page, name);
    await checkPictures(page, name);
    for (const width of kWidths) {
      await checkWidth(page, name, width);
      await checkCharts(page, name, width);
    }
    // With every table open nothing is too wide either; then as it was.
    for (const open of [true, false]) {
      await page.$$eval("details", (all, value) => all.forEach((details) => (details.open = value)), open);
      if (open) await checkWidth(page, `${name}, tables open`, kWidths.at(-1));
    }
    if (pictures) mkdirSync(pictures, { recursive: true });
    if (pictures) await page.pdf({ path: join(pictures, `${name.replaceAll("/", "-").replace(".html", "")}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
    for (const width of pictures ? kWidths : []) {
      await page.setViewportSize({ width, height: 900 });
      const file = `${name.replaceAll("/", "-").replace(".html", "")}-${width}.png`;
      // A page can be longer than Chromium can paint in one picture.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 12000);
      await page.screenshot({ path: join(pictures, file), clip: { x: 0, y: 0, width, height }, fullPage: true });
    }
    thinned += await thinOut(page);
    for (const width of [kWidths[0], kWidths[1]]) {
      await page.setViewportSize({ width, height: 900 });
      await checkAxe(page, name, width);
    }
  }
} finally {
  await browser.close();
}
if (pages.length === 0) problems.push("the site has no pages");
for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages, ${charts} charts, ${links} links, ${rules} axe checks (${thinned} parts alike others left out), ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
