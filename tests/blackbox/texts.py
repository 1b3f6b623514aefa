"""Texts for the protocol's tests: written for them, with characters of one to four bytes."""

ARTICLE = """By Jonas Ahrendt

The harbour authority of Lillemünde said on Monday that the old sluice would hold through the winter.

“We have measured it twice, and twice it stood,” said Inès Källner, the authority’s chief engineer. “Nobody needs to move.”

Not everyone agrees. Mayor Petra Olufsen told reporters that the report left out the eastern gate 🌊, and she demanded a new survey. “I don’t believe a word of it,” she added.

According to the fishermen’s union, repairs will cost 4 million euros. Källner denied that the money was missing.

"The gate is safe", Källner insisted – while a spokesman for the ministry declined to comment.
"""

SENTENCES = [
    "“The nets are empty again,” said Marta Lindqvist, who runs the co-operative. ",
    "The minister told parliament that the ferry would sail in spring. ",
    "Rain fell all night over the low fields, and the road to the mill was closed. ",
    "Oskar Brandt denied that he had sold the island 🏝. ",
    "According to the survey, half of the families want to stay. ",
    "“It’s a pity,” she said, “but we’ll rebuild the café.” ",
]


def long_text(size):
    """About `size` bytes of paragraphs."""
    out, length, number = [], 0, 0
    while length < size:
        piece = SENTENCES[number % len(SENTENCES)].encode("utf-8")
        piece += b"\n\n" if number % 4 == 3 else b""
        out.append(piece)
        length += len(piece)
        number += 1
    return b"".join(out)
