"""A host of the filter, for tests: frames by the Python client, messages by Python's protobuf from the schema alone."""
import collections
import importlib.util
import io
import os
import pathlib
import resource
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLIENT = ROOT / "plugin" / "hosts" / "python" / "src"
SCHEMA = ROOT / "proto" / "sayso.proto"
STUBS = ROOT / "build" / "blackbox"
ADDRESS_SPACE = 512 << 20
PATIENCE = 60  # seconds: nothing here takes so long but a program that hangs
MAGIC = 0x4F535953
sys.path.insert(0, str(CLIENT))
from sayso.frame import framed, read_frame, varint  # noqa: E402,F401  the tests use all three by this module


def load_schema():
    """protoc's Python for the schema, made anew when the schema has changed."""
    made = STUBS / "sayso_pb2.py"
    if not made.exists() or made.stat().st_mtime < SCHEMA.stat().st_mtime:
        STUBS.mkdir(parents=True, exist_ok=True)
        subprocess.run(["protoc", "--proto_path", str(SCHEMA.parent), "--python_out", str(STUBS), str(SCHEMA)], check=True)
    spec = importlib.util.spec_from_file_location("sayso_pb2", made)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pb = load_schema()


# ---- frames ------------------------------------------------------------------------------------

def frames_of(stream):
    """-> every PluginFrame of a stream, in order"""
    out = []
    while (body := read_frame(stream)) is not None:
        out.append(pb.PluginFrame.FromString(body))
    return out


# ---- what a host says ---------------------------------------------------------------------------

def say(doc=0, **body):
    """say(3, end=pb.End()) -> one frame"""
    frame = pb.HostFrame(doc=doc)
    for name, value in body.items():
        getattr(frame, name).CopyFrom(value)
        getattr(frame, name).SetInParent()
    return framed(frame.SerializeToString())


def hello(units=(pb.OFFSET_UNIT_UTF8_BYTE,), magic=MAGIC, versions=(1, 1), capability=(), doc=0, **limits):
    return say(doc, hello=pb.Hello(magic=magic, min_version=versions[0], max_version=versions[1], host=b"test-host/1",
                                   offset_unit=units, capability=capability, limits=pb.Limits(**limits)))


def begin(doc, **options):
    return say(doc, begin=pb.Begin(**options))


def chunk(doc, data=b""):
    return say(doc, chunk=pb.Chunk(data=data))


def end(doc):
    return say(doc, end=pb.End())


def cancel(doc):
    return say(doc, cancel=pb.Cancel())


def ping(nonce=7, doc=0):
    return say(doc, ping=pb.Ping(nonce=nonce))


def document(doc, data, size=1 << 20, **options):
    """Begin, the data in chunks of `size` bytes, End"""
    pieces = [chunk(doc, data[at:at + size]) for at in range(0, len(data), size)]
    return begin(doc, **options) + b"".join(pieces) + end(doc)


# ---- the program ---------------------------------------------------------------------------------

def is_sanitized():
    """A sanitizer reserves terabytes of address space: no bound on it can be set."""
    with open(os.environ["SAYSO"], "rb") as program:
        code = program.read()
    return b"__asan_init" in code or b"__tsan_init" in code


SANITIZED = is_sanitized()


def bound_memory():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def start(stdin=subprocess.PIPE, stdout=subprocess.PIPE, options=()):
    return subprocess.Popen([os.environ["SAYSO"], "--stdio", *options], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE,
                            preexec_fn=bound_memory)


Talk = collections.namedtuple("Talk", "frames code errors")


def talk(data, options=("--reproducible",), timeout=PATIENCE):
    """Writes all of it, reads all answers. -> Talk"""
    process = start(options=options)
    try:
        output, errors = process.communicate(data, timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise AssertionError("no end within %d s" % timeout)
    return Talk(frames_of(io.BytesIO(output)), process.returncode, errors.decode("utf-8", "replace"))


class Session:
    """A process that is talked to step by step. Ends it, whatever happens, when used with `with`."""

    def __init__(self, options=("--reproducible",)):
        self.process = start(options=options)
        self.watch = threading.Timer(PATIENCE, self.process.kill)
        self.watch.start()

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.watch.cancel()
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass
        self.process.wait()

    def send(self, *frames):
        self.process.stdin.write(b"".join(frames))
        self.process.stdin.flush()

    def receive(self):
        body = read_frame(self.process.stdout)
        return None if body is None else pb.PluginFrame.FromString(body)

    def receive_until(self, body, doc=0):
        """-> all frames up to the first with this body"""
        out = []
        while not out or out[-1].WhichOneof("body") != body or out[-1].doc != doc:
            frame = self.receive()
            if frame is None:
                raise AssertionError("the output ended before %s" % body)
            out.append(frame)
        return out

    def rest(self):
        return frames_of(self.process.stdout)

    def close_input(self):
        self.process.stdin.close()

    def wait(self):
        return self.process.wait(timeout=PATIENCE)


# ---- what comes back -----------------------------------------------------------------------------

def bodies(frames):
    return [frame.WhichOneof("body") for frame in frames]


def done_of(frames, doc):
    found = [frame.done for frame in frames if frame.doc == doc and frame.WhichOneof("body") == "done"]
    if len(found) != 1:
        raise AssertionError("%d Dones for document %d" % (len(found), doc))
    return found[0]


def statuses(frames):
    """-> [(doc, name of the status)] in the order of the Dones"""
    return [(frame.doc, pb.Status.Name(frame.done.status)[len("STATUS_"):]) for frame in frames
            if frame.WhichOneof("body") == "done"]


def error_of(frames):
    """-> name of the ProtocolError's code, which must be the last frame; None without one"""
    found = [frame for frame in frames if frame.WhichOneof("body") == "error"]
    if not found:
        return None
    if len(found) > 1 or frames[-1] is not found[0]:
        raise AssertionError("the ProtocolError is not the last frame")
    return pb.ErrorCode.Name(found[0].error.code)[len("ERROR_CODE_"):]


def records_of(frames, doc):
    """-> attributions, speakers, credits of a document"""
    mine = [frame for frame in frames if frame.doc == doc]
    return ([one for frame in mine for one in frame.annotations.attribution],
            [one for frame in mine for one in frame.speakers.speaker],
            [one for frame in mine for one in frame.annotations.credit])
