// Pictures of the desk for the documentation: docs/desk-*.png, each under 300 kB.

import { statSync } from "node:fs";
import { join } from "node:path";
import { DESKTOP, PHONE, open, root, visit } from "./setup.js";

const LARGEST = 300_000;
const it = await open({ stories: ["wire.txt", "leaked-call.txt", "leaked-call.vtt", "broadcast.html", "long-read.md", "tabloid.txt"] });
const story = it.documents["leaked-call.txt"], call = it.documents["leaked-call.vtt"].split("/").pop();
const pictures = [
  ["inbox", "/", { viewport: DESKTOP }],
  ["statement", `${story}/statements/s8#at-s8`, { viewport: DESKTOP }],
  ["statement-dark", `${story}/statements/s8#at-s8`, { viewport: DESKTOP, colorScheme: "dark" }],
  ["statement-phone", `${story}/statements/s8#at-s8`, { viewport: PHONE }],
  ["check", `${story}/check?against=${call}`, { viewport: DESKTOP }],
  ["dependence", `${story}/dependence`, { viewport: DESKTOP }],
  ["find", "/find?q=form%3Adirect", { viewport: DESKTOP }],
  ["review", "/review", { viewport: DESKTOP }],
];
for (const [name, address, options] of pictures) {
  const page = await visit(it, options);
  await page.goto(address);
  const path = join(root, "docs", `desk-${name}.png`);
  await page.screenshot({ path });
  if (statSync(path).size > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
  await page.context().close();
}
await it.close();
