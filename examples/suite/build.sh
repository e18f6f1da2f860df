#!/usr/bin/env bash
# Builds mine.jar, or the file named by the first argument, from this folder. The checkout must have
# been built.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
jar=$(readlink -m "${1:-mine.jar}")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac --release 17 -proc:none -cp "$here/../../cli/target/lib/*" -d "$classes" "$here"/src/main/java/mine/*.java
cp -r "$here"/src/main/resources/. "$classes"
jar --create --file "$jar" -C "$classes" .
