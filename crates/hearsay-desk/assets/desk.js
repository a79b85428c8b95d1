"use strict";
// What the desk's pages can do besides: keys, dropping of files, selecting of words. Everything else is links and forms.
document.documentElement.classList.add("scripted");
const token = document.body.dataset["token"] ?? "";
// Keys: whatever has data-key is followed, pressed, opened or entered when its key is.
const KEYS = "hearsay-keys";
function keysAreOn() {
    return localStorage.getItem(KEYS) !== "off";
}
function isTyping(target) {
    return target instanceof HTMLElement && target.matches("input:not([type=checkbox]):not([type=file]), textarea, select");
}
function press(target) {
    if (target instanceof HTMLInputElement) {
        target.focus();
        target.select();
    }
    else if (target.localName === "summary") {
        const details = target.parentElement;
        details.open = !details.open;
        if (details.id === "spans")
            fillSpans();
        (details.open ? details.querySelector("input:not([type=hidden]), select, textarea") ?? target : target).focus();
    }
    else {
        target.click();
    }
}
document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
    if (isTyping(event.target)) {
        if (event.key === "Escape")
            event.target.blur();
        return;
    }
    if (!keysAreOn())
        return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target)
        return;
    event.preventDefault();
    press(target);
});
const keysOn = document.querySelector("#keys-on");
if (keysOn) {
    keysOn.checked = keysAreOn();
    keysOn.addEventListener("change", () => localStorage.setItem(KEYS, keysOn.checked ? "on" : "off"));
}
// Copying.
async function copy(text, told) {
    const before = told.textContent;
    try {
        await navigator.clipboard.writeText(text);
        told.textContent = "Copied";
    }
    catch {
        told.textContent = "The browser does not let it be copied";
    }
    setTimeout(() => { told.textContent = before; }, 2000);
}
for (const button of document.querySelectorAll("[data-copy]")) {
    const what = button.dataset["copy"] ?? "";
    const from = document.getElementById(what);
    button.addEventListener("click", () => void copy(from instanceof HTMLTextAreaElement ? from.value : what, button));
}
const story = document.querySelector("#story");
function words(start, startAt, end, endAt) {
    const range = document.createRange();
    range.setStart(start, startAt);
    range.setEnd(end, endAt);
    const part = range.cloneContents();
    part.querySelectorAll(".tag").forEach((tag) => tag.remove());
    return part.textContent ?? "";
}
function codePoints(text) {
    return Array.from(text).length;
}
function block(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest("[data-at]") ?? null;
}
function place(node, at) {
    const within = block(node);
    if (!within)
        return null;
    return Number(within.dataset["at"]) + codePoints(words(within, 0, node, at));
}
/** The end of the last block before a place that is in none, or at the beginning of one. */
function endBefore(range) {
    const blocks = Array.from(story?.querySelectorAll("[data-at]") ?? []);
    const last = blocks.filter((one) => range.comparePoint(one, one.childNodes.length) <= 0 && range.intersectsNode(one)).pop();
    return last ? Number(last.dataset["at"]) + codePoints(words(last, 0, last, last.childNodes.length)) : null;
}
function selected() {
    const selection = getSelection();
    if (!story || !selection || selection.isCollapsed || selection.rangeCount === 0)
        return null;
    const range = selection.getRangeAt(0);
    if (!story.contains(range.startContainer))
        return null;
    const from = place(range.startContainer, range.startOffset);
    const inside = story.contains(range.endContainer) ? place(range.endContainer, range.endOffset) : null;
    const atStart = inside !== null && inside === Number(block(range.endContainer)?.dataset["at"]);
    const to = inside === null || atStart ? endBefore(range) : inside;
    if (from === null || to === null || to <= from)
        return null;
    const text = words(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    const before = codePoints(text) - codePoints(text.trimStart());
    const behind = atStart || inside === null ? 0 : codePoints(text) - codePoints(text.trimEnd());
    return { from: from + before, to: to - behind, words: text.trim() };
}
function citation(of) {
    const quoted = /^[“"]/.test(of.words) ? of.words : `“${of.words}”`;
    return `${quoted.replace(/\s+/g, " ")} — ${story?.dataset["citation"]}, characters ${of.from}–${of.to} of ${story?.dataset["id"]}`;
}
let last = null;
function fillSpans() {
    const form = document.querySelector("form[data-spans]");
    if (!form || !last)
        return;
    form.querySelector("[name=from]").value = String(last.from);
    form.querySelector("[name=to]").value = String(last.to);
    form.querySelector("[name=words]").value = last.words;
}
function showSelected() {
    const now = selected();
    if (!now)
        return;
    last = now;
    const spans = document.querySelector("#spans");
    if (spans?.open)
        fillSpans();
    const card = document.querySelector("#selected");
    if (!card)
        return;
    card.hidden = false;
    card.querySelector("#selected-words").textContent = now.words.length > 200 ? `${now.words.slice(0, 200)} …` : now.words;
    card.querySelector("#selected-link").href = `${story?.dataset["document"]}?from=${now.from}&to=${now.to}#selection`;
}
if (story) {
    let waiting = 0;
    document.addEventListener("selectionchange", () => {
        clearTimeout(waiting);
        waiting = window.setTimeout(showSelected, 120);
    });
    const told = document.querySelector("#selected-told");
    document.querySelector("#selected-copy")?.addEventListener("click", () => { if (last && told)
        void copy(citation(last), told); });
    document.querySelector("#selected-use")?.addEventListener("click", () => {
        const spans = document.querySelector("#spans");
        if (!spans)
            return;
        spans.open = true;
        fillSpans();
        spans.querySelector("select")?.focus();
    });
    document.querySelector("#span-words")?.addEventListener("input", () => {
        for (const name of ["from", "to"])
            document.querySelector(`form[data-spans] [name=${name}]`).value = "";
    });
    story.addEventListener("click", (event) => {
        const target = event.target;
        if (target.closest("a") || !getSelection()?.isCollapsed)
            return;
        const id = target.closest("[data-s]")?.dataset["s"];
        const address = story.dataset["document"];
        if (id && address)
            location.assign(`${address}/statements/${encodeURIComponent(id)}#at-${encodeURIComponent(id)}`);
    });
}
const AT_ONCE = 2;
const SHOWN = 100;
const form = document.querySelector("#add");
function line(end) {
    const item = document.createElement("li");
    const done = end.stage === "done";
    item.className = done ? "item" : "item failed";
    item.append(done ? "✓ " : "✗ ");
    const name = document.createElement(end.address ? "a" : "bdi");
    if (end.address)
        name.setAttribute("href", end.address);
    name.textContent = end.name;
    item.append(name, done ? ` ${end.words}` : `: ${end.words}`);
    return item;
}
async function send(file, upload) {
    const limit = Number(upload.dataset["largest"]) * 1048576;
    if (file.size > limit)
        return { name: file.name, stage: "failed", words: `larger than ${upload.dataset["largest"]} MB` };
    const body = new FormData();
    body.append("token", token);
    for (const name of ["kind", "outlet", "published"]) {
        const field = upload.elements.namedItem(name);
        if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
            body.append(name, field.value);
    }
    body.append("files", file, file.name);
    try {
        const answer = await fetch("/add", { method: "POST", headers: { Accept: "application/json" }, body });
        if (!answer.headers.get("content-type")?.includes("json")) {
            return { name: file.name, stage: "failed", words: `the desk refuses it (${answer.status}): load the page again` };
        }
        const said = await answer.json();
        if (Array.isArray(said) && said.length > 0)
            return said[0];
        const error = said.error;
        return { name: file.name, stage: "failed", words: error ?? `the desk answers ${answer.status}` };
    }
    catch {
        return { name: file.name, stage: "failed", words: "the desk does not answer: is it still running?" };
    }
}
async function sendAll(files, upload) {
    const section = document.querySelector("#progress");
    const list = document.querySelector("#progress-list");
    const tally = section.querySelector(".tally");
    section.hidden = false;
    list.replaceChildren();
    const bar = document.createElement("progress");
    bar.max = files.length;
    bar.setAttribute("aria-label", "Files read");
    const stop = document.createElement("button");
    stop.type = "button";
    stop.textContent = "Stop";
    let stopped = false;
    stop.addEventListener("click", () => { stopped = true; });
    let next = 0, done = 0, failed = 0;
    const tell = () => {
        bar.value = done + failed;
        tally.textContent = `${done + failed} of ${files.length} read, ${failed} failed. `;
    };
    tell();
    tally.closest("details").open = true;
    tally.after(bar, stop);
    const worker = async () => {
        for (let file = files[next++]; file && !stopped; file = files[next++]) {
            const end = await send(file, upload);
            if (end.stage === "done")
                done += 1;
            else
                failed += 1;
            // What failed stays in sight; of what went well the latest do.
            const where = end.stage === "done" ? Array.from(list.children).find((item) => !item.classList.contains("failed")) ?? null : list.firstChild;
            list.insertBefore(line(end), where);
            if (list.children.length > SHOWN)
                list.lastElementChild?.remove();
            tell();
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    stop.remove();
    if (stopped)
        tally.textContent = `Stopped: ${done} of ${files.length} are in the store, ${failed} failed.`;
    await showDocuments();
}
async function showDocuments() {
    const answer = await fetch("/");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, now] = [document.querySelector(".documents"), fresh.querySelector(".documents")];
    if (old && now)
        old.replaceWith(document.importNode(now, true));
    document.querySelector(".empty")?.remove();
}
async function inside(entry) {
    if (entry.isFile) {
        return new Promise((resolve) => entry.file((file) => resolve([file]), () => resolve([])));
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
        const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
        if (some.length === 0)
            return found;
        for (const one of some)
            found.push(...await inside(one));
    }
}
if (form) {
    const upload = form;
    const over = (on) => { upload.classList.toggle("over", on); };
    const files = (event) => event.dataTransfer?.types.includes("Files") ?? false;
    document.addEventListener("dragover", (event) => {
        if (!files(event))
            return;
        event.preventDefault();
        over(true);
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget)
        over(false); });
    document.addEventListener("drop", (event) => {
        if (!files(event))
            return;
        event.preventDefault();
        over(false);
        // Folders come as entries, and only while the event lasts.
        const found = Array.from(event.dataTransfer?.items ?? []).map((item) => {
            const entry = item.webkitGetAsEntry();
            const file = item.getAsFile();
            return entry ? inside(entry) : Promise.resolve(file ? [file] : []);
        });
        void Promise.all(found).then((all) => sendAll(all.flat(), upload));
    });
    upload.addEventListener("submit", (event) => {
        const chosen = Array.from(upload.querySelector("#files")?.files ?? []);
        if (chosen.length === 0)
            return;
        event.preventDefault();
        void sendAll(chosen, upload).then(() => upload.reset());
    });
}
