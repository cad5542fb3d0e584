import CXlsxWriter
import Foundation

/// Native charts of Excel.
extension Worksheet {
  /// A series of a chart: some rows of a column.
  package struct Series {
    package var name: String
    package var column: Int
    package var color: UInt32

    package init(
      name: String, column: Int, color: UInt32
    ) {
      self.name = name
      self.column = column
      self.color = color
    }
  }

  /// A chart of a block of rows in another sheet.
  package struct NativeChart {
    package enum Kind {
      case bars, line
    }

    package var kind: Kind
    package var title: String
    package var alternativeText: String
    package var source: Worksheet
    package var rows: ClosedRange<Int>
    package var categoryColumn: Int
    package var series: [Series]
    package var numberFormat: String

    package init(
      kind: Kind, title: String, alternativeText: String, source: Worksheet, rows: ClosedRange<Int>,
      categoryColumn: Int, series: [Series], numberFormat: String
    ) {
      self.kind = kind
      self.title = title
      self.alternativeText = alternativeText
      self.source = source
      self.rows = rows
      self.categoryColumn = categoryColumn
      self.series = series
      self.numberFormat = numberFormat
    }
  }

  /// Inserts a chart of 480 × 288 pixels at a cell; it is taller for many rows.
  package func insert(_ native: NativeChart, _ row: Int, _ column: Int, scale: (Double, Double)) {
    let type = native.kind == .bars ? LXW_CHART_BAR : LXW_CHART_LINE
    guard let chart = spreadsheet.chart(type) else { return }
    let (first, last) = (UInt32(native.rows.lowerBound), UInt32(native.rows.upperBound))
    for part in native.series {
      guard let series = chart_add_series(chart, nil, nil) else { continue }
      let column = UInt16(part.column)
      chart_series_set_categories(
        series, native.source.name, first, UInt16(native.categoryColumn), last,
        UInt16(native.categoryColumn))
      chart_series_set_values(series, native.source.name, first, column, last, column)
      chart_series_set_name(series, part.name)
      if native.kind == .bars {
        var fill = lxw_chart_fill()
        fill.color = part.color
        chart_series_set_fill(series, &fill)
      } else {
        var line = lxw_chart_line()
        line.color = part.color
        line.width = 2.25
        chart_series_set_line(series, &line)
        chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
        var fill = lxw_chart_fill()
        fill.color = part.color
        chart_series_set_marker_fill(series, &fill)
      }
      chart_series_set_labels(series)
      chart_series_set_labels_num_format(series, native.numberFormat)
      if native.kind == .line {
        chart_series_set_labels_position(series, UInt8(LXW_CHART_LABEL_POSITION_ABOVE.rawValue))
      }
    }
    var strings = CStrings()
    defer { strings.free() }
    var font = lxw_chart_font()
    font.size = 12
    font.bold = 1
    chart_title_set_name(chart, native.title)
    chart_title_set_name_font(chart, &font)
    // In libxlsxwriter, the x axis of a bar chart is horizontal, whatever it shows.
    var (categories, values) = (chart.pointee.x_axis, chart.pointee.y_axis)
    if native.kind == .bars { swap(&categories, &values) }
    // Excel draws bars from the bottom: reverse the axis to put the first row at the top.
    if native.kind == .bars { chart_axis_set_reverse(categories) }
    // Values are written on the marks, so the axis can be less prominent.
    chart_axis_major_gridlines_set_visible(values, 0)
    chart_axis_set_min(values, 0)
    chart_axis_off(values)
    if native.series.count > 1 {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    } else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
    chart_set_series_gap(chart, 45)
    var options = lxw_chart_options()
    options.x_scale = scale.0
    options.y_scale = scale.1
    options.description = strings.copy(String(native.alternativeText.prefix(500)))
    worksheet_insert_chart_opt(pointer, UInt32(row), UInt16(column), chart, &options)
  }
}
