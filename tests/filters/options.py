"""The command line, and the bounds within which a host's wishes hold."""
import collections

MOST_UINT32 = 0xFFFFFFFF
MOST_JOBS = 64


class Usage(Exception):
    """A command line that cannot be followed."""


class Bound(collections.namedtuple("Bound", "unwished most least option_most")):
    """A limit: what a host has without a wish, the most and the least it can have, and the most that an option can set."""

    def agreed(self, wish):
        return max(self.least, min(wish, self.most)) if wish else self.unwished

    def set_to(self, number):
        return self._replace(unwished=number, most=number)


BOUNDS = {
    "max_frame_bytes": Bound(4 << 20, 16 << 20, 256 << 10, 16 << 20),
    "max_document_bytes": Bound(16 << 20, 16 << 20, 1, 16 << 20),
    "max_queued_bytes": Bound(64 << 20, 64 << 20, 1, 1 << 30),
    "max_attributions": Bound(262144, 262144, 1, 262144),
    "max_answer_bytes": Bound(64 << 20, 64 << 20, 1, 1 << 30),
    "deadline_ms": Bound(0, MOST_UINT32, 1, MOST_UINT32),
}

Options = collections.namedtuple("Options", "bounds is_reproducible")


def number_of(name, value, least, most):
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise Usage("--%s=%s: a number from %d to %d" % (name, value, least, most))
    return int(value)


def parse(arguments):
    """-> Options. Raises Usage."""
    bounds, seen = dict(BOUNDS), set()
    for argument in arguments:
        name, _, value = argument[2:].partition("=")
        limit = name.replace("-", "_")
        seen.add(argument)
        if argument.startswith("--") and limit in bounds:
            bounds[limit] = bounds[limit].set_to(number_of(name, value, bounds[limit].least, bounds[limit].option_most))
        elif argument.startswith("--jobs="):
            number_of(name, value, 1, MOST_JOBS)  # one worker writes the same frames as many
        elif argument not in ("--stdio", "--reproducible"):
            raise Usage("%s: no option of this filter" % argument)
    if "--stdio" not in seen:
        raise Usage("usage: quotes_filter.py --stdio [--reproducible] [--jobs=N] [--LIMIT=N]...")
    return Options(bounds, "--reproducible" in seen)
