#!/bin/sh
# Installs the Debian package into a clean Debian 12 and makes the sample's pack there.
#
#     deb.sh PACKAGE ROOT      ROOT becomes the clean system; what lies there already is used again
set -eu
package=$1 root=$2
[ "$(id -u)" = 0 ] || { echo "debootstrap and chroot need root: sudo make test-deb" >&2; exit 1; }

if [ ! -f "$root/clean" ]; then
	rm -rf "$root"
	debootstrap --variant=minbase bookworm "$root" >/dev/null
	touch "$root/clean"
fi
# Each run begins with the clean system.
run=$root.run
umount "$run/proc" 2>/dev/null || true
rm -rf "$run"
cp -a "$root" "$run"
trap 'umount "$run/proc" 2>/dev/null || true; rm -rf "$run"' EXIT
mount -t proc proc "$run/proc" 2>/dev/null || true
cp /etc/resolv.conf "$run/etc/resolv.conf"
[ ! -d /etc/apt/apt.conf.d ] || cp -n /etc/apt/apt.conf.d/*proxy* "$run/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$package" "$run/tmp/giaoban.deb"

inside() { chroot "$run" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv DEBIAN_FRONTEND=noninteractive "$@"; }
say() { echo "test-deb: $*"; }
inside apt-get update -qq >/dev/null
inside apt-get install -y -qq --no-install-recommends /tmp/giaoban.deb >/dev/null
say "installed $(inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} KiB' giaoban)"

inside giaoban doctor
for page in man1/giaoban.1.gz man1/giaoban-pack.1.gz vi/man1/giaoban-pack.1.gz; do
	[ -s "$run/usr/share/man/$page" ] || { say "there is no $page"; exit 1; }
done
inside sh -c 'cp -R /usr/share/doc/giaoban/examples/cum-thi-dua-1 /srv/cum && cd /srv \
	&& giaoban check cum >/dev/null && giaoban pack cum --period 2022-H1 && giaoban attach cum/bao-cao.docx \
	--pack Output/2022-H1 -o bao-cao.docx'
[ -s "$run/srv/Output/2022-H1/pack.pdf" ] || { say "there is no pack.pdf"; exit 1; }
# The page starts, says its address, and answers there.
inside sh -c 'cd /srv; timeout 20 giaoban serve --no-open > address & for i in 1 2 3 4 5 6 7 8 9 10; do
	sleep 1; grep -q "^http://127.0.0.1:" address && exit 0; done; exit 1' || { say "the page did not start"; exit 1; }
# A shared page, as the service runs it: its user, its arguments, a certificate, an account. Who has none signs in first.
inside apt-get install -y -qq --no-install-recommends systemd openssl curl >/dev/null
inside systemd-analyze verify /usr/lib/systemd/system/giaoban.service
inside sh -e -c '
cd /var/lib/giaoban
openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/giaoban/key.pem -out /etc/giaoban/certificate.pem -days 2 \
	-subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
chgrp giaoban /etc/giaoban/*.pem && chmod 640 /etc/giaoban/*.pem
as() { setpriv --reuid giaoban --regid giaoban --init-groups "$@"; }
echo hoa-mai-vang-2026 | as giaoban serve account add Lan /var/lib/giaoban
. /etc/default/giaoban
as giaoban serve /var/lib/giaoban $ARGUMENTS > /tmp/address & page=$!
for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; grep -q "^https://" /tmp/address && break; done
ask() { curl -s -o /dev/null -w "%{http_code} %{redirect_url}" --cacert /etc/giaoban/certificate.pem "$@"; }
[ "$(ask https://localhost:8443/)" = "303 https://localhost:8443/sign-in" ]
[ "$(ask -c /tmp/jar -H "Origin: https://localhost:8443" -d name=Lan -d password=hoa-mai-vang-2026 \
	https://localhost:8443/sign-in)" = "303 https://localhost:8443/" ]
[ "$(ask -b /tmp/jar https://localhost:8443/)" = "200 " ]
kill $page' || { say "the shared page did not do as it should"; exit 1; }
say "shared page: signed in over TLS as the user of the service"
inside apt-get remove -y -qq giaoban >/dev/null
[ -s "$run/var/lib/giaoban/.giaoban/accounts.json" ] || { say "the removal took the accounts along"; exit 1; }
[ ! -e "$run/usr/bin/giaoban" ] || { say "the program is still there after its removal"; exit 1; }
say "all is well"
