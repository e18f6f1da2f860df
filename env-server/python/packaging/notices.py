"""The licences of the jars that the wheel passes on."""

import zipfile
from pathlib import Path

# JMH is under the GPL and measures; no command of the wheel uses it. What comes after it is JMH's alone.
LEFT_OUT = ("jmh-core-", "jopt-simple-", "commons-math3-")

_TEXTS = Path(__file__).resolve().parent / "licenses"

# Beginning of the jar's name -> licence as an SPDX expression, and whose it is. A jar that states a licence
# of its own carries its text; licenses/ has the texts of those that do not.
_LICENCES = {
    "aircompressor-": ("Apache-2.0", "aircompressor"),
    "api-": ("Apache-2.0", "Deep Java Library"),
    "commons-": ("Apache-2.0", "Apache Commons"),
    "compress-lzf-": ("Apache-2.0", "Compress-LZF"),
    "error_prone_annotations-": ("Apache-2.0", "Error Prone"),
    "fastcsv-": ("MIT", "FastCSV"),
    "gson-": ("Apache-2.0", "Gson"),
    "hipparchus-": ("Apache-2.0", "Hipparchus"),
    "jackson-": ("Apache-2.0", "Jackson"),
    "javacpp-": ("Apache-2.0", "JavaCPP"),
    "jline-": ("BSD-3-Clause", "JLine"),
    "jna-": ("Apache-2.0", "Java Native Access, also under LGPL-2.1-or-later"),
    "jhdf-": ("MIT", "jHDF"),
    "joml-": ("MIT", "JOML"),
    "lz4-java-": ("Apache-2.0", "LZ4 Java"),
    "picocli-": ("Apache-2.0", "picocli"),
    "progressbar-": ("MIT", "progressbar"),
    "pytorch-engine-": ("Apache-2.0", "Deep Java Library"),
    "slf4j-": ("MIT", "SLF4J"),
    "snakeyaml-": ("Apache-2.0", "SnakeYAML"),
    # gRPC and what it needs.
    "animal-sniffer-annotations-": ("MIT", "Animal Sniffer"),
    "annotations-": ("Apache-2.0", "Android annotations"),
    "failureaccess-": ("Apache-2.0", "Guava"),
    "grpc-": ("Apache-2.0", "gRPC"),
    "guava-": ("Apache-2.0", "Guava"),
    "j2objc-annotations-": ("Apache-2.0", "J2ObjC"),
    "jspecify-": ("Apache-2.0", "JSpecify"),
    "jsr305-": ("Apache-2.0", "FindBugs annotations"),
    "listenablefuture-": ("Apache-2.0", "Guava"),
    "perfmark-api-": ("Apache-2.0", "PerfMark"),
    "proto-google-common-protos-": ("Apache-2.0", "Google API common protos"),
    "protobuf-java-": ("BSD-3-Clause", "Protocol Buffers"),
}


class BuildError(Exception):
    """The wheel cannot be built; the message says what to do."""


def third_party_notices(jars):
    """Names every jar of somebody else with its licence, and ends with the texts that jars lack.

    A jar that nobody has entered above is refused: its licence has to be looked at first.
    """
    others = [jar for jar in jars if not jar.name.startswith("workcell-")]
    table, texts = [], {}
    for jar in others:
        prefix = next((known for known in _LICENCES if jar.name.startswith(known)), None)
        if prefix is None:
            raise BuildError(f"the licence of {jar.name} is not known: look it up and enter it in {__file__}")
        licence, owner = _LICENCES[prefix]
        table.append(f"{jar.name:48} {licence:14} {owner}")
        if licence != "Apache-2.0" and not _has_licence(jar):
            texts[owner] = _text(prefix)
    parts = ["Jars of others in workcell/_jars, with their licences. The text of Apache-2.0 is in LICENSE; jars carry",
             "their own notices in META-INF. Native libraries for other platforms than Linux on x86-64 are left out.", "", *table]
    for owner, text in sorted(texts.items()):
        parts += ["", "-" * 100, owner, "", text.strip()]
    return ("\n".join(parts) + "\n").encode()


def _has_licence(jar):
    with zipfile.ZipFile(jar) as packed:
        return any(name.upper().removeprefix("META-INF/").startswith("LICENSE") for name in packed.namelist())


def _text(prefix):
    path = _TEXTS / f"{prefix.rstrip('-')}.txt"
    if not path.is_file():
        raise BuildError(f"jars {prefix}* carry no licence text: put it into {path}")
    return path.read_text()
