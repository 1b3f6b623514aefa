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


PEOPLE = ["Ada Holm", "Bertil Sand", "Carla Nyqvist", "Derek Oduya", "Elif Kaya", "Farid Haddad", "Greta Lund", "Hugo Marsh"]
OFFICES = ["Mayor", "harbour master", "union leader", "Councillor", "spokeswoman", "Judge"]
PARAGRAPHS = [
    "{office} {name} said on Tuesday that the bridge would open in May. {surname} added that the town had paid for all of it.",
    "“We are proud of this bridge,” {surname} told reporters. “It took us {number} years.",
    "“And it will stand for ninety,” she said.",
    "{name}, who runs the ferry, denied that he had asked for money. According to {surname}, it carried {number} people a day.",
    "Critics believe the tolls are too high. The council promised to publish its figures, and {surname} wants to see them.",
    "It rained all afternoon, and the fair was moved indoors. A band played until ten.",
    "\"Nobody told us\", said {name} 🏝, a baker from the café on {number} Mill Lane. \"We read it in the paper.\"",
    "The ministry and the port authority of Lillemünde announced that work would go on. They declined to say how long.",
]


def chronicle(size, seed=0):
    """About `size` bytes of a town's news, each paragraph another mix of names: UTF-8, paragraphs apart by an empty line."""
    out, length, number = [], 0, seed
    while length < size:
        name = PEOPLE[(number * 5 + number // 8 + seed) % len(PEOPLE)]
        piece = PARAGRAPHS[(number + number // 16) % len(PARAGRAPHS)].format(
            name=name, surname=name.split()[1], office=OFFICES[number // 3 % len(OFFICES)], number=number + 3)
        out.append(piece.encode("utf-8") + b"\n\n")
        length += len(out[-1])
        number += 1
    return b"".join(out)
