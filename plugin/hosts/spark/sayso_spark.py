"""Who said what, on Spark: texts in, three Parquet tables out. README.md has the call for each kind of cluster.

    spark-submit --py-files sayso-client.zip --files sayso sayso_spark.py --input-format=json news.jsonl annotated
"""
from __future__ import annotations

import argparse
import os
import sys
import time
from typing import Any, Iterable, Iterator, NamedTuple, Optional

import pandas
import sayso
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# ---- the schema --------------------------------------------------------------------------------------------

SPAN = "STRUCT<start: INT, end: INT>"  # half-open, in the unit of --offsets
PART = f"STRUCT<spans: ARRAY<{SPAN}>, text: STRING>"
PHRASES = f"ARRAY<STRUCT<span: {SPAN}, text: STRING>>"
ATTRIBUTION = (f"id: INT, kind: STRING, act: STRING, negated: BOOLEAN, confidence: DOUBLE, source: {PART}, cue: {PART}, "
               f"content: {PART}, speaker: INT, speaker_name: STRING, speaker_key: STRING, parent: INT, fingerprint: STRING")
SPEAKER = (f"id: INT, name: STRING, key: STRING, kind: STRING, roles: {PHRASES}, affiliations: {PHRASES}, "
           f"members: ARRAY<INT>, mentions: ARRAY<{SPAN}>")
CREDIT = f"kind: STRING, span: {SPAN}, text: STRING"
# a document with all that was found in it: what the filter's stage writes, and the three tables are made of
ANSWER = (f"id STRING, status STRING, message STRING, tries INT, attributions ARRAY<STRUCT<{ATTRIBUTION}>>, "
          f"speakers ARRAY<STRUCT<{SPEAKER}>>, credits ARRAY<STRUCT<{CREDIT}>>, replaced_sequences INT, "
          f"error_offset BIGINT, model STRING, rules STRING, offset_unit STRING")

# ---- on the executors: one filter a partition ----------------------------------------------------------------

MOST_TRIES = 3         # of a document whose filter is lost: then it is the document that kills it
LOST = ("FILTER_DIED", "FILTER_HUNG", "FILTER_BROKEN")
ROWS_IN_BATCH = 64     # both ways, so that a batch of long texts fits in memory
RECORDS_IN_BATCH = 20000


class Row(NamedTuple):
    """A row of what is annotated."""
    id: Optional[str]
    text: Any  # str or bytes; None where the input has none
    media_type: Optional[str]
    language: Optional[str]

    def request(self) -> sayso.Request:
        return sayso.Request("" if self.text is None else self.text, self, self.media_type, self.language)


def shipped(name: str) -> str:
    """Where the executor has a file of --files or --archives; the name itself when none of that name was shipped."""
    path = SparkFiles.get(name)
    return path if os.path.exists(path) else name


def answered(client: sayso.Client, rows: Iterable[Row], options: sayso.Options) -> Iterator[dict[str, Any]]:
    """One answer a row. Of several, when the filter was lost over a document, the last; the next documents go on meanwhile."""
    for document in client.annotate((row.request() for row in rows), options):
        tries = 1
        while document.status in LOST and tries < MOST_TRIES:
            document = client.submit(document.key.request(), options).future.result()
            tries += 1
        row = document.key
        if row.text is None:
            document = sayso.Document(row.id, "BAD_DATA", "no text in this row, or no JSON in this line")
        yield answer_of(row.id, document, tries)


def frames(answers: Iterable[dict[str, Any]]) -> Iterator[pandas.DataFrame]:
    bunch: list[dict[str, Any]] = []
    records = 0
    for answer in answers:
        bunch.append(answer)
        records += len(answer["attributions"]) + len(answer["speakers"])
        if len(bunch) >= ROWS_IN_BATCH or records >= RECORDS_IN_BATCH:
            yield pandas.DataFrame(bunch)
            bunch, records = [], 0
    if bunch:
        yield pandas.DataFrame(bunch)


def annotate(texts: DataFrame, program: str = "sayso", rules: str = "", offsets: str = "codepoint",
             options: sayso.Options = sayso.Options()) -> DataFrame:
    """texts: columns id, text (string or binary), media_type, language. -> one row of ANSWER for each row."""
    def partition(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        rows = (Row(*values) for batch in batches for values in batch.itertuples(index=False))
        arguments = ["--rules=" + shipped(rules)] if rules else []
        with sayso.Client(shipped(program), arguments=arguments, offsets=offsets) as client:
            yield from frames(answered(client, rows, options))
    return texts.select("id", "text", "media_type", "language").mapInPandas(partition, ANSWER)


# ---- from the client's values to rows ------------------------------------------------------------------------

def span_of(span: tuple[int, int]) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def part_of(part: Optional[sayso.Part]) -> Optional[dict[str, Any]]:
    return None if part is None else {"spans": [span_of(one) for one in part.spans], "text": part.text}


def phrases_of(phrases: Iterable[sayso.Phrase]) -> list[dict[str, Any]]:
    return [{"span": span_of(one.span), "text": one.text} for one in phrases]


def attribution_of(one: sayso.Attribution) -> dict[str, Any]:
    who = one.speaker
    return {"id": one.id, "kind": one.kind, "act": one.act, "negated": one.negated, "confidence": one.confidence,
            "source": part_of(one.source), "cue": part_of(one.cue), "content": part_of(one.content),
            "speaker": who and who.id, "speaker_name": who and who.name, "speaker_key": who and who.key,
            "parent": one.parent or None, "fingerprint": one.fingerprint}


def speaker_of(one: sayso.Speaker) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "key": one.key, "kind": one.kind, "roles": phrases_of(one.roles),
            "affiliations": phrases_of(one.affiliations), "members": list(one.members),
            "mentions": [span_of(span) for span in one.mentions]}


def answer_of(id: Optional[str], document: sayso.Document, tries: int) -> dict[str, Any]:
    return {"id": id, "status": document.status, "message": document.message or None, "tries": tries,
            "attributions": [attribution_of(one) for one in document.attributions],
            "speakers": [speaker_of(one) for one in document.speakers],
            "credits": [{"kind": one.kind, "span": span_of(one.span), "text": one.text} for one in document.credits],
            "replaced_sequences": document.replaced_sequences, "error_offset": document.error_offset,
            "model": document.model, "rules": document.rules, "offset_unit": document.offset_unit}


# ---- on the driver: what is read and written -------------------------------------------------------------------

ANSWERS = "_answers"  # Spark takes such a name for hidden
WRITTEN = ("documents", "speakers", "attributions", ANSWERS)  # _SUCCESS of documents is the first to go, and the last to come


def read(spark: SparkSession, arguments: argparse.Namespace) -> DataFrame:
    """-> columns id, text, media_type, language"""
    id_column, text_column = arguments.id_column, arguments.text_column
    if arguments.input_format == "text":
        id_column, text_column = "path", "content"
        files = spark.read.format("binaryFile").option("recursiveFileLookup", True).option("pathGlobFilter", arguments.glob)
        found = files.load(arguments.input)
    elif arguments.input_format == "json":
        names = (id_column, text_column, "media_type", "language")
        found = spark.read.schema(", ".join(f"`{name}` STRING" for name in names)).json(arguments.input)
    else:
        found = spark.read.parquet(arguments.input)
    texts = found.select(F.col(f"`{id_column}`").cast("string").alias("id"), F.col(f"`{text_column}`").alias("text"),
                         *(F.col(name) if name in found.columns else F.lit(None).cast("string").alias(name)
                           for name in ("media_type", "language")))
    return texts.repartition(arguments.partitions) if arguments.partitions else texts


def tables_of(answers: DataFrame) -> dict[str, DataFrame]:
    """The last one is written last: its _SUCCESS says that all is there."""
    def rows(column: str) -> DataFrame:
        return answers.select(F.col("id").alias("document"), F.explode(column).alias("one")).select("document", "one.*")
    counted = answers.withColumns({name: F.size(name) for name in ("attributions", "speakers")})
    return {"attributions": rows("attributions"), "speakers": rows("speakers"), "documents": counted}


class Folder:
    """The output folder, in whatever file system its path names."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        context = spark.sparkContext
        self._paths = context._jvm.org.apache.hadoop.fs.Path
        self._path = path
        self._system = self._paths(path).getFileSystem(context._jsc.hadoopConfiguration())

    def names(self) -> list[str]:
        """What is in it; of a file its own name. Empty too when it is not there."""
        path = self._paths(self._path)
        return [one.getPath().getName() for one in self._system.listStatus(path)] if self._system.exists(path) else []

    def delete(self, name: str) -> None:
        self._system.delete(self._paths(self.path_of(name)), True)

    def path_of(self, name: str) -> str:
        return f"{self._path}/{name}"


def make_room(output: Folder, overwrite: bool) -> None:
    """Deletes what an earlier job wrote, if that is wanted, and never anything else: the output may be named by mistake."""
    for name in output.names():
        if not overwrite:
            sys.exit(f"{output.path_of(name)} is there already; --overwrite replaces what this job has written")
        if name not in WRITTEN:
            sys.exit(f"{output.path_of(name)} is not of this job; --overwrite deletes nothing else")
    for name in WRITTEN:
        output.delete(name)


def run(spark: SparkSession, arguments: argparse.Namespace) -> None:
    output = Folder(spark, arguments.output)
    make_room(output, arguments.overwrite)
    options = sayso.Options(media_type=arguments.media_type, language=arguments.language, deadline_ms=arguments.deadline_ms,
                            min_confidence=arguments.min_confidence)
    began = time.monotonic()
    # Written down before the tables are made, so that each document is read once and all three tables are of one reading
    answers = output.path_of(ANSWERS)
    annotate(read(spark, arguments), arguments.program, arguments.rules, arguments.offsets, options).write.parquet(answers)
    annotated = time.monotonic()
    for name, table in tables_of(spark.read.schema(ANSWER).parquet(answers)).items():
        table.write.parquet(output.path_of(name))
    output.delete(ANSWERS)
    statuses = spark.read.parquet(output.path_of("documents")).groupBy("status").count().collect()
    print("documents:", ", ".join(sorted(f"{count} {status}" for status, count in statuses)) or "0")
    print(f"annotated in {annotated - began:.1f} s, tables in {time.monotonic() - annotated:.1f} s")


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sayso_spark.py", description="Annotates texts: who said what.")
    parser.add_argument("input", help="a folder or a file, in any file system that Spark reads")
    parser.add_argument("output", help="a folder; attributions, speakers and documents are written into it, as Parquet")
    parser.add_argument("--input-format", choices=("text", "parquet", "json"), required=True,
                        help="text: each file below the folder is a document; json: one object a line")
    parser.add_argument("--glob", default="*.txt", help="text: the names of files that are read (%(default)s)")
    parser.add_argument("--id-column", default="id", help="parquet, json: what names a document (%(default)s)")
    parser.add_argument("--text-column", default="text", help="parquet, json (%(default)s)")
    parser.add_argument("--partitions", type=int, default=0, help="how many pieces of work (as Spark reads the input)")
    parser.add_argument("--overwrite", action="store_true", help="replace what this job has written there before")
    parser.add_argument("--program", default="sayso", help="a file of --files, a path in --archives or one on every machine")
    parser.add_argument("--rules", default="", help="a rules file, found as --program is")
    parser.add_argument("--offsets", choices=("codepoint", "utf8", "utf16"), default="codepoint", help="(%(default)s)")
    parser.add_argument("--media-type", default="", help="text/plain or text/markdown, where the input has no such column")
    parser.add_argument("--language", default="", help="en, en-GB, ..., where the input has no such column")
    parser.add_argument("--deadline-ms", type=int, default=0, help="give a document up after so long")
    parser.add_argument("--min-confidence", type=float, default=0.0, help="leave out what is less sure, 0 to 1")
    return parser.parse_args(words)


def main() -> None:
    arguments = parsed(sys.argv[1:])
    spark = SparkSession.builder.appName("sayso").getOrCreate()
    try:
        rows = "spark.sql.execution.arrow.maxRecordsPerBatch"
        if not spark.sparkContext.getConf().contains(rows):
            spark.conf.set(rows, ROWS_IN_BATCH)
        run(spark, arguments)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
