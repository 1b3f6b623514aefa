"""The records of one document: kept within the limits, and cut to frames."""
from messages import ANNOTATIONS, PLUGIN_FRAME, SPEAKER, SPEAKERS, ATTRIBUTION, SpeakerKind, Status, framed
from speakers import cut_name, key_of
from wire import serialize, varint

FRAME_ROOM = (256 << 10) - 64  # for records, so that a frame is legal in every session
PROVISIONAL = 1 << 30  # ids of speakers above it hold until the End only

DOC_TAG = PLUGIN_FRAME.by_number[1].tag
BODY_TAG = {field.name: field.tag for field in PLUGIN_FRAME.fields}
ATTRIBUTION_TAG = ANNOTATIONS.by_number[1].tag
SPEAKER_TAG = SPEAKERS.by_number[1].tag


def record(tag, message, values):
    """One record as it stands in the body of a frame."""
    body = serialize(message, values)
    return tag + varint(len(body)) + body


def frame_size(head, payload):
    if not payload:
        return 0
    length = head + len(varint(payload)) + payload
    return len(varint(length)) + length


class Parcel:
    """Records that go into frames of one body, in their order."""

    def __init__(self, doc, body):
        self.head = DOC_TAG + varint(doc) + BODY_TAG[body]
        self.records, self.payload, self.full = [], 0, []

    def growth(self, *records):
        """How many bytes more its frames have with these records."""
        payload, size = self.payload, -frame_size(len(self.head), self.payload)
        for one in records:
            if payload and payload + len(one) > FRAME_ROOM:
                size += frame_size(len(self.head), payload)
                payload = 0
            payload += len(one)
        return size + frame_size(len(self.head), payload)

    def add(self, *records):
        for one in records:
            if self.payload and self.payload + len(one) > FRAME_ROOM:
                self.close_frame()
            self.records.append(one)
            self.payload += len(one)

    def close_frame(self):
        if self.payload:
            frame = self.head + varint(self.payload) + b"".join(self.records)
            self.full.append(varint(len(frame)) + frame)
            self.records, self.payload = [], 0

    def take(self):
        """-> its frames; it is empty after"""
        self.close_frame()
        frames, self.full = self.full, []
        return frames


class Answer:
    def __init__(self, doc, limits):
        self.doc = doc
        self.most = limits["max_attributions"]
        self.bytes_left = limits["max_answer_bytes"]
        self.limit = ""  # the name of the one that was reached
        self.found = 0  # attributions, of which some may wait
        self.sent = 0
        self.persons = 0
        self.waiting = []  # (record, its person or None)
        self.early = {}  # persons whose provisional speaker was sent, in their order
        self.own = {}  # persons whose speaker was sent under its own id
        self.attributions = Parcel(doc, "annotations")
        self.speakers = Parcel(doc, "speakers")
        self.merges = Parcel(doc, "speakers")

    def add(self, values, person, is_early):
        """An attribution, in the order of the text; its id and its speaker are given here."""
        if self.limit:
            return
        if self.found == self.most:
            self.limit = "max_attributions"
            return
        self.found += 1
        if person and not person.id:
            self.persons += 1
            person.id = self.persons
        speaker = 0 if person is None else person.id + PROVISIONAL * is_early
        self.waiting.append((record(ATTRIBUTION_TAG, ATTRIBUTION, dict(values, id=self.found, speaker=speaker)), person))

    def afford(self, *growths):
        if sum(growths) > self.bytes_left:
            self.limit = "max_answer_bytes"
            return False
        self.bytes_left -= sum(growths)
        return True

    def take_early(self):
        """-> frames of what was added, before the End"""
        self.add_waiting(self.early, PROVISIONAL)
        return self.attributions.take() + self.speakers.take()

    def take_rest(self):
        """-> frames of all the rest, after the End"""
        for person in self.early:
            own, gone = speaker_record(person, person.id), merge_record(person)
            if not self.afford(self.speakers.growth(own), self.merges.growth(gone)):
                break
            self.own[person] = True
            self.speakers.add(own)
            self.merges.add(gone)
        else:
            self.add_waiting(self.own, 0)
        return self.attributions.take() + self.speakers.take() + self.merges.take()

    def add_waiting(self, known, above):
        """What waits, with the speakers of persons that are not known yet: they are from now on. Ids count from `above`."""
        for attribution, person in self.waiting:
            is_new = person is not None and person not in known
            speakers = [speaker_record(person, person.id + above)] if is_new else []
            if not self.afford(self.attributions.growth(attribution), self.speakers.growth(*speakers)):
                break
            self.sent += 1
            if is_new:
                known[person] = True
            self.attributions.add(attribution)
            self.speakers.add(*speakers)
        self.waiting = []

    def done(self, replaced):
        """-> the values of Done but for its time"""
        unmerged = sum(person not in self.own for person in self.early)
        message = "the answer ends where %s was reached: ask for more, or split the document" % self.limit if self.limit else ""
        return {"status": Status.LIMIT if self.limit else Status.OK, "message": message.encode(), "attributions": self.sent,
                "speakers": len(self.own) + unmerged, "replaced_sequences": replaced}


def speaker_record(person, number):
    mentions = [{"start": start, "end": end} for start, end in person.mentions]
    return record(SPEAKER_TAG, SPEAKER, {"id": number, "name": cut_name(person.name), "key": key_of(person.name),
                                         "kind": SpeakerKind.PERSON, "mention": mentions})


def merge_record(person):
    return record(SPEAKER_TAG, SPEAKER, {"id": person.id + PROVISIONAL, "merged_into": person.id})


def done_frame(doc, values):
    return framed(doc, "done", values)
