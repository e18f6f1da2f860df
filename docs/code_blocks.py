#!/usr/bin/env python3
"""Copies code of tested files into the pages of this folder.

A page names a file, or a region of one, in a comment in front of a code block:

    <!-- code: examples/suite/src/main/java/mine/ReachRules.java#start -->
    ```java
    ...
    ```

Regions are bounded by lines with `region NAME` and `endregion` in a comment. Without arguments the blocks are
rewritten; with `--check` nothing is written, and the exit status is 1 if a block differs from its file.
"""

import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- code: (?P<source>\S+) -->\n```\w*\n)(?P<code>.*?)(```\n)", re.DOTALL)
TAGGED = re.compile(r"(?P<before>[^\n]*)\n```(?P<language>java|python|xml|yaml)\n")
MARK = re.compile(r"^\s*(//|#|<!--)\s*(region\b.*|endregion\b.*)$")


def code_of(source):
    """The text of a file or of a region of it, without indentation and without marks of regions."""
    name, _, region = source.partition("#")
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    if region:
        starts = [i for i, line in enumerate(lines) if re.search(rf"\bregion {re.escape(region)}\b", line) and MARK.match(line)]
        if len(starts) != 1:
            raise ValueError(f"{name} has {len(starts)} regions '{region}'; expected one")
        ends = [i for i, line in enumerate(lines) if i > starts[0] and "endregion" in line and MARK.match(line)]
        if not ends:
            raise ValueError(f"region '{region}' of {name} has no end; add a line with 'endregion'")
        lines = lines[starts[0] + 1 : ends[0]]
    kept = [line for line in lines if not MARK.match(line)]
    return textwrap.dedent("\n".join(kept)).strip("\n") + "\n"


def rewritten(page):
    text = page.read_text(encoding="utf-8")
    return text, BLOCK.sub(lambda match: match[1] + code_of(match["source"]) + match[4], text)


def unmarked(page):
    """Code blocks that come from no file; pages that teach have none."""
    text = page.read_text(encoding="utf-8")
    return [
        f"{page.name}: a block of {match['language']} comes from no file; put '<!-- code: FILE#REGION -->' above it"
        for match in TAGGED.finditer(text)
        if not match["before"].startswith("<!-- code: ")
    ]


def main(arguments):
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    faults = []
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    for page in pages:
        try:
            text, wanted = rewritten(page)
        except (OSError, ValueError) as error:
            faults.append(f"{page.name}: {error}")
            continue
        if text != wanted and check:
            faults.append(f"{page.name} differs from the files that it shows; run docs/code_blocks.py")
        elif text != wanted:
            page.write_text(wanted, encoding="utf-8")
            print(f"rewrote {page.name}")
        if page.name.startswith("write-"):
            faults += unmarked(page)
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
