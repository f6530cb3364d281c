// SPDX-License-Identifier: Apache-2.0
// The only user of Expat, which finds the tags; what they mean is found here.
#include "engine/replay/xes.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>

#include <expat.h>
#include <fmt/format.h>

#include "engine/replay/table_problems.h"

namespace proviso::replay {
namespace {

constexpr std::size_t kMostProblems = 100;
constexpr std::size_t kMostBytes = std::numeric_limits<std::uint32_t>::max() - 1;

/// A tag's name without its namespace's prefix.
std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

bool is_attribute(std::string_view tag) {
  return tag == "string" || tag == "date" || tag == "int" || tag == "float" || tag == "boolean" || tag == "id";
}

}  // namespace

/// Takes Expat's tags into a reader.
class XesHandler {
 public:
  XesHandler(XesReader& reader, XML_Parser parser) : to_(reader), parser_(parser) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, begin_tag, end_tag);
    XML_SetEntityDeclHandler(parser_, refuse_entity);
    column(kXesCase);
    column(kXesEvent);
    column(kXesOn);
  }

  void read(std::string_view text) {
    text_ = text;
    constexpr std::size_t kStep = std::size_t{1} << 24U;  // Expat counts the bytes handed over in an int
    bool is_last = false;
    for (std::size_t at = 0; !is_last; at += kStep) {
      const std::string_view part = text.substr(at, kStep);
      is_last = at + part.size() == text.size();
      const XML_Status status =
          XML_Parse(parser_, part.data(), static_cast<int>(part.size()), is_last ? XML_TRUE : XML_FALSE);
      if (status == XML_STATUS_ERROR) {
        if (XML_GetErrorCode(parser_) != XML_ERROR_ABORTED) not_well_formed();
        return;
      }
    }
  }

 private:
  /// Where the reading is.
  enum class Inside { kNothing, kLog, kTrace, kEvent };

  static void begin_tag(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<XesHandler*>(self)->begin(local_name(name), attributes);
  }
  static void end_tag(void* self, const XML_Char* /*name*/) { static_cast<XesHandler*>(self)->end(); }

  /// Entities can make a few lines stand for millions, and no log needs them.
  static void refuse_entity(void* self, const XML_Char* name, int /*is_parameter*/, const XML_Char* /*value*/,
                            int /*size*/, const XML_Char* /*base*/, const XML_Char* /*system*/,
                            const XML_Char* /*public*/, const XML_Char* /*notation*/) {
    auto& handler = *static_cast<XesHandler*>(self);
    handler.add(fmt::format("the log declares the entity `{}`", cell_text(name)),
                "write out what it stands for, and take the declaration out");
    XML_StopParser(handler.parser_, XML_FALSE);
  }

  void begin(std::string_view tag, const XML_Char** attributes) {
    if (passing_ > 0) {
      ++passing_;
      return;
    }
    switch (inside_) {
      case Inside::kNothing:
        if (tag != "log") {
          add(fmt::format("the file is XML, but no event log: it begins with `<{}>`", cell_text(tag)),
              "an event log begins with `<log>`; export it as XES");
          XML_StopParser(parser_, XML_FALSE);
          return;
        }
        inside_ = Inside::kLog;
        return;
      case Inside::kLog:
        if (tag == "trace") {
          inside_ = Inside::kTrace;
          to_.traces_.push_back(element(to_.trace_attributes_.size()));
          has_events_ = false;
          return;
        }
        if (tag == "event") add("an event outside any trace belongs to no case", "put it into a `<trace>`");
        break;
      case Inside::kTrace:
        if (tag == "event") {
          inside_ = Inside::kEvent;
          has_events_ = true;
          to_.events_.push_back(element(to_.event_attributes_.size()));
          to_.rows_.push_back({trace_number(), static_cast<std::uint32_t>(to_.events_.size() - 1)});
          return;
        }
        if (is_attribute(tag)) take(tag, attributes, "case:", to_.trace_attributes_, to_.traces_.size());
        break;
      case Inside::kEvent:
        if (is_attribute(tag)) take(tag, attributes, "", to_.event_attributes_, to_.events_.size());
        break;
    }
    passing_ = 1;  // whatever stands inside this tag
  }

  void end() {
    if (passing_ > 0) {
      --passing_;
      return;
    }
    switch (inside_) {
      case Inside::kNothing:
        break;
      case Inside::kLog:
        inside_ = Inside::kNothing;
        break;
      case Inside::kTrace:
        to_.traces_.back().attributes_end = to_.trace_attributes_.size();
        if (!has_events_) to_.rows_.push_back({trace_number(), XesReader::kNoEvent});
        inside_ = Inside::kLog;
        break;
      case Inside::kEvent:
        to_.events_.back().attributes_end = to_.event_attributes_.size();
        inside_ = Inside::kTrace;
        break;
    }
  }

  void take(std::string_view tag, const XML_Char** attributes, std::string_view prefix,
            std::vector<XesReader::Attribute>& to, std::size_t element_number) {
    const char* key = nullptr;
    const char* value = nullptr;
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      if (std::strcmp(attributes[i], "key") == 0) key = attributes[i + 1];
      if (std::strcmp(attributes[i], "value") == 0) value = attributes[i + 1];
    }
    if (key == nullptr || value == nullptr) {
      add(fmt::format("`<{}>` has no `{}`", tag, key == nullptr ? "key" : "value"),
          "every attribute of a log has a key and a value");
      return;
    }
    name_.assign(prefix);
    name_ += key;
    const std::uint32_t number = column(name_);
    seen_.resize(to_.columns_.size());
    if (std::exchange(seen_[number], element_number) == element_number) {
      add(fmt::format("the attribute `{}` is given twice", cell_text(key)), "take one of the two out");
      return;
    }
    const auto [begin, end] = bytes();
    const std::size_t size = std::strlen(value);
    if (to_.texts_.size() + size > kMostBytes) {
      add("the attributes of the log are too large together", "split the log by case");
      XML_StopParser(parser_, XML_FALSE);
      return;
    }
    to.push_back({number, static_cast<std::uint32_t>(to_.texts_.size()), static_cast<std::uint32_t>(size), begin, end});
    to_.texts_.append(value, size);
  }

  std::uint32_t column(std::string_view name) {
    const auto known = to_.column_numbers_.find(name);
    if (known != to_.column_numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(to_.columns_.size());
    to_.columns_.emplace_back(name);
    to_.column_numbers_.emplace(name, number);
    return number;
  }

  [[nodiscard]] std::uint32_t trace_number() const { return static_cast<std::uint32_t>(to_.traces_.size() - 1); }

  [[nodiscard]] XesReader::Element element(std::size_t attributes) const {
    const auto [begin, end] = bytes();
    return {attributes, attributes, begin, end, XML_GetCurrentLineNumber(parser_)};
  }

  /// Of the tag that is being read.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> bytes() const {
    // Where the XML breaks, Expat may stand behind the end, or before where it began.
    const auto size = static_cast<XML_Index>(std::min(text_.size(), kMostBytes));
    const XML_Index begin = std::clamp<XML_Index>(XML_GetCurrentByteIndex(parser_), 0, size);
    const XML_Index end = std::clamp<XML_Index>(begin + XML_GetCurrentByteCount(parser_), begin, size);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void add(std::string message, std::string help) {
    if (to_.problems_.size() >= kMostProblems) return;
    to_.problems_.push_back({std::move(message), std::move(help), bytes()});
  }

  void not_well_formed() {
    if (to_.problems_.size() >= kMostProblems) return;
    to_.problems_.push_back(
        {fmt::format("the log is not well-formed XML: {}", XML_ErrorString(XML_GetErrorCode(parser_))),
         "export it again as XES, and fetch it whole", bytes()});
  }

  XesReader& to_;
  XML_Parser parser_;
  std::string_view text_;
  Inside inside_ = Inside::kNothing;
  std::size_t passing_ = 0;  // how deep in a tag that is passed over
  bool has_events_ = false;
  std::vector<std::size_t> seen_;  // by column: the number of the last trace or event that has it
  std::string name_;
};

bool is_xes(std::string_view path, std::string_view text) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  if (path.ends_with(".xes")) return true;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.starts_with("<?xml") || text.starts_with("<log");
}

XesReader::XesReader(std::string_view text) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (!parser) throw std::bad_alloc();
  XesHandler(*this, parser.get()).read(text);
}

bool XesReader::next() {
  if (next_ > rows_.size()) return false;
  ++next_;
  if (next_ == 1) {
    cells_.assign(columns_.begin(), columns_.end());
    return true;
  }
  if (next_ - 1 > rows_.size()) return false;
  // A log can have many columns and each event a few: only what the row before had is wiped.
  if (next_ == 2) std::ranges::fill(cells_, std::string_view{});
  for (const std::uint32_t column : filled_) cells_[column] = {};
  filled_.clear();
  const Row& row = rows_[next_ - 2];
  fill(trace_attributes_, traces_[row.trace]);
  if (row.event != kNoEvent) fill(event_attributes_, events_[row.event]);
  return true;
}

void XesReader::fill(const std::vector<Attribute>& attributes, const Element& element) {
  for (std::size_t i = element.attributes_begin; i < element.attributes_end; ++i) {
    const Attribute& attribute = attributes[i];
    cells_[attribute.column] = std::string_view(texts_).substr(attribute.text, attribute.text_size);
    filled_.push_back(attribute.column);
  }
}

bool XesReader::is_case_only() const { return next_ > 1 && rows_[next_ - 2].event == kNoEvent; }

std::uint64_t XesReader::line() const {
  if (next_ < 2) return 1;
  const Row& row = rows_[next_ - 2];
  return row.event == kNoEvent ? traces_[row.trace].line : events_[row.event].line;
}

const XesReader::Attribute* XesReader::find(const std::vector<Attribute>& attributes, const Element& element,
                                            std::size_t column) const {
  for (std::size_t i = element.attributes_begin; i < element.attributes_end; ++i) {
    if (attributes[i].column == column) return &attributes[i];
  }
  return nullptr;
}

std::pair<std::size_t, std::size_t> XesReader::bytes_of(std::size_t cell) const {
  if (next_ < 2) return {0, 0};
  const Row& row = rows_[next_ - 2];
  const Attribute* attribute = find(trace_attributes_, traces_[row.trace], cell);
  if (attribute == nullptr && row.event != kNoEvent) attribute = find(event_attributes_, events_[row.event], cell);
  if (attribute != nullptr) return {attribute->begin, attribute->end};
  const Element& element = row.event == kNoEvent ? traces_[row.trace] : events_[row.event];
  return {element.begin, element.end};
}

}  // namespace proviso::replay
