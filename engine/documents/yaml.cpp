// SPDX-License-Identifier: Apache-2.0
// The guard around yaml-cpp, which is included here and nowhere else. Its events become a tree under our bounds; its
// exceptions end here, reworded.
#include "engine/documents/yaml.h"

#include <algorithm>
#include <exception>
#include <istream>
#include <streambuf>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace proviso {
namespace {

/// Ends the parse of a document; what was wrong has been reported.
struct Stop {};

/// Reads a text in place: a stringstream would copy it.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    // The get area of a streambuf is not const; nothing here writes to it.
    char* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

/// A document with more anchors, aliases and tags than this was not written for us: it is not read on.
constexpr std::size_t kMostForbidden = 20;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The length of the UTF-8 sequence that begins here; 0 where none does.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;   // written longer than needed
    if (first == 0xED && byte(1) >= 0xA0) return 0;  // half of a UTF-16 pair
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

/// The first byte that may not stand in a document, and why; an empty message where there is none. yaml-cpp would put
/// a replacement character for a broken one and would take the character 4 for the end of the file.
struct BadByte {
  std::size_t offset = 0;
  std::string message;
};
BadByte find_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) return {i, fmt::format("byte {:#04x} is not UTF-8", static_cast<unsigned char>(text[i]))};
    if (is_control(text[i])) {
      return {i, fmt::format("a control character ({:#04x}) may not stand in a document",
                             static_cast<unsigned char>(text[i]))};
    }
    i += length;
  }
  return {};
}

/// A message of yaml-cpp in our words.
struct Reworded {
  Code code = Code::kYamlSyntax;
  std::string message = "this is not well-formed YAML";
  std::string help;
};

/// Whether a message of yaml-cpp is about a backslash in double quotes.
bool is_escape(std::string_view library_message) {
  namespace m = YAML::ErrorMsg;
  return library_message.starts_with(m::INVALID_HEX) || library_message.starts_with(m::INVALID_UNICODE) ||
         library_message.starts_with(m::INVALID_ESCAPE);
}

Reworded reword(std::string_view library_message) {
  namespace m = YAML::ErrorMsg;
  const auto is = [&](std::string_view known) { return library_message.starts_with(known); };
  const auto any = [&](std::initializer_list<std::string_view> known) {
    return std::any_of(known.begin(), known.end(), is);
  };
  if (any({m::ALIAS_CONTENT, m::ALIAS_NOT_FOUND, m::CHAR_IN_ALIAS, m::AMBIGUOUS_ANCHOR, m::UNKNOWN_ANCHOR,
           m::MULTIPLE_ALIASES, m::INVALID_ALIAS})) {
    return {Code::kYamlForbidden, "`*` begins an alias, and a document may not have any",
            "put text that begins with `*` in quotes"};
  }
  if (any({m::ANCHOR_NOT_FOUND, m::CHAR_IN_ANCHOR, m::MULTIPLE_ANCHORS, m::INVALID_ANCHOR})) {
    return {Code::kYamlForbidden, "`&` begins an anchor, and a document may not have any",
            "put text that begins with `&` in quotes"};
  }
  if (any({m::CHAR_IN_TAG_HANDLE, m::TAG_WITH_NO_SUFFIX, m::END_OF_VERBATIM_TAG, m::MULTIPLE_TAGS, m::INVALID_TAG,
           m::TAG_DIRECTIVE_ARGS, m::REPEATED_TAG_DIRECTIVE})) {
    return {Code::kYamlForbidden, "`!` begins a tag, and a document may not have any",
            "put text that begins with `!` in quotes"};
  }
  Reworded result;
  if (any({m::YAML_DIRECTIVE_ARGS, m::YAML_VERSION, m::YAML_MAJOR_VERSION, m::REPEATED_YAML_DIRECTIVE})) {
    result.message = "a line that begins with `%` is no part of a document";
    result.help = "leave the line out, or put text that begins with `%` in quotes";
  } else if (is(m::END_OF_MAP_FLOW)) {
    result.message = "a `{` is not closed before this";
    result.help = "close it with `}`, and put a comma between any two entries";
  } else if (is(m::END_OF_SEQ_FLOW)) {
    result.message = "a `[` is not closed before this";
    result.help = "close it with `]`, and put a comma between any two items";
  } else if (is(m::END_OF_MAP)) {
    result.message = "this does not go on from the keys above it";
    result.help =
        "write `key: value` in line with the keys above, and put text that begins with a quote wholly in quotes";
  } else if (is(m::END_OF_SEQ)) {
    result.message = "this does not go on from the list above it";
    result.help = "begin each item with `- `, in line with the items above";
  } else if (is_escape(library_message)) {
    result.message = "a `\\` in double quotes is not followed by what it needs";
    result.help = "write `\\\\` for the character itself, or use single quotes";
  } else if (is(m::UNKNOWN_TOKEN)) {
    result.message = "a value cannot begin with this character";
    result.help = "put the text in quotes";
  } else if (is(m::DOC_IN_SCALAR)) {
    result.message = "a line of a quoted text begins with `---` or `...`";
    result.help = "end the quoted text before it";
  } else if (is(m::EOF_IN_SCALAR)) {
    result.message = "a quoted text does not end";
    result.help = "close it with the quote that opened it";
  } else if (is(m::TAB_IN_INDENTATION)) {
    result.message = "a tab stands in the indentation of this line";
    result.help = "indent with spaces";
  } else if (is(m::FLOW_END)) {
    result.message = "this bracket closes nothing";
    result.help = "leave it out, or put the text in quotes";
  } else if (is(m::BLOCK_ENTRY)) {
    result.message = "an item of a list cannot begin here";
    result.help = "begin the list on a line of its own, or put text that begins with `-` in quotes";
  } else if (any({m::MAP_KEY, m::MAP_VALUE})) {
    result.message = "a second `:` on a value, or a key out of line with the keys above";
    result.help = "put text with `: ` in it in quotes, and check the indentation and the line above";
  } else if (any({m::ZERO_INDENT_IN_BLOCK, m::CHAR_IN_BLOCK})) {
    result.message = "after `|` or `>` the text must begin on the next line";
    result.help = "put text that begins with `|` or `>` in quotes";
  }
  return result;
}

/// Turns the events of one document into a tree.
class TreeBuilder final : public YAML::EventHandler {
 public:
  /// @param base  the offset in the file of the text that yaml-cpp sees.
  TreeBuilder(const SourceFile& file, std::uint32_t base, DiagnosticReport& report)
      : file_(file), base_(base), report_(report), last_end_(base) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    const std::uint32_t at = offset(mark);
    const std::string_view between = file_.text().substr(last_end_, at - std::min(at, last_end_));
    const bool marked = file_.text().substr(at, 3) == "---" || between.find("\n---") != std::string_view::npos ||
                        between.find("\n...") != std::string_view::npos;
    fail(Code::kYamlSyntax, point(at),
         marked ? "a second document begins here; one file holds one" : "the document has ended before this",
         marked ? "move it to a file of its own" : "check the indentation and the brackets above");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::uint32_t at = offset(mark);
    check_properties(at, {}, anchor);
    YamlValue value;
    value.span = empty_span(at);
    if (stack_.empty() || !is_gap(stack_.back(), at)) last_end_ = std::max(last_end_, value.span.end);
    add(std::move(value), at);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    const std::uint32_t at = offset(mark);
    forbid(at, '*');
    YamlValue value;
    value.span = point(at);
    last_end_ = value.span.end;
    add(std::move(value), at);
  }

  void OnAnchor(const YAML::Mark& mark, const std::string& /*name*/) override { forbid(offset(mark), '&'); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const std::uint32_t at = offset(mark);
    const bool forbidden = check_properties(at, tag, anchor);
    YamlValue value;
    value.kind = YamlValue::Kind::kText;
    value.text = text;
    value.quoted = tag == "!";
    value.span = forbidden ? point(at) : file_.span(at, scalar_end(at, text));
    last_end_ = value.span.end;
    if (const BadByte bad = find_bad_byte(text); !bad.message.empty()) {
      fail(Code::kYamlSyntax, value.span, "an escape in this text stands for a character that no text may have",
           "leave the escape out");
    }
    add(std::move(value), at);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin(YamlValue::Kind::kSequence, offset(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin(YamlValue::Kind::kMap, offset(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override {
    report_duplicates(stack_.back().value);
    end();
  }

  /// Reports an exception of yaml-cpp.
  void report_exception(const YAML::Exception& exception) {
    Reworded words = reword(exception.msg);
    const std::uint32_t at = exception.mark.is_null() ? last_end_ : offset(exception.mark);
    Span span = point(at);
    if (words.code == Code::kYamlSyntax) {
      if (const std::optional<std::uint32_t> tab = tab_in_indentation(at)) {
        span = point(*tab);
        words = reword(YAML::ErrorMsg::TAB_IN_INDENTATION);
      } else if (exception.msg == YAML::ErrorMsg::EOF_IN_SCALAR || exception.msg == YAML::ErrorMsg::DOC_IN_SCALAR) {
        if (const std::optional<std::uint32_t> quote = find_outside_comments(last_end_, at, "\"'"))
          span = point(*quote);
      } else if (is_escape(exception.msg) && at > 0) {
        // The library points behind what follows the backslash.
        const std::size_t backslash = file_.text().rfind('\\', at - 1);
        if (backslash != std::string_view::npos && backslash >= last_end_) {
          span = point(static_cast<std::uint32_t>(backslash));
        }
      }
    }
    std::vector<Label> labels;
    const bool unclosed =
        exception.msg == YAML::ErrorMsg::END_OF_MAP_FLOW || exception.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW;
    if (unclosed && !stack_.empty()) labels.push_back({point(stack_.back().value.span.begin), "it is opened here"});
    report_.add({.code = words.code,
                 .severity = Severity::kError,
                 .message = std::move(words.message),
                 .span = span,
                 .labels = std::move(labels),
                 .help = std::move(words.help)});
  }

  /// Reports what is held back until the text is known to be well-formed: yaml-cpp takes an unclosed bracket at the
  /// start of a line for a key.
  void report_late() {
    for (const Span span : keys_not_text_) {
      report_.error(Code::kYamlWrongType, span, "a key must be a word or a text",
                    "put a key that begins with a bracket or `?` in quotes");
    }
  }

  [[nodiscard]] bool has_root() const { return documents_ > 0 && root_.kind != YamlValue::Kind::kEmpty; }
  YamlValue take_root() { return std::move(root_); }
  /// Where the text read so far ends.
  [[nodiscard]] Span here() const { return point(last_end_); }

 private:
  struct Frame {
    YamlValue value;
    bool flow = false;
    bool has_key = false;  // kMap: `key` waits for its value
    SpannedText key;
  };

  [[noreturn]] void fail(Code code, Span span, std::string message, std::string help = {}) {
    report_.error(code, span, std::move(message), std::move(help));
    throw Stop{};
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(file_.text().size()); }
  [[nodiscard]] std::uint32_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? base_ : std::min(base_ + static_cast<std::uint32_t>(mark.pos), size());
  }
  /// The character at an offset, for the caret.
  [[nodiscard]] Span point(std::uint32_t at) const {
    if (at >= size()) return file_.span(size(), size());
    const std::size_t length = std::max<std::size_t>(1, utf8_length(file_.text().substr(at)));
    return file_.span(at, at + static_cast<std::uint32_t>(length));
  }

  void forbid(std::uint32_t at, char sign) {
    const std::string_view thing = sign == '*' ? "an alias" : sign == '&' ? "an anchor" : "a tag";
    std::uint32_t stop = at;
    while (stop < size() && !is_blank(file_.text()[stop]) && file_.text()[stop] != ',' && file_.text()[stop] != ']' &&
           file_.text()[stop] != '}') {
      ++stop;
    }
    report_.error(
        Code::kYamlForbidden, file_.span(at, std::max(stop, std::min(at + 1, size()))),
        fmt::format("`{}` begins {}, and a document may not have any", sign, thing),
        fmt::format("write the value out where it is needed, or put text that begins with `{}` in quotes", sign));
    if (++forbidden_ >= kMostForbidden) throw Stop{};
  }

  /// Reports an anchor (unless OnAnchor has) and a tag; whether there is one.
  bool check_properties(std::uint32_t at, std::string_view tag, YAML::anchor_t anchor) {
    const char first = at < size() ? file_.text()[at] : ' ';
    // yaml-cpp gives `?` and `!` to values without a tag; with an anchor before it, the tag does not come first.
    const bool tagged = first == '!' || (first != '&' && !tag.empty() && tag != "?" && tag != "!");
    if (tagged) forbid(at, '!');
    return first == '!' || first == '&' || anchor != 0;
  }

  /// Where a scalar ends that begins at an offset. yaml-cpp accepts a quoted text that the file's end cuts off: here it
  /// is refused.
  std::uint32_t scalar_end(std::uint32_t at, std::string_view decoded) {
    const std::string_view text = file_.text();
    std::size_t i = at;
    const char first = i < text.size() ? text[i] : ' ';
    if (first == '"' || first == '\'') {
      for (++i; i < text.size(); ++i) {
        if (first == '"' && text[i] == '\\') {
          ++i;
        } else if (text[i] == first) {
          if (first == '\'' && i + 1 < text.size() && text[i + 1] == '\'') {
            ++i;
            continue;
          }
          return static_cast<std::uint32_t>(i + 1);
        }
      }
      fail(Code::kYamlSyntax, point(at), "a quoted text does not end", "close it with the quote that opened it");
    }
    if (first == '|' || first == '>') {
      while (i < text.size() && text[i] != '\n' && text[i] != '\r') ++i;
      return static_cast<std::uint32_t>(i);
    }
    // A plain text: as decoded, but for line breaks and the blanks around them.
    for (const char c : decoded) {
      if (i < text.size() && text[i] == c && !is_blank(c)) {
        ++i;
      } else if (is_blank(c)) {
        while (i < text.size() && is_blank(text[i])) ++i;
      } else {
        break;
      }
    }
    return static_cast<std::uint32_t>(std::max<std::size_t>(i, at));
  }

  /// Whether an empty value at an offset is one where nothing at all is written.
  [[nodiscard]] bool is_gap(const Frame& frame, std::uint32_t at) const {
    const std::string_view rest = file_.text().substr(std::min(at, size()));
    const bool written =
        rest.starts_with("~") || rest.starts_with("null") || rest.starts_with("Null") || rest.starts_with("NULL");
    // After `key:` on an earlier line, `null` is the next key.
    return !written || (!frame.flow && frame.has_key && file_.position(at).line != file_.position(last_end_).line);
  }

  Span empty_span(std::uint32_t at) {
    if (stack_.empty()) return point(at);
    const Frame& frame = stack_.back();
    if (!is_gap(frame, at)) {
      std::uint32_t stop = at;
      while (stop < size() && (file_.text()[stop] == '~' || (file_.text()[stop] | 0x20) == 'n' ||
                               (file_.text()[stop] | 0x20) == 'u' || (file_.text()[stop] | 0x20) == 'l')) {
        ++stop;
      }
      return file_.span(at, stop);
    }
    if (frame.has_key) return frame.key.span;
    if (frame.value.kind == YamlValue::Kind::kSequence) {
      if (const std::optional<std::uint32_t> dash = find_outside_comments(last_end_, at, frame.flow ? "," : "-")) {
        last_end_ = *dash + 1;
        return point(*dash);
      }
    }
    return point(at);
  }

  /// The first of some characters in [from, to), comments left out.
  [[nodiscard]] std::optional<std::uint32_t> find_outside_comments(std::uint32_t from, std::uint32_t to,
                                                                   std::string_view wanted) const {
    const std::string_view text = file_.text();
    for (std::uint32_t i = from; i < std::min(to, size()); ++i) {
      if (text[i] == '#' && (i == 0 || is_blank(text[i - 1]))) {
        while (i < size() && text[i] != '\n') ++i;
      } else if (wanted.find(text[i]) != std::string_view::npos) {
        return i;
      }
    }
    return std::nullopt;
  }

  /// The first tab in the indentation of the line an error is on, if it has one.
  [[nodiscard]] std::optional<std::uint32_t> tab_in_indentation(std::uint32_t at) const {
    const std::string_view text = file_.text();
    std::uint32_t i = at;
    while (i > 0 && text[i - 1] != '\n' && text[i - 1] != '\r') --i;
    for (; i < size() && (text[i] == ' ' || text[i] == '\t'); ++i) {
      if (text[i] == '\t') return i;
    }
    return std::nullopt;
  }

  void count_node(std::uint32_t at) {
    if (++nodes_ <= kMostYamlNodes) return;
    fail(Code::kYamlTooLarge, point(at), fmt::format("the document has more than {} values", kMostYamlNodes),
         "divide it into several files");
  }

  void begin(YamlValue::Kind kind, std::uint32_t at, const std::string& tag, YAML::anchor_t anchor, bool flow) {
    check_properties(at, tag, anchor);
    count_node(at);
    if (stack_.size() >= kMostYamlDepth) {
      fail(Code::kYamlTooLarge, point(at), fmt::format("lists and keys are nested more than {} deep", kMostYamlDepth),
           "write the document flatter");
    }
    Frame frame;
    frame.value.kind = kind;
    frame.value.span = point(at);
    frame.flow = flow;
    if (flow) last_end_ = frame.value.span.end;
    stack_.push_back(std::move(frame));
  }

  void end() {
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    std::uint32_t stop = std::max(frame.value.span.end, last_end_);
    if (frame.flow) {
      const std::string_view text = file_.text();
      std::uint32_t i = stop;
      while (i < size() && (is_blank(text[i]) || text[i] == ',' || text[i] == ':')) ++i;
      if (i < size() && (text[i] == ']' || text[i] == '}')) stop = i + 1;
    }
    frame.value.span.end = stop;
    last_end_ = stop;
    --nodes_;  // add() counts it again
    add(std::move(frame.value), stop);
  }

  void add(YamlValue value, std::uint32_t at) {
    count_node(at);
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = stack_.back();
    if (frame.value.kind == YamlValue::Kind::kSequence) {
      frame.value.items.push_back(std::move(value));
    } else if (frame.has_key) {
      frame.value.entries.push_back({std::move(frame.key), std::move(value)});
      frame.has_key = false;
    } else {
      if (value.kind != YamlValue::Kind::kText) {
        // A name of its own for each, so that no two are taken for the same key.
        value.text = fmt::format("? {}", keys_not_text_.size());
        keys_not_text_.push_back(value.span);
        if (keys_not_text_.size() >= kMostDocumentProblems) {
          report_late();
          throw Stop{};
        }
      }
      frame.key = {std::move(value.text), value.span};
      frame.has_key = true;
    }
  }

  void report_duplicates(const YamlValue& map) {
    std::vector<const SpannedText*> keys;
    keys.reserve(map.entries.size());
    for (const YamlEntry& entry : map.entries) keys.push_back(&entry.key);
    std::sort(keys.begin(), keys.end(), [](const SpannedText* a, const SpannedText* b) {
      return std::tie(a->text, a->span.begin) < std::tie(b->text, b->span.begin);
    });
    const SpannedText* first = nullptr;
    for (const SpannedText* key : keys) {
      if (first == nullptr || first->text != key->text) {
        first = key;
        continue;
      }
      report_.add({.code = Code::kYamlDuplicateKey,
                   .severity = Severity::kError,
                   .message = fmt::format("key `{}` is given twice", key->text),
                   .span = key->span,
                   .labels = {{first->span, "it is first given here"}},
                   .help = "leave one of them out"});
      if (report_.size() >= kMostDocumentProblems) throw Stop{};
    }
  }

  const SourceFile& file_;
  std::uint32_t base_;
  DiagnosticReport& report_;
  std::vector<Frame> stack_;
  YamlValue root_;
  std::vector<Span> keys_not_text_;
  std::size_t nodes_ = 0;
  std::size_t forbidden_ = 0;
  std::size_t documents_ = 0;
  std::uint32_t last_end_;  // where the last value ended
};

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

std::optional<YamlValue> read_yaml(const SourceFile& file, DiagnosticReport& report) {
  const std::string_view whole = file.text();
  if (whole.size() > kMostYamlBytes) {
    report.error(
        Code::kYamlTooLarge, file.span(0, 0),
        fmt::format("the document has {} bytes, and {} is the most that is read", whole.size(), kMostYamlBytes),
        "divide it into several files");
    return std::nullopt;
  }
  if (const BadByte bad = find_bad_byte(whole); !bad.message.empty()) {
    const auto at = static_cast<std::uint32_t>(bad.offset);
    report.error(Code::kYamlSyntax, file.span(at, at + 1), bad.message, "save the file as text in UTF-8");
    return std::nullopt;
  }
  // A mark that some editors put before the text.
  const std::uint32_t base = whole.starts_with("\xEF\xBB\xBF") ? 3 : 0;

  DiagnosticReport own;
  TreeBuilder builder(file, base, own);
  try {
    TextBuffer buffer(whole.substr(base));
    std::istream input(&buffer);
    YAML::Parser parser(input);
    while (parser.HandleNextDocument(builder)) {
    }
    builder.report_late();
    if (!own.has_errors() && !builder.has_root()) {
      own.error(Code::kYamlSyntax, file.span(0, 0), "the document is empty", "write its keys, one on each line");
    }
  } catch (const Stop&) {  // NOLINT(bugprone-empty-catch): what stopped it has been reported
  } catch (const YAML::Exception& exception) {
    builder.report_exception(exception);
  } catch (const std::exception&) {
    own.error(Code::kYamlSyntax, builder.here(), Reworded{}.message, "check this place and the line above");
  }
  if (own.has_errors()) {
    report.append(own);
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace proviso
