#!/usr/bin/env bash
# Builds mine.jar, or the file named by the first argument, from the folder of this script. The folder
# may be copied anywhere and its packages renamed; WORKCELL_HOME then names a built checkout.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
libraries=${WORKCELL_HOME:-$here/../..}/cli/target/lib
if [[ ! -d $libraries ]]; then
  echo "build.sh: there is no folder $libraries: set WORKCELL_HOME to a checkout, and run './workcell build' in it" >&2
  exit 2
fi
jar=$(readlink -m "${1:-mine.jar}")
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
find "$here/src/main/java" -name '*.java' -print0 |
  xargs -0 javac --release 17 -proc:none -cp "$libraries/*" -d "$classes"
cp -r "$here"/src/main/resources/. "$classes"
jar --create --file "$jar" -C "$classes" .
