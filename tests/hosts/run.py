#!/usr/bin/env python3
"""Runs the adapters' tests against the real hosts: run.py BINARY [PART...]; parts: python, recipes, solr, spark, tika.

Installs what they need from the registries, pinned, under build/hosts. Nothing is skipped silently: what cannot be installed
or started is a failure. Closes with the line `N passed, N failed, N skipped`; exits with 1 when one failed.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "hosts"
PYTHON_HOST = ROOT / "plugin" / "hosts" / "python"
TIKA_HOST = ROOT / "plugin" / "hosts" / "tika"
HANGS = 1800  # seconds
UNITTEST = re.compile(r"^Ran (\d+) tests? in .*?\n\n(?:OK|FAILED)(?: \((.*)\))?$", re.M | re.S)
SUREFIRE = re.compile(r"^(?:\[\w+\] )?Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)$", re.M)


def run(command, **options):
    """-> (exit status, output); prints the output when it is not 0"""
    print("  " + " ".join(str(one) for one in command), flush=True)
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors="replace", timeout=HANGS, **options)
        code, output = done.returncode, done.stdout
    except subprocess.TimeoutExpired as late:
        code, output = -1, (late.stdout or b"").decode(errors="replace") + "\nnot done after %d s\n" % HANGS
    except OSError as missing:
        code, output = -1, "%s\n" % missing
    if code != 0:
        print(output)
    return code, output


def counted(code, counts):
    """A run that failed without a failed test has one: it crashed, hung, or could not be started."""
    passed, failed, skipped = counts
    return passed, failed + (code != 0 and failed == 0 or passed + failed == 0), skipped


def unittests(python, modules, binary):
    code, output = run([python, "-B", "-m", "unittest", *modules], cwd=HERE, env=dict(os.environ, SAYSO=str(binary)))
    print("".join("  %s\n" % line for line in re.findall("throughput: .*", output) if code == 0), end="")
    found = UNITTEST.search(output)
    if found is None:
        return counted(code, (0, 0, 0))
    bad = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", found.group(2) or "")}
    failed, skipped = bad.get("failures", 0) + bad.get("errors", 0), bad.get("skipped", 0)
    return counted(code, (int(found.group(1)) - failed - skipped, failed, skipped))


def environment(name, *packages):
    """-> the Python of a fresh virtual environment with what pip's options name, or None"""
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    return python if all(run([*pip, *options])[0] == 0 for options in packages) else None


def python_client(binary):
    # a copy: building a package leaves files beside its sources
    sources = BUILD / "python"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(PYTHON_HOST, sources, ignore=shutil.ignore_patterns("__pycache__"))
    python = environment("venv", ["--requirement", HERE / "requirements.txt"], ["--no-build-isolation", "--no-deps", sources])
    if python is None:
        return 0, 1, 0
    code, _ = run([python, "-m", "mypy", "--cache-dir", BUILD / "mypy"], cwd=PYTHON_HOST)
    passed, failed, skipped = unittests(python, ["test_client", "test_pages"], binary)
    return passed + (code == 0), failed + (code != 0), skipped


def recipes(binary):
    return unittests(sys.executable, ["test_recipes"], binary)


def spark(binary):
    # without the client: the job ships it
    python = environment("venv-spark", ["--requirement", HERE / "requirements-spark.txt"])
    return (0, 1, 0) if python is None else unittests(python, ["test_spark"], binary)


def maven(binary, *arguments):
    code, output = run(["mvn", "--batch-mode", "-f", TIKA_HOST / "pom.xml", "-Dsayso.program=%s" % binary, *arguments])
    sums = [sum(numbers) for numbers in zip(*(map(int, found) for found in SUREFIRE.findall(output)))] or [0, 0, 0, 0]
    failed = sums[1] + sums[2]
    return counted(code, (sums[0] - failed - sums[3], failed, sums[3]))


def tika(binary):
    return maven(binary, "verify")


def solr(binary):
    # with the modules that it needs, but not their tests
    return maven(binary, "-Psolr", "-pl", ":sayso-solr", "-am", "-Dtest=sayso/solr/*", "-Dsurefire.failIfNoSpecifiedTests=false", "test")


PARTS = {"python": python_client, "recipes": recipes, "spark": spark, "tika": tika, "solr": solr}


def main(arguments):
    if not arguments or set(arguments[1:]) - set(PARTS):
        sys.exit(__doc__)
    binary = pathlib.Path(arguments[0]).resolve()
    if not os.access(binary, os.X_OK):
        sys.exit("run.py: %s is no program" % binary)
    BUILD.mkdir(parents=True, exist_ok=True)
    total = [0, 0, 0]
    for name in arguments[1:] or PARTS:
        counts = PARTS[name](binary)
        print("%4d passed %3d failed %3d skipped  %s" % (*counts, name), flush=True)
        total = [a + b for a, b in zip(total, counts)]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
