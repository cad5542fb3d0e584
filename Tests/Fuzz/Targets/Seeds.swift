import Foundation
import TestSupport

/// Real files that mutations begin with, and the words that mean something to a reader.
package enum Seeds {
  /// A beginning of a file of the package, cut at the end of a line.
  private static func head(_ path: String, _ count: Int = 1500) -> Data {
    let data = (try? Data(contentsOf: packageRoot.appending(path: path))) ?? Data()
    guard data.count > count else { return data }
    let part = data.prefix(count)
    return part.lastIndex(of: 10).map { Data(part[..<part.index(after: $0)]) } ?? Data(part)
  }

  private static func whole(_ path: String) -> Data {
    (try? Data(contentsOf: packageRoot.appending(path: path))) ?? Data()
  }

  package static func of(_ target: FuzzTarget) -> [Data] {
    switch target {
    case .csv:
      let text = head("Samples/cum-thi-dua-1/activities.csv")
      let string = String(decoding: text, as: UTF8.self)
      return [
        text, string.data(using: .utf16) ?? text, string.data(using: .utf16BigEndian) ?? text,
        Data(string.replacing(",", with: ";").replacing("\n", with: "\r\n").utf8),
        Data("a,\"b\"\"c\",\"d\ne\"\n".utf8), Data([0xFF, 0xFE, 0x41]), Data(),
      ]
    case .sheet: return [Data(sheet.utf8)]
    case .xlsx:
      return ["habits-openpyxl", "inline-xlsxwriter", "epoch-1904", "entities", "cut-off"].map {
        whole("Tests/IntakeTests/Fixtures/\($0).xlsx")
      }
    case .yaml:
      return ["cum-thi-dua-1", "toan-tinh"].map { whole("Samples/\($0)/giaoban.yaml") }
        + [Data("a: &a [*a, *a]\nb: {c: 1, c: 2}\n".utf8)]
    case .roster:
      return [
        head("Samples/cum-thi-dua-1/roster.csv"),
        head("Tests/IntakeTests/Fixtures/roster-2025.csv"),
      ]
    case .submissions:
      return [
        Data(
          "period,unit,indicator,value\n2022-H1,Huyện Nga Sơn,sent,\"trên 1.200,5\"\n2022-Q1,Cụm,talks,…\n"
            .utf8)
      ]
    case .tables:
      return [
        Data(
          """
          UBND HUYỆN NGA SƠN,,,,
          KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022,,,,
          STT,Chỉ tiêu,ĐVT,Kế hoạch năm 2022,Thực hiện,Cùng kỳ
          (1),(2),(3),(4),(5),(6)
          I,THỦ TỤC,,,,
          1,Hồ sơ,hồ sơ,100,"1.234,5",-
          2,- Thu phí,tỷ đồng,x,12 hồ sơ,10/25
          ,Tổng cộng,,100,1,0
          """.utf8),
        Data("Tháng 5/2022,,\nTT,Đơn vị,Hồ sơ,Thu phí\n1,Công an tỉnh,5,6\n,Cộng,5,6\n".utf8),
      ]
    case .grid: return [Data(grid.utf8)]
    case .markup: return [openDocument, xmlSpreadsheet, html].map { Data($0.utf8) }
    case .appendix: return [Data(appendix.utf8)]
    case .document: return [Data(document.utf8)]
    case .docx:
      return [
        whole("Samples/cum-thi-dua-1/bao-cao.docx"),
        whole("Tests/ReportingTests/Documents/libreoffice.docx"),
      ]
    }
  }

  private static let sheet = """
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
    <row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>unit</t></is></c>\
    <c r="C1" t="inlineStr"><is><t>commune</t></is></c><c r="D1" t="inlineStr"><is><t>activity</t></is></c>\
    <c r="E1" t="str"><f>A1</f><v>Số người tham dự</v></c></row>\
    <row r="2" hidden="1"><c r="A2"><v>44729</v></c><c r="B2" t="inlineStr"><is><t>Huyện Nga Sơn</t></is></c>\
    <c r="C2" t="inlineStr"><is><r><t>Xã </t></r><r><t>Nga An</t></r></is></c>\
    <c r="D2" t="inlineStr"><is><t>đối thoại</t></is></c><c r="E2"><v>1.5E+2</v></c></row>\
    <row><c t="s"><v>7</v></c><c r="XFD3" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>\
    </sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>
    """

  private static let grid = """
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
    <row r="1"><c r="A1" t="inlineStr"><is><t>Quý II năm 2022</t></is></c></row>\
    <row r="2"><c r="A2" t="inlineStr"><is><t>Đơn vị</t></is></c><c r="B2" t="inlineStr"><is><t>Hồ sơ</t></is></c></row>\
    <row r="3"><c r="B3" t="inlineStr"><is><t>Thực hiện</t></is></c><c r="C3" t="inlineStr"><is><t>Lũy kế</t></is></c></row>\
    <row r="4"><c r="A4" t="inlineStr"><is><t>H. Nga Sơn</t></is></c><c r="B4"><v>5</v></c><c r="C4"><v>9</v></c></row>\
    </sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells></worksheet>
    """

  private static let openDocument = """
    <office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" office:mimetype="opendocument.spreadsheet">\
    <style:style style:name="a"><style:text-properties style:text-line-through-style="solid"/></style:style>\
    <table:table table:name="Quý I/2022"><table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell>\
    <text:p>Đơn vị</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>Hồ sơ</text:p>\
    </table:table-cell></table:table-row><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>H. Nga Sơn</text:p>\
    </table:table-cell><table:table-cell office:value-type="float" office:value="5"/><table:table-cell office:value-type="date" \
    office:date-value="2022-01-05"/><table:table-cell office:value-type="time" office:time-value="PT07H05M00S"/></table:table-row>\
    </table:table></office:document>
    """
  private static let xmlSpreadsheet = """
    <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>\
    <Worksheet ss:Name="6T/2022"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">Đơn vị</Data></Cell>\
    <Cell><Data ss:Type="String">Hồ sơ</Data></Cell></Row><Row><Cell ss:Index="1"><Data ss:Type="String">H. Nga Sơn</Data></Cell>\
    <Cell ss:Index="3" ss:StyleID="p"><Data ss:Type="Number">5</Data></Cell></Row></Table></Worksheet></Workbook>
    """
  private static let html = """
    <html><p>6 tháng đầu năm 2022<table><tr><td><table><tr><th rowspan=2>Đơn vị<th colspan=2>Hồ sơ<tr><th>KH<th>TH\
    <tr><td>H. Nga Sơn<td x:num="5">5,0<td>1&nbsp;200</table></table><br>Người lập
    """
  private static let appendix = """
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Quý II năm 2022</w:t>\
    </w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Đơn vị</w:t></w:r></w:p></w:tc><w:tc>\
    <w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Hồ sơ</w:t></w:r><w:r><w:t>Hồ sơ</w:t></w:r></w:p>\
    </w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>H. Nga Sơn</w:t></w:r></w:p></w:tc><w:tc>\
    <w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>
    """

  private static let document = """
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\
    <w:p><w:r><w:t>Kết quả {{dia</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>logues}} và \
    {{dialogues.change:TP Thanh Hóa}}</w:t></w:r></w:p><w:p><w:r><w:t>{{chart:dialogues}}</w:t></w:r></w:p>\
    <w:p><w:bookmarkStart w:id="1" w:name="giaoban_1"/><w:r><w:t>105</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{table:by-unit}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
    <w:p><w:del><w:r><w:delText>{{x}}</w:delText></w:r></w:del></w:p><w:sectPr/></w:body></w:document>
    """

  /// Pieces that a mutation puts in: delimiters, tags, ends of numbers and dates, letters of many bytes.
  package static let words = [
    "\"", ",", ";", "\t", "\r\n", "\n", "\u{FEFF}", "\u{0}", "&", "*a", "<<", "{{", "}}", "<", ">",
    "</",
    "/>", "&#x41;", "&lol;", "<![CDATA[", "<!DOCTYPE a [<!ENTITY lol \"lol\">]>",
    "9999999999999999999",
    "-1", "1e400", "NaN", "0001-01-01", "31/12/9999", "44729", "2958466", "1.234.567,89", "Đ", "ạ̣̣̣̣̣",
    "\u{1F600}", "\u{202E}", "=1+1", "Tổng cộng", "{not: [a]}", "- [", "? :", "!!binary",
    "r=\"XFE1048577\"",
    "t=\"s\"", "{{chart:", "{{table:", "successor", "Xã Nga An; Xã Nga Tân",
  ].map { Data($0.utf8) }
}
