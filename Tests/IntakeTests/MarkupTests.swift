import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake
@testable import Settings
@testable import Tables

@Suite("Tables of OpenDocument, XML Spreadsheet 2003, HTML and Word")
struct MarkupTests {
  /// The cells of a file's first sheet: by row its number and the texts of its cells, `.` where one is empty.
  private func rows(_ name: String, _ data: Data, sheet number: Int = 0) throws -> [String] {
    let folder = try TemporaryFolder([:])
    try folder.write(name, data)
    let path = folder.url.appending(path: name).path
    let file = try TableFile(
      path, name: name, kind: FileKind.of(path),
      definition: ProjectDefinition(title: LocalizedText("")))
    var reading = GridReading()
    try file.read(file.sheets.isEmpty ? nil : file.sheets[number], into: &reading)
    if let fault = reading.fault { throw fault }
    return reading.grid.rows.map { row in
      "\(row.number)\(row.isHidden ? "h" : ""): "
        + row.items.map { item in
          let mark: String
          switch item.kind {
          case .text: mark = ""
          case .number: mark = "#"
          case .date: mark = "d"
          case .time: mark = "t"
          case .percent: mark = "p"
          case .boolean: mark = "b"
          case .error: mark = "e"
          }
          return item.isEmpty ? "." : mark + (item.isUncomputed ? "?" : item.text)
        }.joined(separator: " | ")
    }
  }

  private func flat(_ body: String, styles: String = "") -> Data {
    let spaces = [
      "office", "table", "text", "style", "fo", "draw",
    ].map { "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\"" }
      .joined(separator: " ")
    return StoredZip.xml(
      "<office:document \(spaces) xmlns:calcext=\"urn:calcext\""
        + " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">"
        + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body>"
        + "<office:spreadsheet>\(body)</office:spreadsheet></office:body></office:document>")
  }

  private static let cells = """
    <table:table table:name="Kín" table:style-name="an"><table:table-row><table:table-cell><text:p>x</text:p>
    </table:table-cell></table:table-row></table:table>
    <table:table table:name="Biểu 1">
    <table:shapes><draw:frame><text:p>hình vẽ</text:p></draw:frame></table:shapes>
    <table:table-column table:number-columns-repeated="9"/>
    <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/>
    </table:table-row>
    <table:table-header-rows><table:table-row>
    <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>Đơn  vị</text:p>
    <text:p>báo<text:s text:c="2"/>cáo</text:p></table:table-cell><table:covered-table-cell><text:p>che</text:p>
    </table:covered-table-cell>
    <table:table-cell office:value-type="string"><text:p>Số <text:span text:style-name="gach">cũ</text:span>mới</text:p>
    <office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell></table:table-row>
    </table:table-header-rows>
    <table:table-row-group><table:table-row table:visibility="collapse">
    <table:table-cell office:value-type="float" office:value="1234.5" calcext:value-type="float"><text:p>1.234,5</text:p></table:table-cell>
    <table:table-cell office:value-type="percentage" office:value="0.855"><text:p>85,5%</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2024-06-03T07:30:00"><text:p>3/6/24</text:p></table:table-cell>
    <table:table-cell office:value-type="time" office:time-value="PT07H05M00S"><text:p>07:05</text:p></table:table-cell>
    <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ĐÚNG</text:p></table:table-cell>
    <table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
    <table:table-cell table:formula="of:=A1"/>
    </table:table-row></table:table-row-group>
    <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"
     office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>
    </table:table-row></table:table>
    """
  private static let styles = """
    <style:style style:name="an" style:family="table"><style:table-properties table:display="false"/></style:style>
    <style:style style:name="gach" style:family="text"><style:text-properties
     style:text-line-through-style="solid"/></style:style>
    """
  private static let read = [
    "4: Đơn  vị báo  cáo | Đơn  vị báo  cáo | Số mới",
    "5h: #1234.5 | p85.5% | d2024-06-03 | t7:05 | bTRUE | e#DIV/0! | ?", "6: #7 | #7", "7: #7 | #7",
  ]

  @Test("A spreadsheet of OpenDocument, flat and packed")
  func openDocument() throws {
    let data = flat(MarkupTests.cells, styles: MarkupTests.styles)
    #expect(try rows("a.fods", data, sheet: 1) == MarkupTests.read)
    let packed = StoredZip.file([
      ("mimetype", Data("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", data),
    ])
    #expect(try rows("a.ods", packed, sheet: 1) == MarkupTests.read)
    // What it is is told by its bytes.
    #expect(try rows("a.xlsx", packed, sheet: 1) == MarkupTests.read)
  }

  @Test("Registers in OpenDocument: hidden sheets are said, merged cells are carried down")
  func register() throws {
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }
    func row(_ cells: String) -> String { "<table:table-row>\(cells)</table:table-row>" }
    let day = "office:value-type=\"date\" office:date-value=\"2024-03-01\""
    let body = [
      cell("Ngày") + cell("Đơn vị") + cell("Hoạt động") + cell("Số người dự"),
      cell("1/3/24", day) + cell("Núi Tây", "table:number-rows-spanned=\"2\"") + cell("Đối thoại")
        + cell("5"),
      cell("2/3/2024") + "<table:covered-table-cell/>" + cell("Đối thoại") + cell("8 người"),
    ].map(row).joined()
    func table(_ name: String, _ style: String) -> String {
      "<table:table table:name=\"\(name)\" table:style-name=\"\(style)\">\(body)</table:table>"
    }
    let small = try Small([:])
    try small.add(
      "sổ.ods",
      flat(table("Sổ", "ta") + table("Bản cũ", "an"), styles: MarkupTests.styles))
    #expect(try small.value("people", 1) == 13)
    #expect(try small.said() == ["sổ.ods:Bản cũ hidden-sheet warning"])
    // Hidden columns count, and are said.
    let column = "<table:table-column/>"
    let hiding = "<table:table-column table:visibility=\"collapse\"/>"
    let columns = column + column + column + hiding
    let other = try Small([:])
    try other.add(
      "sổ.ods", flat("<table:table table:name=\"Sổ\">\(columns)\(body)</table:table>"))
    #expect(try other.value("people", 1) == 13)
    #expect(try other.said() == ["sổ.ods:Sổ hidden-columns warning"])
  }

  @Test("A few bytes that say a million rows end in a word, not in a full memory")
  func bombs() throws {
    func repeated(_ rows: Int, _ columns: Int) -> Data {
      flat(
        "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"\(rows)\">"
          + "<table:table-cell table:number-columns-repeated=\"\(columns)\"><text:p>1</text:p>"
          + "</table:table-cell></table:table-row></table:table>")
    }
    #expect(throws: TableFault.self) { _ = try rows("a.fods", repeated(1_000_000, 100)) }
    #expect(try rows("a.fods", repeated(2, 20_000)).count == 2)
    let wide =
      "<table><tr><td colspan=99999999 rowspan=99999999>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    #expect(try rows("a.html", Data("<html>\(wide)".utf8)).count <= 2)
  }

  @Test("An XML Spreadsheet 2003")
  func xmlSpreadsheet() throws {
    let data = Data(
      """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style>
      <Style ss:ID="q" ss:Parent="p"/><Style ss:ID="k"><NumberFormat ss:Format="#,##0.0,"/></Style></Styles>
      <Worksheet ss:Name="Biểu 1"><Table><Row ss:Index="3" ss:Span="1"><Cell ss:MergeAcross="1"><Data ss:Type="String">Đơn vị</Data></Cell>
      <Cell><Data ss:Type="String">Số</Data><Comment><Data>ghi chú</Data></Comment></Cell></Row>
      <Row ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="q"><Data ss:Type="Number">0.855</Data></Cell><Cell><Data
       ss:Type="DateTime">2024-06-03T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T07:05:00.000</Data></Cell>
      <Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:StyleID="k"><Data ss:Type="Number">12500</Data></Cell>
      <Cell ss:Formula="=A1"/><Cell><ss:Data ss:Type="String"><B>4</B><S>5</S></ss:Data></Cell></Row></Table>
      <x:WorksheetOptions><x:Visible>SheetVisible</x:Visible></x:WorksheetOptions></Worksheet>
      <Worksheet ss:Name="Kín"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
      </Workbook>
      """.utf8)
    let expected = [
      "3: Đơn vị | Đơn vị | Số", "5h: . | p85.5% | d2024-06-03 | t7:05 | bTRUE | #12.5 | ? | 4",
    ]
    #expect(try rows("a.xls", data) == expected)
    let folder = try TemporaryFolder([:])
    try folder.write("a.xml", data)
    let book = try MarkupWorkbook(
      path: folder.url.appending(path: "a.xml").path, format: .xmlSpreadsheet,
      limits: TableLimits())
    #expect(book.sheets.map(\.isHidden) == [false, true])
  }

  @Test("A page of HTML under the name of Excel: titles, spans, missing ends, tables within tables")
  func html() throws {
    let page = """
      <HTML xmlns:x="urn:schemas-microsoft-com:office:excel"><head><title>x</title><style>td {}</style></head><body>
      <p>UBND HUYỆN&nbsp;NÚI TÂY<br>Kỳ: 6 tháng   đầu năm 2024</p>
      <table><tr><td><table border=1><tr><th rowspan=2>Đơn vị<th colspan="2">Đối thoại</tr>
      <tr><th>Cấp&#32;xã</th><th>Cấp huyện</th></tr>
      <tr><td>Xã A &amp; B<td x:num="1234.5">1.234,5<td x:num="0.5">50%
      <tr><td>Xã C<td x:num="45446">03/06/2024<td><s>9</s>8</table></td></tr></table>
      <div>Người lập</div></body>
      """
    let expected = [
      "1: UBND HUYỆN NÚI TÂY", "2: Kỳ: 6 tháng đầu năm 2024", "4: Đơn vị | Đối thoại | Đối thoại",
      "5: Đơn vị | Cấp xã | Cấp huyện", "6: Xã A & B | #1234.5 | p50%", "7: Xã C | 03/06/2024 | 8",
      "8: Người lập",
    ]
    let read = try rows("a.xls", Data(page.utf8))
    #expect(read == expected)
    let wide = page.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try rows("a.xls", Data([0xFF, 0xFE] + wide)) == expected)
  }

  @Test("A table of a Word document, with the lines above it")
  func word() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
    }
    func row(_ cells: String, _ properties: String = "") -> String {
      "<w:tr><w:trPr>\(properties)</w:trPr>\(cells)</w:tr>"
    }
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    let note = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>"
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r>"
    func styled(_ style: String, _ text: String) -> String {
      "<w:r><w:rPr><w:rStyle w:val=\"\(style)\"/></w:rPr><w:t>\(text)</w:t></w:r>"
    }
    let marks = ["Bo", "BoCon", "An", "Chu"].map { styled($0, "4") }.joined()
    let table = [
      row(
        cell("Đơn vị", "<w:vMerge w:val=\"restart\"/>")
          + cell("Số cuộc", "<w:gridSpan w:val=\"2\"/>")),
      row(cell("", "<w:vMerge/>") + cell("Xã") + cell("Huyện")),
      row(
        cell("Núi Tây", "<w:vMerge w:val=\"restart\"/>")
          + "<w:tc><w:p>\(struck)<w:r><w:t>5</w:t></w:r>\(note)\(hidden)\(marks)</w:p></w:tc>"
          + cell("1")),
      row(cell("Cũ") + cell("7"), "<w:del w:author=\"a\"/>"),
      row(cell("", "<w:vMerge/>") + cell("6") + cell("2")),
    ].joined()
    let body =
      "<w:p><w:r><w:t>6 tháng đầu năm 2024</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
      + "<w:tbl><w:tblPr/><w:tblGrid/>\(table)</w:tbl><w:p/>"
      + "<w:p><w:r><w:t>Người</w:t></w:r><w:r><w:tab/><w:t>lập</w:t></w:r></w:p>"
    let document =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\(body)"
      + "</w:body></w:document>"
    func style(_ id: String, _ look: String, basedOn parent: String = "") -> String {
      "<w:style w:styleId=\"\(id)\">\(parent)<w:rPr>\(look)</w:rPr></w:style>"
    }
    let styles =
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      + style("Bo", "<w:strike/>") + style("BoCon", "<w:b/>", basedOn: "<w:basedOn w:val=\"Bo\"/>")
      + style("An", "<w:vanish/>") + style("Chu", "<w:vertAlign w:val=\"superscript\"/>")
      + "</w:styles>"
    let data = StoredZip.file([
      ("word/document.xml", StoredZip.xml(document)), ("word/styles.xml", StoredZip.xml(styles)),
    ])
    #expect(
      try rows("a.docx", data) == [
        "1: 6 tháng đầu năm 2024", "2: Đơn vị | Số cuộc | Số cuộc", "3: Đơn vị | Xã | Huyện",
        "4: Núi Tây | 5 | 1", "5: Núi Tây | 6 | 2", "6: Người lập",
      ])
  }

  @Test(
    "In every format a raised number is a note, hidden text is none, and what is struck out beside other text is not meant",
    arguments: [
      ("a.html", "<table><tr><td>12<sup>1</sup><td>m<sup>2</sup></table>", "1: 12 | m2"),
      ("a.html", "<table><tr><td>7<s>5</s><td><s>80</s></table>", "1: 7 | 80"),
      (
        "a.html",
        "<table><tr><td><span style='display: none'>99</span>7<td hidden>1<td>2<tr style='display:none'><td>3</table>",
        "1: 7 | . | 2 / 2h: 3"
      ),
      ("a.html", "<table><tr><td sdval=\"2.25\" sdnum=\"1033;0;#,##0.0\">2.3</table>", "1: #2.25"),
      (
        "a.html", "<table><tr><td sdval=\"45355\" sdnum=\"1033;0;MM/DD/YYYY\">03/04/24</table>",
        "1: d2024-03-04"
      ),
      (
        "a.html",
        "<table><tr><td><input value=\"77\"><td><select><option>1<option selected>2</select></table>",
        "1: 77 | 2"
      ),
      (
        "a.html", "<table><tr><td>Sè ng&shy;êi tham dù<td>§&not;n vÞ</table>",
        "1: Số người tham dự | Đơn vị"
      ),
      ("a.html", "<table><tr><td><font face=\".VnTime\">C&atilde;</font> 5</table>", "1: Có 5"),
      (
        "a.html",
        "<style>.x1 {text-decoration: line-through} .X2{display:none} .x3{vertical-align:super}</style>"
          + "<table><tr><td>7<span class=x1>5</span><td><span class='x2'>9</span>8<td>12<span class=x3>1</span></table>",
        "1: 7 | 8 | 12"
      ),
      (
        "a.html", "<table><tbody hidden><tr><td>3</tbody><tr><td>H<sub>2</sub>O</table>",
        "1h: 3 / 2: H2O"
      ),
      ("a.html", "<table><tr><td>1</table></body></html><table><tr><td>2</table>", "1: 1 / 2: 2"),
      (
        "a.html",
        "<table><tr><td><select><option>4<option>5</select><td><template>6</template>7</table>",
        "1: 4 | 7"
      ),
    ])
  func habits(name: String, page: String, expected: String) throws {
    let read = try rows(name, Data("<html>\(page)</html>".utf8)).joined(separator: " / ")
    #expect(read == expected)
  }

  @Test("The same in a spreadsheet of OpenDocument, whose styles say it")
  func styles() throws {
    func style(_ name: String, _ properties: String, _ family: String = "text") -> String {
      "<style:style style:name=\"\(name)\" style:family=\"\(family)\"><style:text-properties \(properties)/></style:style>"
    }
    let styles =
      style("cao", "style:text-position=\"super 58%\"")
      + style("gach", "style:text-line-through-style=\"solid\"")
      + style("cao2", "style:text-position=\"33% 58%\"")
      + style("gach2", "style:text-line-through-type=\"single\"")
      + "<style:style style:name=\"gach3\" style:parent-style-name=\"gach2\"/>"
      + style("an", "text:display=\"none\"")
      + style("vni", "style:font-name=\"VNI-Times\"", "table-cell")
      + style("vn", "style:font-name=\".VnTime\"", "table-cell")
      + "<style:style style:name=\"con\" style:parent-style-name=\"vn\"/>"
    func span(_ style: String, _ text: String) -> String {
      "<text:span text:style-name=\"\(style)\">\(text)</text:span>"
    }
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }
    let body =
      "<table:table table:name=\"A\"><table:table-column table:number-columns-repeated=\"3\"/>"
      + "<table:table-column table:default-cell-style-name=\"con\"/><table:table-row>"
      + cell("12" + span("cao", "1")) + cell(span("gach", "80")) + cell("7" + span("gach", "5"))
      + cell("C\u{E3}") + cell("C\u{E3}", "table:style-name=\"vn\"")
      + "<table:table-cell office:value-type=\"string\" office:string-value=\"11\"/>"
      + "</table:table-row><table:table-row>"
      + cell("12" + span("cao2", "1")) + cell("7" + span("gach3", "5"))
      + cell("7" + span("an", "5")) + cell("&#209;o&#225;i", "table:style-name=\"vni\"")
      + "</table:table-row></table:table>"
    #expect(
      try rows("a.fods", flat(body, styles: styles)) == [
        "1: 12 | 80 | 7 | Có | Có | 11", "2: 12 | 7 | 7 | Đối",
      ])
  }

  @Test(
    "A page that was cut off within a table is damaged, and none without a table is passed over in silence"
  )
  func cutOff() throws {
    let small = try Small(["activities.csv": Small.header + "2/6/2024,Núi Tây,,Đối thoại,1\n"])
    for (name, text, word) in [
      ("a.xls", "<html><table><tr><td>12", "incomplete"),
      ("b.xls", "<html><body>Không có dữ liệu</body></html>", "no table"),
      (
        "c.xls", "<html><frameset><frame src=\"b.files/sheet001.htm\"></frameset></html>",
        "no table"
      ),
      ("d.xls", String(repeating: "\u{0}", count: 3000), "unknown kind"),
      ("g.xls", "<html><table><tr><td>12</table><!-- <table><tr><td>5</table>", "incomplete"),
      ("h.xls", "<html><table><tr><td>12</table><script><table></table>", "incomplete"),
      ("e.odt", "PK", "damaged"), ("f.xml", "<rows><row a=\"1\"/></rows>", "unknown kind"),
    ] {
      try small.add(name, Data(text.utf8))
      let said = try small.intake().log.all.filter { $0.place.file == name }
      #expect(said.map(\.code) == [.unreadFile], "\(name)")
      #expect(said.first?.message.english.contains(word) == true, "\(said)")
    }
    #expect(try small.value("people") == 1)
  }
}
