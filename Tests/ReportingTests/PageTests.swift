import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Office
@testable import Packs
@testable import Reporting

@Suite("The web page")
struct PageTests {
  private func page(_ sample: String, _ language: Language = .vietnamese) throws -> String {
    let report = try report(sample, language)
    return String(
      decoding: try PackPage(report: report, pack: try report.pack()).data(), as: UTF8.self)
  }

  /// The page as a tree: it is written so that an XML parser reads it, too.
  private func tree(_ page: String) throws -> XMLTree {
    let doctype = "<!DOCTYPE html>\n"
    try #require(page.hasPrefix(doctype))
    return try XMLTree(Data(page.dropFirst(doctype.count).utf8), part: "index.html")
  }

  private func elements(_ root: XMLNode, _ name: String) -> [XMLNode] {
    var found: [XMLNode] = []
    root.walk { node in
      if node.isElement, node.localName == name { found.append(node) }
      return true
    }
    return found
  }

  @Test(
    "every chart has a title, a description, a table and a link",
    arguments: ["cum-thi-dua-1", "toan-tinh"])
  func charts(sample: String) throws {
    let root = try tree(try page(sample)).root
    let sections = elements(root, "section").filter { $0.attribute(bare: "class") == "chart" }
    let links = Set(elements(root, "a").compactMap { $0.attribute(bare: "href") })
    #expect(sections.count >= 21)
    for section in sections {
      #expect(links.contains("#" + (section.attribute(bare: "id") ?? "")))
      #expect(elements(section, "table").count == 1 && !elements(section, "h2")[0].text.isEmpty)
      for picture in elements(section, "svg") {
        let named = picture.attribute(bare: "aria-labelledby")?.split(separator: " ").map(
          String.init)
        let ids = [elements(picture, "title")[0], elements(picture, "desc")[0]].map {
          $0.attribute(bare: "id")
        }
        #expect(named == ids.compactMap(\.self) && picture.attribute(bare: "role") == "img")
      }
    }
  }

  @Test("ids are there once, and every link within the page leads somewhere")
  func ids() throws {
    for sample in ["cum-thi-dua-1", "toan-tinh"] {
      let root = try tree(try page(sample, .english)).root
      var ids: [String: Int] = [:]
      var targets: Set<String> = []
      root.walk { node in
        if let id = node.attribute(bare: "id") { ids[id, default: 0] += 1 }
        if let target = node.attribute(bare: "href") { targets.insert(target) }
        for name in ["aria-labelledby"] {
          for id in node.attribute(bare: name)?.split(separator: " ") ?? [] {
            targets.insert("#" + id)
          }
        }
        for name in ["fill", "src", "style", "onclick"] {
          let value = node.attribute(bare: name) ?? ""
          if value.hasPrefix("url(") { targets.insert(String(value.dropFirst(4).dropLast())) }
          #expect(name == "fill" || value.isEmpty, "\(name) is not allowed by the policy")
        }
        return true
      }
      #expect(ids.values.allSatisfy { $0 == 1 })
      #expect(targets.allSatisfy { $0.hasPrefix("#") && ids[String($0.dropFirst())] == 1 })
    }
  }

  @Test("nothing may be fetched; the policy holds the digests of the style sheet and the script")
  func policy() throws {
    let text = try page("cum-thi-dua-1")
    let root = try tree(text).root
    let policy = elements(root, "meta").first {
      $0.attribute(bare: "http-equiv") == "Content-Security-Policy"
    }?.attribute(bare: "content")
    #expect(policy?.hasPrefix("default-src 'none';") == true)
    #expect(elements(root, "style").count == 2)
    for (name, element) in ["style", "script"].flatMap({ name in
      elements(root, name).map { (name, $0) }
    }) {
      let folder = try TemporaryFolder([name: element.text])
      defer { folder.keep() }
      let digest = try #require(
        output(
          of: "openssl",
          [
            "dgst", "-sha256", "-binary", "-out", folder.url.path + "/d",
            folder.url.path + "/" + name,
          ]
        ).flatMap { _ in try? Data(contentsOf: folder.url.appending(path: "d")) })
      #expect(policy?.contains("'sha256-\(digest.base64EncodedString())'") == true)
    }
    #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains("://"))
  }

  @Test("it states the numbers, in the numbers' language")
  func numbers() throws {
    let root = try tree(try page("cum-thi-dua-1")).root
    let tiles = elements(root, "b").map(\.text)
    #expect(tiles.prefix(3) == ["105", "85", "89,4%"])
    let english = try tree(try page("cum-thi-dua-1", .english)).root
    #expect(elements(english, "b").map(\.text)[2] == "89.4%")
    #expect(english.attribute(bare: "lang") == "en")
    let cells = elements(root, "td").filter { $0.attribute(bare: "data-value") == "44.041451" }
    #expect(!cells.isEmpty && cells.allSatisfy { $0.text == "44,0%" })
  }
}
