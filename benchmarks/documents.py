"""Does the cost of making a document grow with its length, whatever stands in it?

    python benchmarks/documents.py [--length 100000]

Each text is made of one piece over and over: list marks, brackets that never close, the beginnings
of notices. Prints the CPU time at a length, and what ten times the length costs as a multiple:
about 10 is linear, about 100 would be quadratic.
"""

import argparse
import time

from pledgebook.documents.read import read_bytes

PLAIN = [
    "정부는 이를 지원한다. ",
    "a line\n",
    "- x\n",
    "□ 가 ",
    ": (a) x; ",
    "- 가나다라 - ",
    "이 자료는 ",
]
MARKDOWN = ["[", "*a **b _c ", "<!-- ", "> ", "- x\n", "<a ", "![", "`", "**"]


def seconds(name: str, piece: str, length: int) -> float:
    """Return the CPU time of reading `length` characters of one piece."""
    raw = ("text " + piece * (length // len(piece))).encode()
    start = time.process_time()
    read_bytes(raw, name)
    return time.process_time() - start


def main() -> None:
    """Measure each piece at two lengths."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("--length", type=int, default=100_000)
    args = cli.parse_args()
    for name, pieces in (("x.txt", PLAIN), ("x.md", MARKDOWN)):
        for piece in pieces:
            seconds(name, piece, 1000)  # compile what is compiled once
            short = seconds(name, piece, args.length)
            long = seconds(name, piece, 10 * args.length)
            print(
                f"{name} {piece!r:24} {short:6.2f} s, ten times the length: {long / short:5.1f} x"
            )


if __name__ == "__main__":
    main()
