#!/bin/sh
# One chart of grouped columns, 160 × 100 mm at 300 dpi: chart.sh OUT.png
set -e
data=$(mktemp) && trap 'rm -f "$data"' EXIT
awk 'BEGIN { n = split("Nga Sơn|Quảng Xương|Hoằng Hóa|Hậu Lộc|TX Nghi Sơn|TX Bỉm Sơn|TP Thanh Hóa|TP Sầm Sơn|Công an tỉnh|Khối CQ", name, "|")
  for (u = 1; u <= n; u++) printf "\"%s\" %d %d\n", name[u], (u * 37) % 59 + 1, (u * 37 + 61 + u * u) % 59 + 1 }' > "$data"
gnuplot <<END
set style data histogram; set style fill solid; set grid y; set xtics rotate by -20; set yrange [0:70]
set terminal pngcairo size 1890,1181 font "Inter,25"; set output "$1"
set title "Hội nghị đối thoại"
plot "$data" using 3:xtic(1) title "2021", "" using 2 title "2022", "" using 0:2:2 with labels offset 1,.5 notitle
END
