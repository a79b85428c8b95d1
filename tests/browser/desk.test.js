// The desk in a browser: every page, every key, corrections, two editors, back and forward, phone width, no scripts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESKTOP, PHONE, open, root, visit } from "./setup.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STORY = "leaked-call.txt", CALL = "leaked-call.vtt";

let it;
before(async () => { it = await open({ stories: ["wire.txt", STORY, CALL, "broadcast.html"] }); });
after(async () => { await it?.close(); });

/** The addresses of all pages. */
function pages() {
  const story = it.documents[STORY], call = it.documents[CALL].split("/").pop();
  return [
    "/", "/?by=published", story, `${story}/statements/s1`, `${story}/statements/s8`, `${story}?from=10&to=60`, `${story}/ledger`,
    `${story}/dependence`, `${story}/check`, `${story}/check?against=${call}`, it.documents[CALL], "/ledger", "/people?name=Halloran",
    "/people/1", "/trace", "/trace?text=bankers%20have%20no%20dogs%20and%20it%20is%20a%20burglary%20with%20a%20typewriter", "/find", "/find?q=dog", "/find?q=zebra", "/find?q=form%3Aloud", "/check", "/review", "/audit", "/help", "/login", "/nowhere",
  ];
}

async function look(page, address) {
  await page.goto(address);
  // Scripts that the test itself puts in are not of the page: its policy is not asked.
  const found = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`);
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join("\n   ")}`);
  assert.deepEqual(told, [], `axe on ${address}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${address} is ${wide} pixels too wide`);
  assert.deepEqual(page.complaints, [], address);
}

test("the compiled script is that of the source", () => {
  const out = mkdtempSync(join(tmpdir(), "hearsay-tsc-"));
  execFileSync(join(root, "tests/browser/node_modules/.bin/tsc"), ["-p", join(root, "tests/browser/tsconfig.json"), "--outDir", out]);
  const [compiled, committed] = [join(out, "desk.js"), join(root, "crates/hearsay-desk/assets/desk.js")].map((path) => readFileSync(path, "utf8"));
  assert.equal(committed, compiled, "run: npm run build --prefix tests/browser");
});

for (const [name, options] of [
  ["light", { viewport: DESKTOP, colorScheme: "light" }],
  ["dark", { viewport: DESKTOP, colorScheme: "dark" }],
  ["phone", { viewport: PHONE, colorScheme: "light" }],
]) {
  test(`axe finds nothing on any page: ${name}`, async () => {
    const page = await visit(it, { ...options, bypassCSP: true });
    for (const address of pages()) await look(page, address);
    await page.context().close();
  });
}

test("every key goes where it says", async () => {
  const page = await visit(it);
  const at = async (key, path) => {
    await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname + url.search === path);
  };
  await page.goto("/");
  for (const [key, path] of [["l", "/ledger"], ["s", "/find"], ["t", "/trace"], ["c", "/check"], ["v", "/review"], ["u", "/audit"], ["?", "/help"], ["i", "/"]]) {
    await at(key, path);
  }
  await page.keyboard.press("/");
  await page.keyboard.type("l dog");
  assert.equal(new URL(page.url()).pathname, "/", "keys typed into a box go nowhere");
  assert.equal(await page.locator("#quick").inputValue(), "l dog");
  await page.keyboard.press("Escape");
  await at("l", "/ledger");

  const story = it.documents[STORY];
  await page.goto(story);
  await at("2", `${story}/ledger`);
  await at("3", `${story}/dependence`);
  await at("4", `${story}/check`);
  await page.keyboard.press("5");
  await page.waitForURL(/audit\?document=/);
  await page.goto(story);
  await at("j", `${story}/statements/s1`);
  await at("j", `${story}/statements/s2`);
  await at("k", `${story}/statements/s1`);
  await page.keyboard.press("y");
  assert.ok(await page.locator("details.why").evaluate((details) => details.open));
  await page.keyboard.press("w");
  assert.ok(await page.locator("#speaker-name").evaluate((box) => box === document.activeElement));
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  assert.ok(await page.locator("#spans").evaluate((details) => details.open));
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
  await page.waitForURL(/trace\?document=/);
  await page.goBack();
  await at("Escape", story);
  await page.goto("/review");
  await page.keyboard.press("j");
  await page.waitForURL(/review\?doubt=/);
  await page.keyboard.press("o");
  await page.waitForURL(/statements/);
  await at("1", new URL(page.url()).pathname.replace(/\/statements.*/, ""));
  await page.goto("/help");
  await page.locator("#keys-on").uncheck();
  await page.locator("h1").click();
  await page.keyboard.press("i");
  await page.goto("/help");
  assert.equal(await page.locator("#keys-on").isChecked(), false, "it is remembered");
  await page.context().close();
});

test("back and forward go through statements", async () => {
  const page = await visit(it);
  const story = it.documents[STORY];
  await page.goto(story);
  for (const id of ["s1", "s2", "s3"]) {
    await page.keyboard.press("j");
    await page.waitForURL(new RegExp(`statements/${id}`));
  }
  await page.goBack();
  await page.goBack();
  assert.match(await page.locator("#panel-title").textContent(), /s1/);
  await page.goForward();
  assert.match(await page.locator("#panel-title").textContent(), /s2/);
  await page.locator(".story [data-s=s6].content").first().click({ position: { x: 4, y: 4 } });
  await page.waitForURL(/statements\/s[67]/);
  await page.context().close();
});

/** Selects words of the story. */
async function select(page, words) {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector("#story"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`${wanted} is not in the story`);
  }, words);
  await page.locator("#selected").waitFor({ state: "visible" });
}

test("selected words get a link to exactly them and a citation", async () => {
  const page = await visit(it);
  await page.goto(it.documents[STORY]);
  await select(page, "bankers have no dogs");
  await page.locator("#selected-copy").click();
  await page.getByText("Copied").waitFor();
  const citation = await page.evaluate(() => navigator.clipboard.readText());
  await page.locator("#selected-link").click();
  assert.equal(await page.locator("#selection").textContent(), "bankers have no dogs");
  assert.equal(await page.locator("#citation").inputValue(), citation);
  // Across paragraphs and the small numbers of statements, also to the beginning of the next paragraph.
  await page.evaluate(() => {
    const blocks = document.querySelectorAll("#story [data-at]");
    getSelection().setBaseAndExtent(blocks[3], 0, blocks[5], 0);
  });
  const expected = await page.evaluate(() => [3, 4].map((at) => {
    const copy = document.querySelectorAll("#story [data-at]")[at].cloneNode(true);
    copy.querySelectorAll(".tag").forEach((tag) => tag.remove());
    return copy.textContent;
  }).join(" "));
  await page.waitForFunction(() => !document.querySelector("#selected").hidden);
  await page.locator("#selected-link").click();
  await page.waitForFunction(() => document.querySelector("#citation"));
  const words = await page.locator(".card blockquote").textContent();
  assert.equal(words.replace(/\s+/g, " ").trim(), expected.replace(/\s+/g, " ").trim());
  await page.context().close();
});

test("a correction by selecting words, and its undo", async () => {
  const page = await visit(it);
  const statement = `${it.documents[STORY]}/statements/s6`;
  await page.goto(statement);
  const before = await page.locator(".said").textContent();
  await select(page, "He talks to everybody");
  await page.locator("#selected-use").click();
  assert.equal(await page.locator("#span-words").inputValue(), "He talks to everybody");
  await page.locator("[data-spans] button").click();
  await page.getByText("Moved the words of s6").waitFor();
  assert.equal(await page.locator(".said").textContent(), "He talks to everybody");
  await page.keyboard.press("z");
  await page.getByText("Undone").waitFor();
  await page.goto(statement);
  assert.equal(await page.locator(".said").textContent(), before);
  await page.context().close();
});

test("accepting and rejecting by key, in review and beside the story", async () => {
  const page = await visit(it);
  await page.goto("/review");
  const first = await page.locator("#now a").getAttribute("href");
  await page.keyboard.press("a");
  await page.getByText("Accepted").waitFor();
  assert.notEqual(await page.locator("#now a").getAttribute("href"), first);
  await page.keyboard.press("z");
  await page.getByText("Undone").waitFor();
  assert.equal(await page.locator("#now a").getAttribute("href"), first);
  const statement = `${it.documents["wire.txt"]}/statements/s2`;
  await page.goto(statement);
  await page.keyboard.press("x");
  await page.getByText("Rejected s2").waitFor();
  assert.equal((await page.goto(statement)).status(), 404);
  await page.goto(it.documents["wire.txt"]);
  await page.goto("/audit");
  await page.getByRole("button", { name: /Undo change/ }).first().click();
  await page.waitForURL(/audit\?done/);
  assert.equal((await page.goto(statement)).status(), 200);
  await page.context().close();
});

test("a correction of the speaker shows in search at once", async () => {
  const page = await visit(it);
  await page.goto(`${it.documents[STORY]}/statements/s15`);
  await page.keyboard.press("w");
  await page.locator("#speaker-name").fill("Zebulon Quist");
  await page.keyboard.press("Enter");
  await page.getByText("s15 was said by Zebulon Quist").waitFor();
  await page.goto("/find?q=who:quist");
  await page.getByRole("heading", { name: "1 statement" }).waitFor();
  await page.goto("/people?name=Quist");
  await page.locator(".lines").getByText("Zebulon Quist").waitFor();
  await page.goto("/audit");
  await page.getByRole("button", { name: /Undo change/ }).first().click();
  await page.waitForURL(/audit\?done/);
  await page.goto("/find?q=who:quist");
  await page.getByText("Nothing is found").waitFor();
  await page.context().close();
});

test("of two editors the second is told", async () => {
  const [one, two] = [await visit(it), await visit(it)];
  const statement = `${it.documents[STORY]}/statements/s12`;
  await one.goto(statement);
  await two.goto(statement);
  await one.getByRole("button", { name: "Accept" }).click();
  await one.getByText("Accepted s12").waitFor();
  await two.getByRole("button", { name: "Reject" }).click();
  await two.getByRole("heading", { name: "Somebody else was faster" }).waitFor();
  await two.goBack();
  await two.reload();
  await two.getByRole("button", { name: "Reject" }).click();
  await two.getByText("Rejected s12").waitFor();
  await two.keyboard.press("z");
  await two.getByText("Undone").waitFor();
  await one.context().close();
  await two.context().close();
});

/** Drops files made of texts on the page. */
async function drop(page, texts) {
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name));
    return transfer;
  }, texts);
  await page.dispatchEvent("#add", "dragover", { dataTransfer: data });
  await page.dispatchEvent("#add", "drop", { dataTransfer: data });
}

test("dropped files go in one by one; broken ones cost only themselves", async () => {
  const page = await visit(it);
  await page.goto("/");
  const late = (number) => `Mayor Ida Brandt said that ferry number ${number} was late.`;
  const texts = [["all.txt", Array.from({ length: 24 }, (_, at) => late(at)).join("\n\n")]];
  for (let at = 0; at < 9; at += 1) texts.push(at % 3 === 1 ? [`broken-${at}.pdf`, "%PDF-1.7 broken"] : [`note-${at}.txt`, late(100 + at)]);
  await drop(page, texts);
  await page.getByText("10 of 10 read, 3 failed").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator("#progress-list .failed").count(), 3);
  assert.deepEqual(page.complaints, []);
  await page.goto("/find?q=who:brandt%20ferry");
  await page.getByRole("link", { name: "Next page" }).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL(/after=/);
  await page.keyboard.press("p");
  await page.waitForURL((url) => !url.search.includes("after"));
  await page.context().close();
});

test("chosen files go in with what is said of them", async () => {
  const page = await visit(it);
  await page.goto("/");
  await page.getByText("What they are").click();
  await page.locator("#outlet").fill("The Quay Gazette");
  await page.locator("#files").setInputFiles({ name: "quay.txt", mimeType: "text/plain", buffer: Buffer.from("Pilot Ole Krog said the quay was closed.") });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("1 of 1 read, 0 failed").waitFor();
  await page.locator(".documents").getByText("The Quay Gazette").waitFor();
  await page.context().close();
});

test("everything works without scripts", async () => {
  const page = await visit(it, { javaScriptEnabled: false });
  await page.goto("/");
  await page.locator("#files").setInputFiles({ name: "plain.txt", mimeType: "text/plain", buffer: Buffer.from("Warden Lea Ruiz said the gate would open at noon.") });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForURL(/#progress/);
  for (let tries = 0; tries < 60 && (await page.locator("#progress").getByText("on their way").count()) > 0; tries += 1) await page.reload();
  await page.locator("#quick").fill("who:ruiz");
  await page.locator(".quick button").click();
  await page.locator(".lines blockquote a").first().click();
  await page.locator(".panel").waitFor();
  await page.getByText("The words are others").click();
  await page.locator("#span-words").fill("open at noon");
  await page.locator("[data-spans] button").click();
  await page.getByText("Moved the words").waitFor();
  assert.equal(await page.locator(".said").textContent(), "open at noon");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone").waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("on a phone the statement lies over the foot of the story, which can be read to its end", async () => {
  const page = await visit(it, { viewport: PHONE });
  await page.goto(`${it.documents[STORY]}/statements/s8#at-s8`);
  const [mark, sheet] = await Promise.all([page.locator("#at-s8").boundingBox(), page.locator(".sheet").boundingBox()]);
  assert.ok(mark.y >= 0 && mark.y + 20 < sheet.y, "the marked words are in sight");
  assert.ok(sheet.height < PHONE.height / 2);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const last = await page.locator("#story p").last().boundingBox();
  assert.ok(last.y + last.height <= sheet.y, "the end of the story is in sight");
  await page.context().close();
});

test("the door opens to the passphrase only", async () => {
  const guarded = await open({ passphrase: "a ferry at low tide" });
  const page = await visit(guarded, { bypassCSP: true });
  await page.goto("/audit");
  await page.waitForURL(/login/);
  await look(page, "/login");
  await page.locator("#name").fill("Ole");
  await page.locator("#passphrase").fill("a ferry at high tide");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByText("That is not the passphrase").waitFor();
  await page.locator("#passphrase").fill("a ferry at low tide");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByText("Logged in as Ole").waitFor();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL(/login/);
  await page.context().close();
  await guarded.close();
});
