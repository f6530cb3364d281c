// SPDX-License-Identifier: Apache-2.0
#include "grammar/layout.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace proviso::grammar {
namespace {

constexpr std::size_t kWidestColumn = 72;  // a wider cell does not push the others out

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string comment_text(const syntax::Comment& comment) {
  if (comment.text.empty()) return "#";
  return (comment.text.front() == '#' ? "#" : "# ") + comment.text;
}

/// A line with the comments that go with it.
struct Placed {
  const Line* line = nullptr;  ///< null for the comments at the end of the file
  std::vector<const syntax::Comment*> above;
  std::vector<bool> blank_above;  ///< one for each of `above`
  bool blank = false;             ///< before the line itself
  const syntax::Comment* trailing = nullptr;
};

class Placing {
 public:
  Placing(const std::vector<syntax::Comment>& comments, const SourceFile& file)
      : comments_(comments), text_(file.text()) {
    if (text_.starts_with("\xEF\xBB\xBF")) last_end_ = 3;
  }

  Placed place(const Line& line, bool is_first) {
    Placed result;
    result.line = &line;
    const std::uint32_t begin = first_token();
    bool blank_due = line.blank == Blank::kAlways && !is_first;
    std::optional<bool> blank_of_line;  // known once the scan has passed where the line begins
    for (; next_ < comments_.size() && comments_[next_].span.begin < line.end; ++next_) {
      const syntax::Comment& comment = comments_[next_];
      bool blank = false;
      if (comment.span.begin < begin) {
        blank = blank_between(comment.span.begin);
        last_end_ = comment.span.end;
      } else if (!blank_of_line) {
        blank = blank_between(begin);
        blank_of_line = false;
      }
      add_above(result, comment, (blank && line.blank != Blank::kNever) || blank_due, is_first);
      blank_due = false;
    }
    const bool authors = !blank_of_line && blank_between(begin) && line.blank != Blank::kNever;
    result.blank = blank_due || (authors && !(is_first && result.above.empty()));
    last_end_ = line.end;
    if (line.takes_trailing && next_ < comments_.size() && !comments_[next_].own_line &&
        only_blanks(line.end, comments_[next_].span.begin)) {
      result.trailing = &comments_[next_++];
      last_end_ = result.trailing->span.end;
    }
    return result;
  }

  /// The comments behind the last line.
  Placed rest(bool is_first) {
    Placed result;
    for (; next_ < comments_.size(); ++next_) {
      const bool blank = blank_between(comments_[next_].span.begin);
      last_end_ = comments_[next_].span.end;
      add_above(result, comments_[next_], blank, is_first);
    }
    return result;
  }

 private:
  static void add_above(Placed& placed, const syntax::Comment& comment, bool blank, bool is_first) {
    placed.blank_above.push_back(blank && !(is_first && placed.above.empty()));
    placed.above.push_back(&comment);
  }

  /// The first byte behind the last line that is neither blank nor in a comment.
  [[nodiscard]] std::uint32_t first_token() const {
    std::size_t at = last_end_;
    std::size_t comment = next_;
    while (at < text_.size()) {
      if (is_blank(text_[at])) {
        ++at;
      } else if (comment < comments_.size() && comments_[comment].span.begin == at) {
        at = comments_[comment++].span.end;
      } else {
        break;
      }
    }
    return static_cast<std::uint32_t>(at);
  }

  /// Whether the author left a blank line between what came last and `to`.
  [[nodiscard]] bool blank_between(std::uint32_t to) const {
    const std::uint32_t from = std::min(last_end_, to);
    const std::string_view between = text_.substr(from, to - from);
    return std::count(between.begin(), between.end(), '\n') > 1;
  }

  [[nodiscard]] bool only_blanks(std::uint32_t from, std::uint32_t to) const {
    const std::string_view between = text_.substr(from, to - from);
    return std::all_of(between.begin(), between.end(), is_blank);
  }

  const std::vector<syntax::Comment>& comments_;
  std::string_view text_;
  std::size_t next_ = 0;        ///< the first comment not placed yet
  std::uint32_t last_end_ = 0;  ///< where what was placed last ends
};

/// Widths of the columns of the run that begins at `first`; tells where it ends.
std::size_t measure(const std::vector<Placed>& placed, std::size_t first, std::vector<std::size_t>& widths) {
  widths.clear();
  std::size_t at = first;
  for (; at < placed.size() && placed[at].line != nullptr; ++at) {
    const Line& line = *placed[at].line;
    const bool parted = placed[at].blank || std::any_of(placed[at].blank_above.begin(), placed[at].blank_above.end(),
                                                        [](bool b) { return b; });
    if (at != first && parted) break;
    if (line.run != placed[first].line->run) {
      if (line.breaks_run) break;
      continue;
    }
    for (std::size_t column = 0; column + 1 < line.cells.size(); ++column) {
      if (widths.size() <= column) widths.push_back(0);
      const std::size_t own = width(line.cells[column]);
      if (own <= kWidestColumn) widths[column] = std::max(widths[column], own);
    }
  }
  return at;
}

void write_cells(const Line& line, const std::vector<std::size_t>& widths, std::string& out) {
  std::size_t missing = 0;
  for (std::size_t column = 0; column < line.cells.size(); ++column) {
    const std::string& cell = line.cells[column];
    if (!cell.empty()) {
      if (column > 0) out.append(missing + 1, ' ');
      out += cell;
      missing = 0;
    } else {
      ++missing;  // the blank that would have stood before it
    }
    const std::size_t wanted = column < widths.size() ? widths[column] : 0;
    const std::size_t own = width(cell);
    if (own < wanted) missing += wanted - own;
  }
}

}  // namespace

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string lay_out(const std::vector<Line>& lines, const std::vector<syntax::Comment>& comments,
                    const SourceFile& file) {
  Placing placing(comments, file);
  std::vector<Placed> placed;
  placed.reserve(lines.size() + 1);
  for (const Line& line : lines) placed.push_back(placing.place(line, placed.empty()));
  placed.push_back(placing.rest(placed.empty()));

  std::string out;
  out.reserve(file.text().size() + file.text().size() / 4);
  std::vector<std::size_t> widths;
  std::size_t run_end = 0;
  std::string_view run;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const Placed& at = placed[i];
    const std::size_t indent = at.line != nullptr ? at.line->indent : 0;
    for (std::size_t k = 0; k < at.above.size(); ++k) {
      if (at.blank_above[k]) out += '\n';
      out.append(indent, ' ');
      out += comment_text(*at.above[k]);
      out += '\n';
    }
    if (at.line == nullptr) continue;
    if (!at.line->run.empty() && (i >= run_end || at.line->run != run)) {
      run_end = measure(placed, i, widths);
      run = at.line->run;
    }
    if (at.blank) out += '\n';
    out.append(indent, ' ');
    const bool aligned = !at.line->run.empty();
    write_cells(*at.line, aligned ? widths : std::vector<std::size_t>{}, out);
    if (at.trailing != nullptr) out += "  " + comment_text(*at.trailing);
    out += '\n';
  }
  return out;
}

}  // namespace proviso::grammar
