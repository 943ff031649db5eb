"""Draws ../static/flow.svg from flow.txt: `python docs/images/flow.py`. A test compares the two."""

from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT, GAP, MARGIN = 760, 44, 22, 12

STYLE = (
    "text{font:15px system-ui,sans-serif;fill:#1a1a1a}.step{font-weight:700}"
    ".package{font-family:ui-monospace,monospace;font-size:13px}"
    "rect{fill:#eef4f7;stroke:#2f6f86}path{stroke:#2f6f86;fill:none;stroke-width:1.5}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}rect{fill:#16262d}}"
)


def drawn(text: str) -> str:
    """The SVG of lines `step | package | what it leaves to the next`."""
    steps = [[part.strip() for part in line.split("|")] for line in text.splitlines() if line]
    height = 2 * MARGIN + len(steps) * (HEIGHT + GAP) - GAP
    shapes = [f"<style>{STYLE}</style>", f"<title>{' → '.join(one[0] for one in steps)}</title>"]
    for number, (step, package, result) in enumerate(steps):
        top = MARGIN + number * (HEIGHT + GAP)
        middle = top + HEIGHT / 2 + 5
        shapes += [
            f'<rect x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT}" rx="6"/>',
            f'<text class="step" x="30" y="{middle:g}">{escape(step)}</text>',
            f'<text class="package" x="120" y="{middle:g}">{escape(package)}</text>',
            f'<text x="340" y="{middle:g}">{escape(result)}</text>',
        ]
        if number:
            shapes.append(f'<path d="M60 {top - GAP}v{GAP - 2}m-5 -6l5 6l5 -6"/>')
    inside = "\n".join(shapes)
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n{inside}\n</svg>\n'


if __name__ == "__main__":
    (HERE.parent / "static/flow.svg").write_text(
        drawn((HERE / "flow.txt").read_text("utf-8")), "utf-8"
    )
