/// A picture in the document: its PNG, and its outlines where there are any.
package struct PlacedPicture {
  package var png: String
  package var outlines: String?

  package init(png: String, outlines: String? = nil) { (self.png, self.outlines) = (png, outlines) }

  /// As Office writes a picture that is sharp at any size ([MS-ODRAWXML], 2.3.1.5, `svgBlip`): who does not know
  /// outlines shows the PNG.
  package var blip: Markup {
    guard let outlines else { return "<a:blip r:embed=\"\(png)\"/>" }
    return """
      <a:blip r:embed="\(png)"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">\
      <asvg:svgBlip r:embed="\(outlines)"/></a:ext></a:extLst></a:blip>
      """
  }
}
