/// A picture in a document: its PNG, and its SVG if there is one.
package struct PlacedPicture {
  package var png: String
  package var outlines: String?

  package init(png: String, outlines: String? = nil) { (self.png, self.outlines) = (png, outlines) }

  /// The markup for a picture with an SVG, sharp at any size ([MS-ODRAWXML], 2.3.1.5, `svgBlip`); programs without SVG
  /// support show the PNG.
  package var blip: Markup {
    guard let outlines else { return "<a:blip r:embed=\"\(png)\"/>" }
    return """
      <a:blip r:embed="\(png)"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">\
      <asvg:svgBlip r:embed="\(outlines)"/></a:ext></a:extLst></a:blip>
      """
  }
}
