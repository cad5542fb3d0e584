#!/bin/bash
# Runs a program that was built with the address sanitizer through its commands: a leak of ours ends it with an
# error. usage: check-leaks.sh GIAOBAN
set -eu
cd "$(dirname "$0")/.."
giaoban=$(realpath "$1")
sample=Samples/cum-thi-dua-1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LSAN_OPTIONS=suppressions=$PWD/Tests/lsan.supp:print_suppressions=0
run() {
	"$giaoban" "$@" >"$out/said" 2>&1 || { echo "giaoban $*:"; cat "$out/said"; exit 1; }
	echo "giaoban $1: no leak"
}
run check $sample
run tally $sample --period 2022-H1 --by unit --versus last-year --peers
run tally $sample --period 2022-H1 --indicator dialogues --trace
run score $sample --period 2022-H1
run chart $sample --kind ranked --indicator dialogues --period 2022-H1 -o "$out/a.png"
run pack $sample --period 2022-H1 --formats png,svg,pdf -o "$out/pack"
run attach $sample/bao-cao.docx --pack "$out/pack" -o "$out/bao-cao.docx"
run form $sample --period 2022-H2 -o "$out/forms"
run lint $sample
run schema
