"""Draw charts with a peer: charts.py matplotlib|vega pack OUTDIR, or matplotlib chart OUT.png

`pack` is 24 A4 charts as one PDF and 24 PNGs at 300 dpi; of Vega 24 PDFs, for it writes no pages.
"""
import os
import sys

engine, what, out = sys.argv[1:4]
UNITS = ["Nga Sơn", "Quảng Xương", "Hoằng Hóa", "Hậu Lộc", "TX Nghi Sơn", "TX Bỉm Sơn",
         "TP Thanh Hóa", "TP Sầm Sơn", "Công an tỉnh", "Khối CQ & DN tỉnh"]
HALVES = [f"{2019 + h // 2}-H{h % 2 + 1}" for h in range(8)]


def value(number, unit, series):
    return (unit * 37 + series * 61 + number * 101 + unit * unit * series) % 59 + 1


def title(number):
    return f"Biểu đồ {number + 1}: Hội nghị đối thoại của các đơn vị trong Cụm thi đua số 1"


def with_matplotlib():
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_pdf import PdfPages

    plt.rcParams.update({"font.family": ["Inter", "Noto Sans", "DejaVu Sans"], "pdf.fonttype": 42})

    def figure(number, size):
        figure, axes = plt.subplots(figsize=(size[0] / 25.4, size[1] / 25.4), layout="constrained")
        rows = range(len(UNITS))
        kind = number % 5
        if kind == 0:
            bars = axes.barh(UNITS, [value(number, u, 0) for u in rows])
            axes.bar_label(bars)
        elif kind == 1:
            for series in (0, 1):
                bars = axes.barh([u + series * .4 for u in rows],
                                 [value(number, u, series) for u in rows], .38)
                axes.bar_label(bars)
            axes.set_yticks(list(rows), UNITS)
        elif kind == 2:
            for unit in range(4):
                axes.plot(HALVES, [value(number, unit, h) for h in range(8)], label=UNITS[unit])
            axes.legend()
        elif kind == 3:
            left = [0] * len(UNITS)
            for part in range(4):
                values = [value(number, u, part) for u in rows]
                axes.barh(UNITS, values, left=left, label=f"Lĩnh vực {part + 1}")
                left = [a + b for a, b in zip(left, values)]
            axes.legend()
        else:
            table = [[value(number, u, h) for h in range(8)] for u in rows]
            axes.imshow(table, aspect="auto", cmap="Blues")
            axes.set_xticks(range(8), HALVES)
            axes.set_yticks(list(rows), UNITS)
            for unit, line in enumerate(table):
                for half, cell in enumerate(line):
                    axes.text(half, unit, cell, ha="center", va="center")
        axes.set_title(title(number))
        return figure

    if what == "chart":
        figure(0, (160, 100)).savefig(out, dpi=300)
        return
    os.makedirs(out, exist_ok=True)
    with PdfPages(os.path.join(out, "pack.pdf")) as pdf:
        for number in range(24):
            drawn = figure(number, (297, 210))
            pdf.savefig(drawn)
            drawn.savefig(os.path.join(out, f"chart-{number + 1}.png"), dpi=300)
            plt.close(drawn)


def with_vega():
    import vl_convert as vlc

    os.makedirs(out, exist_ok=True)
    for number in range(24):
        rows = [{"unit": u, "series": str(2022 - s), "value": value(number, i, s)}
                for i, u in enumerate(UNITS) for s in (0, 1)]
        bars = {"y": {"field": "unit", "sort": "-x", "title": None},
                "yOffset": {"field": "series"}, "x": {"field": "value", "type": "quantitative"}}
        spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "title": title(number),
                "width": 700, "height": 480, "data": {"values": rows},
                "layer": [{"mark": "bar", "encoding": {**bars, "color": {"field": "series"}}},
                          {"mark": {"type": "text", "dx": 10},
                           "encoding": {**bars, "text": {"field": "value"}}}]}
        with open(os.path.join(out, f"chart-{number + 1}.png"), "wb") as file:
            file.write(vlc.vegalite_to_png(spec, scale=300 / 72, ppi=72))
        with open(os.path.join(out, f"chart-{number + 1}.pdf"), "wb") as file:
            file.write(vlc.vegalite_to_pdf(spec))


with_matplotlib() if engine == "matplotlib" else with_vega()
