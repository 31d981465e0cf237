// Checks pages in a real browser: axe's rules for WCAG 2.2 AA, and what axe does not see.
//
//   node check.mjs PAGE.html…
//
// QUARTIER_BROWSER_TOOLS names the folder whose node_modules hold playwright-core and axe-core;
// QUARTIER_CHROMIUM the browser (default: /usr/bin/chromium). Every problem is one line on
// stdout; the exit code is 1 where there is any, 2 where the check itself could not run.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const tools = process.env.QUARTIER_BROWSER_TOOLS;
const require = createRequire(path.join(tools, "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const MOST_PRINTED = 40;

let problems = 0;

async function main(files) {
  const browser = await chromium.launch({
    executablePath: process.env.QUARTIER_CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    for (const file of files) await check(browser, file);
  } finally {
    await browser.close();
  }
  process.exit(problems ? 1 : 0);
}

async function check(browser, file) {
  const tell = (what) => {
    problems += 1;
    console.log(`${file}: ${what}`);
  };
  const address = pathToFileURL(path.resolve(file)).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) tell(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") tell(`the browser complains: ${message.text()}`);
  });
  await page.goto(address);
  await rules(page, "desktop", tell);
  await everyFigure(page, tell);
  await inks(page, "light", tell);
  await lights(page, tell);
  await edges(page, "desktop", tell);
  await svgText(page, "light", tell);
  await tabs(page, tell);
  await sentences(page, tell);
  await page.emulateMedia({ colorScheme: "dark" });
  await rules(page, "dark", tell);
  await inks(page, "dark", tell);
  await svgText(page, "dark", tell);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 700 });
  await rules(page, "phone", tell);
  await sideways(page, "at 320 px", tell);
  await stacked(page, tell);
  await edges(page, "phone", tell);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await sideways(page, "with text at 200 %", tell);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await paper(page, tell);
  await context.close();
}

async function rules(page, where, tell) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    RULES,
  );
  for (const violation of found.violations) {
    const first = violation.nodes[0];
    tell(`${where}: ${violation.id} (${violation.nodes.length} times): ${violation.help}; ${first.target}`);
  }
}

async function sideways(page, where, tell) {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (wide > room) tell(`scrolls sideways ${where}: ${wide} > ${room} px`);
}

// On a phone the rows of a table stand below each other, and nothing of it is cut.
async function stacked(page, tell) {
  const cut = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".stack")];
    const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth);
    return wide.map((box) => box.querySelector("caption")?.textContent.trim());
  });
  for (const caption of cut) tell(`a table is cut at 320 px: ${caption}`);
}

// Every figure has a heading, a description, and its data as a table; every drawing a title and
// a description of its own.
async function everyFigure(page, tell) {
  const faults = await page.evaluate(() => {
    const faults = [];
    for (const figure of document.querySelectorAll("figure")) {
      const name = figure.getAttribute("aria-labelledby") || "a figure without a name";
      if (!figure.querySelector("h3")?.textContent.trim()) faults.push(`${name} has no heading`);
      if (!figure.querySelector(".description")?.textContent.trim()) faults.push(`${name} is not described`);
      let next = figure.nextElementSibling;
      while (next && !next.querySelector("table") && next.tagName === "P") next = next.nextElementSibling;
      if (!next?.querySelector("table tbody tr")) faults.push(`${name} has no table`);
      for (const svg of figure.querySelectorAll('svg[role="img"]')) {
        if (!svg.querySelector("title")?.textContent.trim()) faults.push(`a drawing of ${name} has no title`);
        if (!svg.querySelector("desc")?.textContent.trim()) faults.push(`a drawing of ${name} has no description`);
      }
    }
    return faults;
  });
  faults.forEach(tell);
}

// What a legend tells apart differs in grey and for those who do not see red or green: areas from
// areas, and lines from lines unless one is dashed.
async function inks(page, mode, tell) {
  const faults = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((c) => c / 255);
    };
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    // Viénot, Brettel and Mollon (1999), on linear RGB.
    const seen = {
      grey: ([r, g, b]) => Array(3).fill(0.2126 * r + 0.7152 * g + 0.0722 * b),
      protanopia: ([r, g, b]) => [0.112 * r + 0.888 * g, 0.112 * r + 0.888 * g, 0.004 * r - 0.004 * g + b],
      deuteranopia: ([r, g, b]) => [0.292 * r + 0.708 * g, 0.292 * r + 0.708 * g, -0.022 * r + 0.022 * g + b],
    };
    const lab = ([r, g, b]) => {
      const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
      const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
      const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
      const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
      return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
    };
    const faults = [];
    for (const figure of document.querySelectorAll("figure")) {
      const inks = [...figure.querySelectorAll(".legend li")].flatMap((item) => {
        const name = item.textContent.trim();
        const drawn = item.querySelector("svg").children;
        if (drawn.length !== 1) return []; // hatching is told by its pattern
        const style = getComputedStyle(drawn[0]);
        const line = drawn[0].tagName === "path";
        const kind = line ? `line ${drawn[0].getAttribute("stroke-dasharray") || ""}` : "area";
        return [{ name, kind, colour: rgb(line ? style.stroke : style.fill).map(linear) }];
      });
      for (const [way, see] of Object.entries(seen)) {
        for (let i = 0; i < inks.length; i += 1) {
          for (let j = i + 1; j < inks.length; j += 1) {
            if (inks[i].kind !== inks[j].kind) continue;
            const [one, other] = [lab(see(inks[i].colour)), lab(see(inks[j].colour))];
            const apart = Math.hypot(...one.map((c, k) => c - other[k]));
            if (apart < 5) {
              faults.push(
                `${figure.getAttribute("aria-labelledby")}, ${way}: “${inks[i].name}” and “${inks[j].name}” are ${apart.toFixed(1)} apart`,
              );
            }
          }
        }
      }
    }
    return faults;
  });
  faults.forEach((fault) => tell(`${mode}: ${fault}`));
}

// The lights differ in shape and in words, not in colour alone.
async function lights(page, tell) {
  const faults = await page.evaluate(() => {
    const seen = new Map();
    const faults = new Set();
    for (const light of document.querySelectorAll("svg.light")) {
      const colour = ["green", "amber", "red"].find((name) => light.closest(`.${name}`));
      const shape = light.innerHTML;
      const known = seen.get(shape);
      if (known && known !== colour) faults.add(`${colour} and ${known} have the same shape`);
      seen.set(shape, colour);
      const word = light.nextElementSibling?.textContent || light.parentElement.textContent;
      if (!word.trim()) faults.add(`${colour} has no word`);
      if (!light.getAttribute("aria-label")) faults.add(`${colour} is not heard`);
    }
    return [...faults];
  });
  faults.forEach((fault) => tell(`lights: ${fault}`));
}

// No words are cut at the edge of a drawing, turned ones neither. Drawings that may paint beyond
// their edge are held to the width of the page.
async function edges(page, where, tell) {
  const faults = await page.evaluate(() => {
    const faults = new Set();
    for (const svg of document.querySelectorAll("figure svg")) {
      const frame = svg.getBoundingClientRect();
      if (!frame.width) continue;
      const spills = getComputedStyle(svg).overflow === "visible";
      const [left, right] = spills ? [0, document.documentElement.clientWidth] : [frame.left, frame.right];
      const name = svg.closest("figure").getAttribute("aria-labelledby");
      for (const text of svg.querySelectorAll("text")) {
        const box = text.getBoundingClientRect();
        if (!box.width) continue;
        const over = Math.max(left - box.left, box.right - right);
        // The box of a word is higher than its letters.
        const above = spills ? 0 : Math.max(frame.top - box.top, box.bottom - frame.bottom) - box.height / 4;
        if (Math.max(over, above) > 1) {
          faults.add(`${name}: “${text.textContent}” is cut by ${Math.max(over, above).toFixed(0)} px`);
        }
      }
    }
    return [...faults].slice(0, 5);
  });
  faults.forEach((fault) => tell(`${where}: words at an edge: ${fault}`));
}

// Words in drawings stand out from what is drawn behind them: axe does not look into SVG.
async function svgText(page, mode, tell) {
  const faults = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) =>
      0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
    const contrast = (one, other) => {
      const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    };
    const behind = (text) => {
      const style = getComputedStyle(text);
      if (style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2) return rgb(style.stroke);
      text.scrollIntoView({ block: "center", behavior: "instant" });
      const box = text.getBoundingClientRect();
      const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      for (const element of stack) {
        if (element === text || element.tagName === "text") continue;
        const size = element instanceof SVGGeometryElement ? element.getBBox() : null;
        if (size && (size.width < 1 || size.height < 1)) continue; // a line has no ground
        const style = getComputedStyle(element);
        const drawn = element instanceof SVGGeometryElement ? style.fill : style.backgroundColor;
        if (drawn && drawn !== "none" && !drawn.startsWith("url") && rgb(drawn)[3] === 255) return rgb(drawn);
      }
      return rgb("white");
    };
    const faults = new Set();
    for (const text of document.querySelectorAll("svg text")) {
      const box = text.getBoundingClientRect();
      if (!box.width) continue;
      const ratio = contrast(rgb(getComputedStyle(text).fill), behind(text));
      if (ratio < 4.5) faults.add(`“${text.textContent}” has a contrast of ${ratio.toFixed(1)}`);
    }
    return [...faults].slice(0, 5);
  });
  faults.forEach((fault) => tell(`${mode}: words in a drawing: ${fault}`));
}

// The keyboard goes through the page from top to bottom, and shows where it is.
async function tabs(page, tell) {
  // From the top: the checks before have scrolled, and the keyboard goes on from there.
  await page.evaluate(() => {
    document.activeElement?.blur?.();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const count = await page.evaluate(
    () =>
      [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter((element) =>
        element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }),
      ).length,
  );
  await page.evaluate(() => (window.before = null));
  for (let step = 0; step < Math.min(count, 80); step += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return "the keyboard gets lost";
      const before = window.before;
      window.before = here;
      const name = `<${here.tagName.toLowerCase()}> ${here.textContent.trim().slice(0, 40)}`;
      if (before && !(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        return `the keyboard jumps back to ${name}`;
      }
      const style = getComputedStyle(here);
      if (style.outlineStyle === "none" && style.boxShadow === "none") return `no focus is shown on ${name}`;
      return null;
    });
    if (fault) {
      tell(fault);
      return;
    }
  }
}

// The numbers to remember stand in a table of the page too; millions as what they are.
async function sentences(page, tell) {
  const faults = await page.evaluate(() => {
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    const cells = [...document.querySelectorAll("td, th[scope=row]")].map((cell) => plain(cell.textContent));
    const english = document.documentElement.lang === "en";
    const value = (text) => {
      const number = text.match(/[\d.,]*\d/)?.[0];
      if (!number) return NaN;
      const read = parseFloat(
        english ? number.replaceAll(",", "") : number.replaceAll(".", "").replace(",", "."),
      );
      return /Mio|million/.test(text) ? read * 1e6 : read;
    };
    const faults = [];
    for (const strong of document.querySelectorAll(".sentences strong")) {
      const said = plain(strong.textContent);
      if (cells.some((cell) => cell.includes(said))) continue;
      const number = value(said);
      const near = cells.some((cell) =>
        (cell.match(/[\d.,]*\d/g) || []).some((part) => Math.abs(value(part) - number) <= 0.01 * number),
      );
      if (!near) faults.push(`“${said}” stands in no table`);
    }
    return faults;
  });
  faults.forEach(tell);
}

// A4: there are pages, and no table is wider than they are.
async function paper(page, tell) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 680, height: 960 });
  const clipped = await page.evaluate(() =>
    [...document.querySelectorAll("table")]
      .filter((table) => table.offsetParent && table.scrollWidth > document.documentElement.clientWidth)
      .map((table) => `the table “${table.caption?.textContent.slice(0, 40)}” is wider than the paper`)
      .slice(0, 5)
      .concat(
        document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? [`the printed page is wider than the paper (${document.documentElement.scrollWidth} px)`]
          : [],
      ),
    );
  clipped.forEach(tell);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) || []).length;
  if (pages < 1) tell("printing gives no page");
  if (pages > MOST_PRINTED) tell(`printing gives ${pages} pages`);
  const numbered = await page.evaluate(() =>
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .some((rule) => rule instanceof CSSPageRule && rule.cssText.includes("counter(page)")),
  );
  if (!numbered) tell("printed pages have no numbers");
  const heads = await page.evaluate(() =>
    [...document.querySelectorAll("thead")].every(
      (head) => getComputedStyle(head).display === "table-header-group",
    ),
  );
  if (!heads) tell("the heads of a table are not repeated on paper");
  await page.emulateMedia({ media: "screen" });
}

main(process.argv.slice(2)).catch((error) => {
  console.log(`the check could not run: ${error.stack || error}`);
  process.exit(2);
});
