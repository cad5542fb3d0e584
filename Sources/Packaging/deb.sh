#!/bin/sh
# Builds a Debian package from the programs of a release build.
#
#     deb.sh RELEASE FOLDER      writes FOLDER/giaoban_VERSION_ARCHITECTURE.deb
#
# The same programs and sources give the same bytes: times are those of the last commit, or of SOURCE_DATE_EPOCH.
set -eu
release=$1 folder=$2
here=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/.*current = "\(.*\)"/\1/p' "$here/Sources/Reporting/GiaobanVersion.swift")
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)}
date=$(date -u -d "@$epoch" +%Y-%m-%d)
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

root=$work/giaoban
install -d -m 755 "$root/DEBIAN" "$root/usr"
"$here/Sources/Packaging/install.sh" "$release" "$root/usr" "$version" "$date"
install -m 644 "$here/Sources/Packaging/copyright" "$root/usr/share/doc/giaoban/copyright"

# The service of a page that several share, and what makes its user.
own=$here/Sources/Packaging/debian
install -d "$root/usr/lib/systemd/system" "$root/etc/default"
install -m 644 "$own/giaoban.service" "$root/usr/lib/systemd/system/giaoban.service"
install -m 644 "$own/giaoban.default" "$root/etc/default/giaoban"
install -m 755 "$own/postinst" "$own/prerm" "$own/postrm" "$root/DEBIAN/"
echo /etc/default/giaoban > "$root/DEBIAN/conffiles"

# What the programs are linked against, by the packages that are installed here.
mkdir -p "$work/debian"
printf 'Source: giaoban\n\nPackage: giaoban\nArchitecture: any\n' > "$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info giaoban/usr/bin/giaoban giaoban/usr/bin/giaoban-page 2>/dev/null \
	| sed -n 's/^shlibs:Depends=//p')
rm -r "$work/debian"

cat > "$root/DEBIAN/control" <<CONTROL
Package: giaoban
Version: $version
Architecture: $architecture
Maintainer: The Giaoban developers <giaoban@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $libraries, libqpdf29 | libqpdf30, adduser, fonts-inter, fonts-noto-core, fonts-liberation
Recommends: libreoffice-calc-nogui | libreoffice-calc
Suggests: libpq5, libsqlite3-0
Section: utils
Priority: optional
Description: tallies, comparison charts and half-year chart packs
 Giaoban turns the records and report tables that local units send into
 tallies, comparison charts and half-year chart packs, and puts charts and
 numbers into Word, Excel and PowerPoint files. "giaoban serve" does
 everything in a browser, in Vietnamese or English, for one officer or,
 with accounts and over TLS, for all of an office.
CONTROL
(cd "$root" && find usr etc -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$epoch" {} +
mkdir -p "$folder"
SOURCE_DATE_EPOCH=$epoch dpkg-deb --root-owner-group -Zxz --build "$root" "$folder" >/dev/null
ls "$folder"/giaoban_*.deb
