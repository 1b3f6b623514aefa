"""Who is who among the names of a document: a surname alone is the last person who bears it."""

MOST_MENTIONS = 1024
LONGEST_TEXT = 1 << 10  # bytes of a name


class Person:
    def __init__(self, name):
        self.name = name
        self.id = 0  # none before an attribution needs it
        self.mentions = []

    def is_surname_only(self):
        return " " not in self.name


class Cast:
    def __init__(self):
        self.by_name = {}
        self.by_surname = {}

    def person(self, name, mention):
        """The person of a name; a fuller one than was known is theirs from now on."""
        surname = name.split()[-1]
        known = self.by_surname.get(surname)
        person = self.by_name.get(name)
        if person is None and known and " " not in name:
            person = known
        elif person is None and known and known.is_surname_only():
            person, person.name = known, name
        person = person or Person(name)
        self.by_name[name] = self.by_surname[surname] = person
        if len(person.mentions) < MOST_MENTIONS:
            person.mentions.append(mention)
        return person


def cut_name(text):
    """At most 1 KiB of it, in UTF-8."""
    return text.encode("utf-8")[:LONGEST_TEXT].decode("utf-8", "ignore").encode("utf-8")


def key_of(name):
    return cut_name(" ".join(name.casefold().split()))
