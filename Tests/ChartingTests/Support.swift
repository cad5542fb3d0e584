import CairoRenderer
import Charting
import TestSupport

let fixed = LayoutContext(theme: .image, measurer: FixedMeasurer())
let real = LayoutContext(theme: .image, measurer: PangoMeasurer())
/// Who measures text in a test of rules that must hold for both.
enum Measuring: CaseIterable {
  case fixedWidth, pango

  var context: LayoutContext { self == .fixedWidth ? fixed : real }
}

let counts = ValueFormat(.count, decimals: 0, numbers: .vietnamese)
let percents = ValueFormat(.percent, decimals: 1, numbers: .vietnamese)
let words = ChartWords(
  missing: "chưa báo cáo", notApplicable: "không áp dụng", reference: "vạch xám: cùng kỳ 2021",
  change: "so cùng kỳ")

extension Scene {
  func rectangles(_ role: Role) -> [RectangleMark] {
    flattened.compactMap {
      if case .rectangle(let mark) = $0, mark.role == role { mark } else { nil }
    }
  }
  func lines(_ role: Role) -> [LineMark] {
    flattened.compactMap {
      if case .line(let mark) = $0, mark.role == role { mark } else { nil }
    }
  }
  /// The boxes around dots.
  func dots(_ role: Role) -> [Rect] {
    flattened.compactMap { mark -> Rect? in
      guard case .path(let path) = mark, path.role == role else { return nil }
      let points = path.steps.compactMap { step -> Point? in
        switch step {
        case .move(let point), .line(let point), .curve(_, _, let point): point
        case .close: nil
        }
      }
      guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
        let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
      else { return nil }
      return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
  }
  func strings(_ role: Role) -> [String] { texts.filter { $0.role == role }.map(\.string) }
}
