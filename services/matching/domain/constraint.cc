#include "services/matching/domain/constraint.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"

namespace gilde::matching::domain {

struct Constraint::Node {
  enum class Kind { kAll, kAny, kNot, kCompare, kSame, kShares };
  enum class Op { kHas, kEqual, kDiffers, kLess, kAtMost, kMore, kAtLeast };
  Kind kind;
  std::string text;                                // as written
  std::vector<std::shared_ptr<const Node>> parts;  // of kAll, kAny and kNot
  bool of_mentor = false;                          // whom `a` is asked of
  const Attribute* a = nullptr;
  const Attribute* b = nullptr;  // of kShares: the mentor's
  Op op = Op::kEqual;
  std::string literal;
  std::int64_t number = 0;

  bool Holds(const Side& mentee, const Side& mentor) const;
  bool Compares(const Reading& reading) const;
  bool Fits(std::string_view text) const;
};

namespace {

using Node = Constraint::Node;
using NodePointer = std::shared_ptr<const Node>;
using Type = Attribute::Type;

constexpr size_t kLongest = 2000;
constexpr int kDeepest = 20;

struct Token {
  enum class Kind { kWord, kQuoted, kSymbol, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;
  size_t begin = 0, end = 0;

  bool Is(std::string_view symbol) const { return kind == Kind::kSymbol && text == symbol; }
  bool IsWord(std::string_view word) const { return kind == Kind::kWord && text == word; }
};

absl::Status At(size_t position, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("at ", position + 1, ": ", std::string(what)));
}

std::string Names(absl::Span<const Attribute> attributes) {
  return absl::StrJoin(attributes, ", ", [](std::string* out, const Attribute& a) { absl::StrAppend(out, std::string(a.name)); });
}

absl::StatusOr<std::vector<Token>> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  auto is_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0 || absl::StrContains("._*/+", std::string(1, c));
  };
  for (size_t i = 0; i < text.size();) {
    char c = text[i];
    size_t begin = i;
    if (absl::ascii_isspace(static_cast<unsigned char>(c))) {
      ++i;
    } else if (c == '"' || c == '\'') {
      std::string value;
      for (++i; i < text.size() && text[i] != c; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        value.push_back(text[i]);
      }
      if (i == text.size()) return At(begin, "the quote is not closed");
      tokens.push_back({Token::Kind::kQuoted, std::move(value), begin, ++i});
    } else if (is_word(c)) {
      // A minus within a word belongs to it, as in a date or a language tag.
      while (i < text.size() && (is_word(text[i]) || text[i] == '-')) ++i;
      tokens.push_back({Token::Kind::kWord, std::string(text.substr(begin, i - begin)), begin, i});
    } else {
      std::string_view two = text.substr(i, 2);
      size_t size = two == "<=" || two == ">=" || two == "!=" ? 2 : 1;
      if (size == 1 && !absl::StrContains("<>=:(),-", std::string(1, c)))
        return At(begin, absl::StrCat("`", std::string(1, c), "` means nothing here"));
      i += size;
      tokens.push_back({Token::Kind::kSymbol, std::string(text.substr(begin, size)), begin, i});
    }
  }
  tokens.push_back({Token::Kind::kEnd, "", text.size(), text.size()});
  return tokens;
}

// By the grammar of AIP-160: expression > sequence > factor > term > restriction or composite.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  absl::StatusOr<NodePointer> Parse() {
    GILDE_ASSIGN_OR_RETURN(NodePointer all, Expression());
    if (Next().kind != Token::Kind::kEnd) return At(Next().begin, absl::StrCat("`", Next().text, "` is too much"));
    return all;
  }

 private:
  const Token& Next() const { return tokens_[at_]; }
  const Token& Take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool TakeSymbol(std::string_view symbol) {
    bool there = Next().Is(symbol);
    if (there) ++at_;
    return there;
  }
  bool TakeWord(std::string_view word) {
    bool there = Next().IsWord(word);
    if (there) ++at_;
    return there;
  }
  bool EndsSequence() const { return Next().kind == Token::Kind::kEnd || Next().Is(")") || Next().IsWord("AND"); }

  std::shared_ptr<Node> Make(Node::Kind kind, size_t first_token) const {
    auto node = std::make_shared<Node>();
    node->kind = kind;
    size_t begin = tokens_[first_token].begin;
    node->text = std::string(text_.substr(begin, tokens_[at_ - 1].end - begin));
    return node;
  }

  // One of several, or all of them under a node.
  NodePointer Join(Node::Kind kind, size_t first_token, std::vector<NodePointer> parts) const {
    if (parts.size() == 1) return std::move(parts[0]);
    auto node = Make(kind, first_token);
    node->parts = std::move(parts);
    return node;
  }

  // Sequences with AND between them; a sequence is factors with nothing between them, which is AND too.
  absl::StatusOr<NodePointer> Expression() {
    size_t first = at_;
    std::vector<NodePointer> parts;
    do {
      do {
        GILDE_ASSIGN_OR_RETURN(parts.emplace_back(), Factor());
      } while (!EndsSequence());
    } while (TakeWord("AND"));
    return Join(Node::Kind::kAll, first, std::move(parts));
  }

  absl::StatusOr<NodePointer> Factor() {
    size_t first = at_;
    std::vector<NodePointer> parts;
    do {
      GILDE_ASSIGN_OR_RETURN(parts.emplace_back(), Term());
    } while (TakeWord("OR"));
    return Join(Node::Kind::kAny, first, std::move(parts));
  }

  absl::StatusOr<NodePointer> Term() {
    size_t first = at_;
    if (TakeWord("NOT") || TakeSymbol("-")) {
      GILDE_ASSIGN_OR_RETURN(NodePointer part, Simple());
      auto node = Make(Node::Kind::kNot, first);
      node->parts.push_back(std::move(part));
      return NodePointer(std::move(node));
    }
    return Simple();
  }

  absl::StatusOr<NodePointer> Simple() {
    if (!TakeSymbol("(")) return Restriction();
    if (++depth_ > kDeepest) return At(Next().begin, absl::StrCat("at most ", kDeepest, " parentheses within each other"));
    GILDE_ASSIGN_OR_RETURN(NodePointer inner, Expression());
    --depth_;
    if (!TakeSymbol(")")) return At(Next().begin, "a parenthesis is not closed");
    return inner;
  }

  absl::StatusOr<NodePointer> Restriction() {
    size_t first = at_;
    if (Next().kind != Token::Kind::kWord) return At(Next().begin, "say what must hold, as `mentor.seniority_level >= 5`");
    const Token& what = Take();
    if (Next().Is("(")) return Function(what, first);
    bool of_mentor = absl::StartsWith(what.text, "mentor.");
    if (!of_mentor && !absl::StartsWith(what.text, "mentee.")) {
      return At(what.begin, absl::StrCat("`", what.text, "`: say of whom, as `mentee.location` or `mentor.location`"));
    }
    GILDE_ASSIGN_OR_RETURN(const Attribute* attribute, Known(what, what.text.substr(7)));
    Node::Op op;
    const Token& comparator = Next();
    if (!OpOf(comparator, op)) return At(comparator.begin, absl::StrCat("compare `", what.text, "` with something: = != < <= > >= :"));
    ++at_;
    bool minus = TakeSymbol("-");
    const Token& value = Take();
    if (value.kind != Token::Kind::kWord && value.kind != Token::Kind::kQuoted) return At(value.begin, "a value is missing");
    auto node = Make(Node::Kind::kCompare, first);
    node->of_mentor = of_mentor;
    node->a = attribute;
    node->op = op;
    node->literal = (minus ? "-" : "") + value.text;
    GILDE_RETURN_IF_ERROR(CheckComparison(*node, comparator, value));
    return NodePointer(std::move(node));
  }

  absl::StatusOr<NodePointer> Function(const Token& name, size_t first) {
    ++at_;
    std::vector<const Attribute*> arguments;
    std::vector<size_t> places;
    do {
      const Token& argument = Take();
      if (argument.kind != Token::Kind::kWord) return At(argument.begin, "an attribute is missing");
      GILDE_ASSIGN_OR_RETURN(arguments.emplace_back(), Known(argument, argument.text));
      places.push_back(argument.begin);
    } while (TakeSymbol(","));
    if (!TakeSymbol(")")) return At(Next().begin, "a parenthesis is not closed");
    bool same = name.text == "same";
    if (!same && name.text != "shares") return At(name.begin, absl::StrCat("`", name.text, "` is no function; there are same, shares"));
    if (arguments.size() != (same ? 1 : 2))
      return At(name.begin, same ? "same takes one attribute" : "shares takes two lists: the mentee's and the mentor's");
    for (size_t i = 0; i < arguments.size(); ++i) {
      if ((arguments[i]->type == Type::kList) == same) {
        return At(places[i],
                  absl::StrCat("`", std::string(arguments[i]->name), same ? "` is a list: use shares" : "` is no list: use same"));
      }
    }
    auto node = Make(same ? Node::Kind::kSame : Node::Kind::kShares, first);
    node->a = arguments.front();
    node->b = arguments.back();
    return NodePointer(std::move(node));
  }

  static absl::StatusOr<const Attribute*> Known(const Token& token, std::string_view name) {
    const Attribute* attribute = FindAttribute(name);
    if (attribute != nullptr) return attribute;
    return At(token.begin, absl::StrCat("`", token.text, "` is no attribute; there are ", Names(Attributes())));
  }

  static bool OpOf(const Token& token, Node::Op& op) {
    static constexpr std::pair<std::string_view, Node::Op> kOps[] = {
        {":", Node::Op::kHas},     {"=", Node::Op::kEqual}, {"!=", Node::Op::kDiffers}, {"<", Node::Op::kLess},
        {"<=", Node::Op::kAtMost}, {">", Node::Op::kMore},  {">=", Node::Op::kAtLeast},
    };
    for (const auto& [symbol, its] : kOps) {
      if (token.Is(symbol)) return op = its, true;
    }
    return false;
  }

  static absl::Status CheckComparison(Node& node, const Token& comparator, const Token& value) {
    std::string name(node.a->name);
    bool anything = node.op == Node::Op::kHas && node.literal == "*" && value.kind == Token::Kind::kWord;
    if (anything) return absl::OkStatus();
    switch (node.a->type) {
      case Type::kNumber:
        if (node.op == Node::Op::kHas) return At(comparator.begin, absl::StrCat("`", name, "` is a number: use = != < <= > >="));
        if (!absl::SimpleAtoi(node.literal, &node.number)) return At(value.begin, absl::StrCat("`", name, "` is a whole number"));
        return absl::OkStatus();
      case Type::kList:
        if (node.op != Node::Op::kHas) return At(comparator.begin, absl::StrCat("`", name, "` is a list: use `:`"));
        break;
      case Type::kText:
        if (node.op != Node::Op::kEqual && node.op != Node::Op::kDiffers)
          return At(comparator.begin, absl::StrCat("`", name, "` is text: use = or !="));
        break;
    }
    const auto& values = node.a->values;
    bool any = values.empty() || std::find(values.begin(), values.end(), node.literal) != values.end();
    if (!any)
      return At(value.begin, absl::StrCat("`", name, "` is one of ",
                                          absl::StrJoin(values, ", ", [](std::string* out, std::string_view v) { out->append(v); })));
    return absl::OkStatus();
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

bool Constraint::Node::Fits(std::string_view text) const {
  std::string_view wanted = literal;
  bool from_anywhere = wanted.size() > 1 && wanted.front() == '*', to_anywhere = !wanted.empty() && wanted.back() == '*';
  if (from_anywhere) wanted.remove_prefix(1);
  if (to_anywhere) wanted.remove_suffix(1);
  if (from_anywhere && to_anywhere) return text.find(wanted) != std::string_view::npos;
  if (from_anywhere) return text.ends_with(wanted);
  return to_anywhere ? text.starts_with(wanted) : text == wanted;
}

bool Constraint::Node::Compares(const Reading& reading) const {
  bool there = reading.number.has_value() || !reading.texts.empty();
  if (!there) return false;
  if (op == Op::kHas && literal == "*") return true;
  if (reading.number) {
    std::int64_t has = *reading.number;
    switch (op) {
      case Op::kEqual:
        return has == number;
      case Op::kDiffers:
        return has != number;
      case Op::kLess:
        return has < number;
      case Op::kAtMost:
        return has <= number;
      case Op::kMore:
        return has > number;
      default:
        return has >= number;
    }
  }
  bool fits = std::any_of(reading.texts.begin(), reading.texts.end(), [&](std::string_view text) { return Fits(text); });
  return fits != (op == Op::kDiffers);
}

bool Constraint::Node::Holds(const Side& mentee, const Side& mentor) const {
  auto holds = [&](const NodePointer& part) { return part->Holds(mentee, mentor); };
  switch (kind) {
    case Kind::kAll:
      return std::all_of(parts.begin(), parts.end(), holds);
    case Kind::kAny:
      return std::any_of(parts.begin(), parts.end(), holds);
    case Kind::kNot:
      return !holds(parts[0]);
    case Kind::kCompare:
      return Compares(a->Of(of_mentor ? mentor : mentee));
    default:
      break;
  }
  Reading mine = a->Of(mentee), theirs = b->Of(mentor);
  if (mine.number) return mine.number == theirs.number;
  return std::find_first_of(mine.texts.begin(), mine.texts.end(), theirs.texts.begin(), theirs.texts.end()) != mine.texts.end();
}

absl::StatusOr<Constraint> Constraint::Parse(std::string_view text) {
  if (text.size() > kLongest) return absl::InvalidArgumentError(absl::StrCat("at most ", kLongest, " bytes"));
  GILDE_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(text));
  Constraint constraint;
  if (tokens.size() == 1) return constraint;
  GILDE_ASSIGN_OR_RETURN(NodePointer whole, Parser(text, std::move(tokens)).Parse());
  if (whole->kind == Node::Kind::kAll) {
    constraint.all_ = whole->parts;
  } else {
    constraint.all_.push_back(std::move(whole));
  }
  return constraint;
}

Constraint ConstraintOf(const v1::MatchPolicy& policy) { return Constraint::Parse(policy.hard().constraint()).value_or(Constraint()); }

bool Constraint::Holds(const Side& mentee, const Side& mentor) const {
  return std::all_of(all_.begin(), all_.end(), [&](const auto& part) { return part->Holds(mentee, mentor); });
}

std::vector<std::string> Constraint::Broken(const Side& mentee, const Side& mentor) const {
  std::vector<std::string> broken;
  for (const auto& part : all_) {
    if (!part->Holds(mentee, mentor)) broken.push_back(part->text);
  }
  return broken;
}

}  // namespace gilde::matching::domain
