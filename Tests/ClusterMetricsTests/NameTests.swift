import ClusterMetrics
import Foundation
import Testing

@Suite("Names as people write them")
struct NameTests {
  @Test(
    "Spellings of one name fold to one key",
    arguments: [
      ("Hóa", "Hoá"), ("quả", "qủa"), ("Thúy", "Thuý"), ("Hòa", "hoà"), ("Đông Sơn", "Ðông Sơn"),
      ("Đông Sơn", "đông  SƠN "), ("Đông\u{00A0}Sơn", "Đông Sơn"), ("Nga Sơn", "Nga Sơn\u{200B}"),
      ("Hoằng Hóa", "Hoa\u{0306}\u{0300}ng Ho\u{0301}a"),
      (
        "Quốc phòng – an ninh",
        "Quốc phòng - an ninh"
      ),
    ])
  func sameKey(left: String, right: String) {
    #expect(NameKey(left) == NameKey(right))
  }

  @Test(
    "Tones, vowel marks and đ are never folded away",
    arguments: [
      ("Nga Thanh", "Nga Thành"), ("Hoằng Quý", "Hoằng Quỳ"), ("Dông", "Đông"), ("Lam", "Lâm"),
      ("Lân", "Lăn"), ("Ngoc", "Ngọc"),
    ])
  func differentKeys(left: String, right: String) {
    #expect(NameKey(left) != NameKey(right))
  }

  @Test(
    "A place is split into its kind and its name",
    arguments: [
      ("Xã Nga An", PlaceKind.commune, "nga an"), ("X. Nga An", .commune, "Nga An"),
      ("Phường Lam Sơn", .ward, "Lam Sơn"), ("P.Lam Sơn", .ward, "Lam Sơn"),
      ("TT Nga Sơn", .township, "Nga Sơn"), ("thị trấn Nga Sơn", .township, "Nga Sơn"),
      ("TX. Bỉm Sơn", .town, "Bỉm Sơn"), ("TP. Thanh Hoá", .city, "Thanh Hóa"),
      ("H. Hậu Lộc", .district, "Hậu Lộc"), ("Phường 01", .ward, "1"), ("P.02", .ward, "2"),
      ("P10", .ward, "10"), ("TX. 007 Bình", .town, "7 Bình"),
    ])
  func places(text: String, kind: PlaceKind, bare: String) {
    let place = NameKey.place(text)
    #expect(place.kind == kind && place.bare == NameKey(bare))
  }

  @Test("English names of places end with their kind")
  func english() {
    let place = NameKey.place("Gio Linh District")
    #expect(place.kind == .district && place.bare == NameKey("Gio Linh"))
    #expect(NameKey.place("Dong Ha City").kind == .city && NameKey.place("District").kind == nil)
    #expect(NameKey.place("Capacity").kind == nil && NameKey.place("Hillcrest Office").kind == nil)
  }

  @Test("A name that is only a prefix stays a name")
  func prefixAlone() {
    #expect(NameKey.place("Xã").kind == nil)
    #expect(NameKey.place("Công an tỉnh").kind == nil)
  }

  @Test("The nearest name is one letter or one tone away")
  func nearest() {
    let names = ["Xã Nga An", "Xã Nga Bạch", "Xã Nga Điền", "Thị trấn Nga Sơn"]
    #expect(NameKey.nearest(to: "Xã Nga Ann", among: names) == ["Xã Nga An"])
    #expect(NameKey.nearest(to: "nga bach", among: names).first == "Xã Nga Bạch")
    #expect(NameKey.nearest(to: "Hà Nội", among: names).isEmpty)
  }

  @Test("Names sort as ICU sorts Vietnamese")
  func collation() {
    let names = [
      "Ba Đình", "Bắc Sơn", "Đông Sơn", "Dân Lực", "Ân", "An", "Ăn", "Nga Thành", "Nga Thanh",
      "Nga Thạch", "Ngọc Trạo", "Ô", "Ơ", "O", "Ư", "U", "Yên", "Đa Lộc", "Da Lộc", "Hậu Lộc",
      "Hà Trung", "Hoằng Quý", "Hoằng Quỳ", "Hoằng Quỹ", "Ê", "E", "ã", "ả", "á", "à", "ạ", "a",
    ]
    let locale = Locale(identifier: "vi_VN")
    let expected = names.sorted {
      $0.lowercased().compare($1.lowercased(), locale: locale) == .orderedAscending
    }
    #expect(names.sorted(by: Collation.precedes) == expected)
  }

  @Test("A unit is found by its full, short and bare name, a commune within its unit only")
  func roster() throws {
    var roster = Roster()
    let cluster = roster.cluster(named: "Cụm 1")
    let city = try roster.addedUnit("Thành phố Thanh Hóa", cluster)
    let town = try roster.addedUnit("Thị xã Bỉm Sơn", cluster)
    for (name, unit) in [
      ("Phường Lam Sơn", city), ("Phường Lam Sơn", town), ("Xã Nga An", town),
      ("Thị trấn Nga An", town),
    ] {
      roster.addCommune(name, unit)
    }
    let isNew = roster.addCommune(
      named: "P. Lam Sơn", unit: city, validity: .always)
    #expect(!isNew)
    #expect(roster.unit(named: "tp thanh hoá") == city)
    #expect(roster.unit(named: "Thanh Hóa") == city)
    #expect(roster.unit(named: "Huyện Thanh Hóa") == nil)
    #expect(roster.communes(named: "lam sơn", inUnit: city) == [0])
    #expect(roster.communes(named: "P. Lam Sơn", inUnit: town) == [1])
    #expect(roster.communes(named: "Nga An", inUnit: town).count == 2)
    #expect(roster.communes(named: "TT Nga An", inUnit: town) == [3])
    #expect(roster.units[city].shortName == "TP Thanh Hóa")
  }
}
