#!/usr/bin/env bash
# Installs Workcell's modules and runs this project against them, in a throw-away local repository: a
# copy, by hard links, of the one in LOCAL_REPOSITORY (~/.m2/repository) without Workcell in it.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
repository=${LOCAL_REPOSITORY:-$HOME/.m2/repository}
scratch=$(mktemp -d -p "$(dirname "$repository")")
trap 'rm -rf "$scratch"' EXIT

cp -al "$repository" "$scratch/repository"
rm -rf "$scratch/repository/org/workcell"
"$here/../../workcell" install -Dmaven.repo.local="$scratch/repository"
cp -r "$here/pom.xml" "$here/src" "$scratch"
cd "$scratch"
output=$(mvn -q -B -Dmaven.repo.local="$scratch/repository" compile exec:java)
printf '%s\n' "$output"
[[ $output == *"rewards of environment 0: "[0-9]* ]]
