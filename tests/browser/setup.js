// A desk on a new store with the stories of examples/, and a browser to look at it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.HEARSAY ?? join(root, "target/ci/hearsay");
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** Starts a desk; what it gives is closed with `close`. */
export async function open({ passphrase, stories = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "hearsay-"));
  const environment = { ...process.env, USER: "Ida", ...(passphrase ? { HEARSAY_PASSPHRASE: passphrase } : {}) };
  const desk = spawn(program, ["desk", "--store", join(folder, "store.db"), "--no-open"], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: desk.stdout }), "line");
  const address = line.trim().replace(/\/$/, "");
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
  const it = { address, browser, folder, documents: {} };
  if (stories.length > 0) {
    const page = await visit(it);
    await page.goto(`${address}/`);
    const token = await page.locator("body").getAttribute("data-token");
    for (const story of stories) {
      const [end] = await upload(page, token, story);
      it.documents[story] = end.address;
    }
    await page.context().close();
  }
  it.close = async () => {
    await browser.close();
    desk.kill("SIGINT");
    await once(desk, "exit");
    await rm(folder, { recursive: true });
  };
  return it;
}

async function upload(page, token, story) {
  const { readFile } = await import("node:fs/promises");
  const buffer = await readFile(join(root, "examples", story));
  const answer = await page.request.post("/add", {
    headers: { Accept: "application/json" },
    multipart: { token, files: { name: story, mimeType: "text/plain", buffer } },
  });
  return answer.json();
}

/** A page of a browser of its own, which fails the test where the page complains. */
export async function visit(it, options = {}) {
  const context = await it.browser.newContext({ baseURL: it.address, viewport: DESKTOP, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: it.address });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(it.address)) page.complaints.push(`asks for ${request.url()}`);
  });
  return page;
}
