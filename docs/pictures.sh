#!/usr/bin/env bash
# Makes the pictures of the README: what the program prints for examples/wire.txt at a terminal, its HTML page, and pages of the desk.
# usage: docs/pictures.sh [PROGRAM]     needs Chromium, Python and, for the desk, node; installs Chromium with apt where it is missing and it may.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/hearsay}
[ -x "$program" ] || { echo "docs/pictures.sh: $program: no such program; build it: cargo build --release" >&2; exit 1; }

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  apt-get install -y --no-install-recommends chromium fonts-dejavu-core
  browser=$(command -v chromium)
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A terminal's colours as HTML: only what the program writes (bold, faint, italic, underline and the eight colours).
script -qec "stty cols 96; '$program' read --quiet examples/wire.txt" /dev/null > "$work/terminal.txt"
python3 - "$work/terminal.txt" > "$work/terminal.html" <<'PYTHON'
import html, re, sys

STYLES = {"1": "font-weight:bold", "2": "opacity:.65", "3": "font-style:italic", "4": "text-decoration:underline"}
COLOURS = ["#45475a", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#cba6f7", "#94e2d5", "#cdd6f4"]
STYLES |= {str(30 + at): f"color:{colour}" for at, colour in enumerate(COLOURS)}
STYLES |= {str(90 + at): f"color:{colour}" for at, colour in enumerate(COLOURS)}
text = open(sys.argv[1], encoding="utf-8").read().replace("\r", "")
out, style = [], []
for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
    codes = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
    if not codes:
        out.append(f'<span style="{";".join(style)}">{html.escape(piece)}</span>')
        continue
    for code in (codes[1] or "0").split(";"):
        style = [] if code in ("", "0") else style + [STYLES[code]] if code in STYLES else style
print('<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#1e1e2e;color:#cdd6f4}'
      "pre{font:14px/1.35 'DejaVu Sans Mono',monospace;padding:16px 20px;margin:0}</style><pre>"
      "<span style='opacity:.65'>$ hearsay read examples/wire.txt</span>\n\n" + "".join(out).strip("\n") + "</pre>")
PYTHON
"$program" read --quiet --format html examples/wire.txt > "$work/page.html"

# picture NAME WIDTH HEIGHT: the page of that name, cut to what is on it.
picture() {
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --window-size="$2,$3" --screenshot="docs/$1.png" "file://$work/$1.html" 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
}
lines=$(wc -l < "$work/terminal.html")
picture terminal 860 "$((lines * 19 + 60))"
picture page 1000 1480
# The desk, from the browser that its tests drive.
[ -d tests/browser/node_modules ] || npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error
HEARSAY=$(realpath "$program") CHROMIUM=$browser node tests/browser/pictures.js
ls -l docs/*.png
