#!/bin/sh
# 24 A4 charts of grouped columns, the kind that gnuplot has, as one PDF and 24 PNGs: charts.sh OUTDIR
set -e
mkdir -p "$1" && cd "$1"
awk 'BEGIN { n = split("Nga Sơn|Quảng Xương|Hoằng Hóa|Hậu Lộc|TX Nghi Sơn|TX Bỉm Sơn|TP Thanh Hóa|TP Sầm Sơn|Công an tỉnh|Khối CQ", name, "|")
  for (u = 1; u <= n; u++) printf "\"%s\" %d %d\n", name[u], (u * 37) % 59 + 1, (u * 37 + 61 + u * u) % 59 + 1 }' > data.txt
{
  echo 'set style data histogram; set style fill solid; set grid y; set xtics rotate by -20; set yrange [0:70]'
  plot="plot 'data.txt' using 3:xtic(1) title '2021', '' using 2 title '2022', '' using 0:2:2 with labels offset 1,.5 notitle"
  echo 'set terminal pdfcairo size 29.7cm,21cm font "Inter,12"; set output "pack.pdf"'
  for i in $(seq 24); do echo "set title 'Biểu đồ $i: Hội nghị đối thoại'; $plot"; done
  echo 'set terminal pngcairo size 3508,2480 font "Inter,40"'
  for i in $(seq 24); do echo "set output 'chart-$i.png'; set title 'Biểu đồ $i: Hội nghị đối thoại'; $plot"; done
} | gnuplot
