/// Colours, fonts and sizes of charts and pages.
public struct Theme: Sendable, Hashable {
  /// Font families, the preferred one first.
  public var family = "Inter, Noto Sans, DejaVu Sans"

  /// The colour of the page.
  public var background = Color.white
  /// Text, and everything that must be prominent.
  public var ink = Color(0x1A1C1E)
  /// Explanatory text and axes.
  public var grey = Color(0x5B6166)
  /// Marks of earlier periods.
  public var midGrey = Color(0x868C92)
  /// Rules and grid lines.
  public var rule = Color(0xDDE1E4)
  /// The background of tracks and of every second row.
  public var shade = Color(0xF1F4F5)
  /// The subject of a chart.
  public var accent = Color(0x0A6C8F)
  /// The subject's companions; at least 3 : 1 on white.
  public var companion = Color(0x5A9AB3)
  /// A decline, or a missed target.
  public var warning = Color(0xC9481F)
  /// Categories in the order in which they appear side by side. Colour-blind readers can tell any two apart, and
  /// neighbours differ in grey; `problems` checks this.
  public var categories: [Color] = [
    Color(0x0A6C8F), Color(0x4B1260), Color(0xA3620F), Color(0x0D4A22),
  ]

  /// The size of titles in points, as all sizes here.
  public var titleSize = 11.5
  /// Subtitles, labels and values.
  public var labelSize = 8.5
  /// Footers and other explanations; never below 7.
  public var noteSize = 7.0
  /// The number of a tile.
  public var headlineSize = 26.0
  /// White space around an image.
  public var margin = 14.0
  /// The tallest that one row of bars may be, in points.
  public var tallestBand = 24.0

  /// The default theme, for images of 155 mm in a report.
  public init() {}

  /// For images in a report.
  public static let image = Theme()

  /// For charts on a pack page of A4 landscape.
  public static let page: Theme = {
    var theme = Theme()
    theme.titleSize = 12.5
    theme.labelSize = 9.5
    theme.noteSize = 8
    theme.headlineSize = 36
    theme.margin = 0
    theme.tallestBand = 40
    return theme
  }()

  /// The same theme in a serif font, for documents that follow Decree 30/2020/NĐ-CP, which requires Times New Roman;
  /// the first family has the same widths.
  public func inSerif() -> Theme {
    var theme = self
    theme.family = "Liberation Serif, Times New Roman, Noto Serif, DejaVu Serif"
    // Its lower-case letters are smaller than Inter's.
    theme.titleSize *= 1.12
    theme.labelSize *= 1.1
    theme.noteSize *= 1.1
    return theme
  }

  /// The same theme in shades of grey, for printers without colour.
  public func inGrey() -> Theme {
    var theme = self
    theme.accent = Color(0x33373B)
    theme.companion = Color(0x868C92)
    theme.warning = Color(0x1A1C1E)
    theme.categories = [Color(0x33373B), Color(0x6B7075), Color(0x1A1C1E), Color(0x51565B)]
    return theme
  }

  /// Titles.
  public var title: TextStyle { TextStyle(family: family, size: titleSize, weight: .bold) }
  /// Labels.
  public var label: TextStyle { TextStyle(family: family, size: labelSize) }
  /// Numbers on marks and in columns.
  public var value: TextStyle { label.tabular }
  /// Notes.
  public var note: TextStyle { TextStyle(family: family, size: noteSize) }
  /// The fill of the slot of a value that was not reported.
  public var slotFill: Fill { .hatch(midGrey.mixed(with: background, by: 0.4)) }

  /// The colour of a change of this tone.
  public func color(of tone: Tone) -> Color {
    switch tone {
    case .good: accent
    case .bad: warning
    case .neutral: grey
    }
  }
}

/// The built-in themes by their names.
public enum ThemeName: String, Sendable, Hashable, CaseIterable {
  /// Inter and colour.
  case screen
  /// A serif font as in official documents, in colour.
  case print
  /// Shades of grey.
  case grey

  /// The theme for images of 155 mm in a report.
  public var theme: Theme { applied(to: .image) }

  /// The same font and colours in other sizes.
  public func applied(to theme: Theme) -> Theme {
    switch self {
    case .screen: theme
    case .print: theme.inSerif()
    case .grey: theme.inGrey()
    }
  }
}
