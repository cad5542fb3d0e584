/// Arithmetic of indicators in the notation of `giaoban.yaml`: `dialogues + visits`, `(a - b) / c * 100`.
///
/// Operands are ids of indicators and plain numbers; `*` and `/` bind tighter than `+` and `-`.
package indirect enum Arithmetic<Operand: Sendable & Hashable>: Sendable, Hashable {
  package typealias Operator = ArithmeticOperator

  case number(Double)
  case operand(Operand)
  case operation(Operator, Arithmetic, Arithmetic)

  /// The distinct operands, in their order.
  package var operands: [Operand] {
    switch self {
    case .number: []
    case .operand(let operand): [operand]
    case .operation(_, let left, let right):
      left.operands + right.operands.filter { !left.operands.contains($0) }
    }
  }

  /// A difference of one operand and others, `a - b - c`; `nil` for any other form.
  package var difference: (whole: Operand, parts: [Operand])? {
    switch self {
    case .operation(.minus, .operand(let whole), .operand(let part)) where whole != part:
      return (whole, [part])
    case .operation(.minus, let left, .operand(let part)):
      guard let (whole, parts) = left.difference, part != whole, !parts.contains(part) else {
        return nil
      }
      return (whole, parts + [part])
    case .operation(.minus, .operand(let whole), let right) where right.addsUp:
      // a - (b + c)
      guard let parts = right.terms, !parts.contains(whole) else { return nil }
      return (whole, parts)
    default: return nil
    }
  }

  /// The operands of a sum without repetition; `nil` for any other form.
  private var terms: [Operand]? {
    switch self {
    case .operand(let operand): return [operand]
    case .operation(.plus, let left, let right):
      guard let terms = left.terms, let more = right.terms, Set(terms).isDisjoint(with: more) else {
        return nil
      }
      return terms + more
    default: return nil
    }
  }

  /// Whether values of parts add up to the value of the whole: operands are added, subtracted, and multiplied or divided by
  /// numbers alone.
  package var addsUp: Bool {
    switch self {
    case .number: false
    case .operand: true
    case .operation(.plus, let left, let right), .operation(.minus, let left, let right):
      left.addsUp && right.addsUp
    case .operation(.times, let left, let right):
      left.addsUp && right.isNumber || left.isNumber && right.addsUp
    case .operation(.over, let left, let right): left.addsUp && right.isNumber
    }
  }

  /// Whether it has no operand.
  private var isNumber: Bool {
    switch self {
    case .number: true
    case .operand: false
    case .operation(_, let left, let right): left.isNumber && right.isNumber
    }
  }

  /// The expression with names, `(A − B) / C × 100`.
  package func text(_ name: (Operand) -> String) -> String {
    switch self {
    case .number(let number):
      return number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .operand(let operand): return name(operand)
    case .operation(let sign, let left, let right):
      let isProduct = sign == .times || sign == .over
      func part(_ side: Arithmetic, isRight: Bool) -> String {
        guard case .operation(let inner, _, _) = side else { return side.text(name) }
        let isSum = inner == .plus || inner == .minus
        let needsBrackets =
          (isProduct && isSum)
          || (isRight && (sign == .minus || sign == .over) && isSum == !isProduct)
        return needsBrackets ? "(" + side.text(name) + ")" : side.text(name)
      }
      let shown: [Operator: String] = [.plus: "+", .minus: "−", .times: "×", .over: "/"]
      return part(left, isRight: false) + " \(shown[sign] ?? "") " + part(right, isRight: true)
    }
  }

  /// The same expression with other operands.
  package func map<Other, Failure: Error>(
    _ transform: (Operand) throws(Failure) -> Arithmetic<Other>
  ) throws(Failure) -> Arithmetic<Other> {
    switch self {
    case .number(let number): return .number(number)
    case .operand(let operand): return try transform(operand)
    case .operation(let sign, let left, let right):
      return .operation(sign, try left.map(transform), try right.map(transform))
    }
  }

  /// The value; `nil` if it divides by zero.
  package func value(_ operand: (Operand) -> Double) -> Double? {
    switch self {
    case .number(let number): return number
    case .operand(let name): return operand(name)
    case .operation(let sign, let left, let right):
      guard let left = left.value(operand), let right = right.value(operand) else { return nil }
      switch sign {
      case .plus: return left + right
      case .minus: return left - right
      case .times: return left * right
      case .over: return right == 0 ? nil : left / right
      }
    }
  }
}

extension Arithmetic<String> {
  /// The greatest number of characters and the greatest depth of brackets that are accepted.
  private static var limits: (length: Int, depth: Int) { (2000, 50) }

  /// Parses an expression; `nil` if it is invalid.
  package init?(_ text: String) {
    guard text.utf8.count <= Arithmetic.limits.length else { return nil }
    var reader = ArithmeticReader(text)
    guard let whole = reader.sum(depth: Arithmetic.limits.depth), reader.isAtEnd else {
      return nil
    }
    self = whole
  }
}

/// The operation on two operands.
package enum ArithmeticOperator: Character, Sendable, Hashable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
}

/// Parses an expression by recursive descent.
private struct ArithmeticReader {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = Array(text) }

  var isAtEnd: Bool {
    mutating get {
      skipSpaces()
      return index == characters.count
    }
  }

  private mutating func skipSpaces() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  private mutating func next(_ signs: [ArithmeticOperator]) -> ArithmeticOperator? {
    skipSpaces()
    guard index < characters.count,
      let sign = ArithmeticOperator(rawValue: characters[index]), signs.contains(sign)
    else { return nil }
    index += 1
    return sign
  }

  mutating func sum(depth: Int) -> Arithmetic<String>? {
    chain([.plus, .minus]) { $0.chain([.times, .over]) { $0.factor(depth: depth) } }
  }

  /// Operands joined by some of the operators, which are left-associative.
  private mutating func chain(
    _ signs: [ArithmeticOperator],
    _ part: (inout ArithmeticReader) -> Arithmetic<String>?
  ) -> Arithmetic<String>? {
    guard var left = part(&self) else { return nil }
    while let sign = next(signs) {
      guard let right = part(&self) else { return nil }
      left = .operation(sign, left, right)
    }
    return left
  }

  private mutating func factor(depth: Int) -> Arithmetic<String>? {
    skipSpaces()
    guard index < characters.count, depth > 0 else { return nil }
    if characters[index] == "(" {
      index += 1
      guard let inner = sum(depth: depth - 1), !isAtEnd, characters[index] == ")" else {
        return nil
      }
      index += 1
      return inner
    }
    let start = index
    while index < characters.count, characters[index].isASCII,
      characters[index].isLetter || characters[index].isNumber || "_.".contains(characters[index])
    {
      index += 1
    }
    let word = String(characters[start..<index])
    if word.first?.isNumber == true { return Double(word).map { .number($0) } }
    return word.isEmpty || word.contains(".") ? nil : .operand(word)
  }
}
