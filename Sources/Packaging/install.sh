#!/bin/sh
# Puts the programs, their manual pages, completions, guides and samples under a root, as `make install` and `make deb`
# do.
#
#     install.sh RELEASE ROOT VERSION DATE
#
# RELEASE holds giaoban and giaoban-page; ROOT is what becomes /usr or /usr/local.
set -eu
release=$1 root=$2 version=$3 date=$4
here=$(cd "$(dirname "$0")/../.." && pwd)
share=$root/share

install -d "$root/bin" "$share/doc/giaoban/examples" "$share/man" \
	"$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
for program in giaoban giaoban-page; do
	install -m 755 "$release/$program" "$root/bin/$program"
	strip --strip-unneeded "$root/bin/$program"
done
giaoban=$root/bin/giaoban

python3 "$here/Sources/Packaging/manual.py" "$giaoban" "$share/man" "$version" "$date"
find "$share/man" -name '*.1' -exec gzip -9nf {} +
"$giaoban" --generate-completion-script bash > "$share/bash-completion/completions/giaoban"
"$giaoban" --generate-completion-script zsh > "$share/zsh/vendor-completions/_giaoban"
"$giaoban" --generate-completion-script fish > "$share/fish/vendor_completions.d/giaoban.fish"

install -m 644 "$here/README.md" "$here/README.vi.md" "$here/SECURITY.md" "$share/doc/giaoban/"
gzip -9nc "$here/CHANGELOG.md" > "$share/doc/giaoban/changelog.gz"
cp -R "$here/Documentation" "$share/doc/giaoban/"
for sample in bao-cao-thang cum-thi-dua-1 toan-tinh; do
	cp -R "$here/Samples/$sample" "$share/doc/giaoban/examples/"
done
find "$share" -type d -exec chmod 755 {} +
find "$share" -type f -exec chmod 644 {} +
