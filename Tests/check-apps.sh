#!/usr/bin/env bash
# Opens what Giaoban writes with the programs that people open it with: LibreOffice for the report, the
# workbook and a filled-in form, Chromium for the web page at the sizes of a phone, a desk and a sheet of
# paper. Fails on any error, any console message, and where a number is not to be seen.
#
# usage: Tests/check-apps.sh GIAOBAN FOLDER   (make check-apps); pictures to look at stay in FOLDER
set -euo pipefail
giaoban=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/.."
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
sample=Samples/cum-thi-dua-1

fail() {
	echo "check-apps: $*" >&2
	exit 1
}

# shows FILE TEXT: whether the PDF shows the text, wherever its lines break.
shows() {
	pdftotext "$1" - | tr -s '[:space:]' ' ' | grep -qF -- "$2" || fail "$1 does not show \"$2\""
}

echo "making the pack, the report and a form"
"$giaoban" pack $sample --period 2022-H1 -o "$out/pack" >/dev/null
"$giaoban" attach $sample/bao-cao.docx --pack "$out/pack" -o "$out/report.docx" >/dev/null
"$giaoban" attach Tests/ReportingTests/Documents/python-pptx.pptx --pack "$out/pack" \
	-o "$out/slides.pptx" >/dev/null 2>&1
cp "$out/pack/tallies.xlsx" "$out/tallies.xlsx"
rm -rf "$out/forms"
"$giaoban" form $sample --period 2022-H2 --unit "Nga Sơn" -o "$out/forms" >/dev/null
/usr/bin/python3 Tests/ReportingTests/Documents/fill.py "$out"/forms/*.xlsx "$out/form.xlsx" \
	'{"Sổ theo dõi": {"A6": "2022-07-05", "B6": "Xã Nga An", "C6": "Đối thoại", "E6": 80}}'

echo "LibreOffice"
for file in report.docx slides.pptx tallies.xlsx form.xlsx; do
	rm -f "$out/${file%.*}.pdf"
	soffice -env:UserInstallation="file://$profile/office" --headless --convert-to pdf \
		--outdir "$out" "$out/$file" >"$out/soffice.log" 2>&1 || fail "$file: $(cat "$out/soffice.log")"
	[ -s "$out/${file%.*}.pdf" ] || fail "$file does not open: $(cat "$out/soffice.log")"
	pdftoppm -r 60 -png "$out/${file%.*}.pdf" "$out/${file%.*}"
done
shows "$out/report.pdf" \
	"Kết quả 6 tháng đã có 85 xã, phường, thị trấn của các đơn vị trong cụm tổ chức 105 hội nghị đối thoại"
shows "$out/report.pdf" "Biểu đồ 3: "
shows "$out/slides.pdf" "105 hội nghị"
shows "$out/tallies.pdf" "Số liệu theo đơn vị"
shows "$out/form.pdf" "05/07/2022"
[ "$(pdfimages -list "$out/report.pdf" | grep -c image)" -ge 3 ] || fail "the report lacks pictures"
! pdftotext "$out/tallies.pdf" - | grep -qE '#(REF|NAME|VALUE|DIV)' || fail "a formula is wrong"

echo "Chromium"
browse() {
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
		--user-data-dir="$profile/chromium" --enable-logging=stderr --v=0 "$@" 2>"$out/chromium.log" ||
		fail "chromium: $(tail -3 "$out/chromium.log")"
	if grep -E 'CONSOLE' "$out/chromium.log"; then fail "the page has console messages"; fi
}
page="file://$out/pack/index.html"
browse --window-size=390,3000 --screenshot="$out/phone.png" "$page"
browse --window-size=1280,3000 --screenshot="$out/desk.png" "$page"
browse --no-pdf-header-footer --print-to-pdf="$out/print.pdf" "$page"
charts=$(grep -o '<section class="chart"' "$out/pack/index.html" | wc -l)
pages=$(pdfinfo "$out/print.pdf" | awk '/^Pages/ {print $2}')
[ "$pages" -gt "$charts" ] || fail "$charts charts on $pages printed pages"

# The policy forbids scripts of others, so a copy without it is clicked through.
/usr/bin/python3 - "$out" <<'PYTHON'
import re
import sys

page = open(sys.argv[1] + "/pack/index.html", encoding="utf-8").read()
page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
page = page.replace("</body>", """<script>
const section = document.querySelector('section.chart'), hidden = [];
const note = () => hidden.push(section.querySelector('figure').hidden,
  section.querySelector('.scroll').hidden);
note();
section.querySelector('[data-view=table]').click();
note();
const head = section.querySelectorAll('.sort')[1];
const first = () => section.querySelector('tbody tr th').textContent;
head.click();
const least = first();
head.click();
document.body.dataset.result = [hidden.join(), least, first(),
  head.closest('th').getAttribute('aria-sort')].join('|');
</script></body>""")
open(sys.argv[1] + "/clicked.html", "w", encoding="utf-8").write(page)
PYTHON
browse --dump-dom "file://$out/clicked.html" >"$out/clicked.dom"
expected='data-result="false,true,true,false|Công an tỉnh|Thành phố Thanh Hóa|descending"'
grep -qF "$expected" "$out/clicked.dom" ||
	fail "clicking gave $(grep -o 'data-result="[^"]*"' "$out/clicked.dom" || echo nothing)"
echo "check-apps: all well; look at the pictures in $out"
