// SPDX-License-Identifier: Apache-2.0
// Follows `use` from file to file, breadth first.
#include "engine/model/rule_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace proviso::model {
namespace {

constexpr std::size_t kMostFiles = 1000;  // a framework's files; reaching it is reported

class FileWalk {
 public:
  FileWalk(SourceSet& sources, const FileReader& reader, DiagnosticReport& report, const grammar::ParseLimits& limits)
      : sources_(sources), reader_(reader), report_(report), limits_(limits) {}

  std::vector<RuleFile> from(const SourceFile& main) {
    add(main);
    for (std::size_t at = 0; at < files_.size(); ++at) follow(at);  // more are added on the way
    return std::move(files_);
  }

 private:
  void add(const SourceFile& file) {
    by_path_.emplace(std::filesystem::path(file.path()).lexically_normal().generic_string(), files_.size());
    texts_.push_back(&file);
    files_.push_back({file.path(), grammar::parse(file, report_, limits_), {}});
  }

  void follow(std::size_t at) {
    std::vector<syntax::Use> uses;
    for (const syntax::Declaration& declaration : files_[at].tree.declarations) {
      if (const auto* use = std::get_if<syntax::Use>(&declaration)) uses.push_back(*use);
    }
    for (const syntax::Use& use : uses) {
      const std::optional<std::size_t> found = find(files_[at].path, use);
      files_[at].uses.push_back(found);
    }
  }

  std::optional<std::size_t> find(const std::string& from, const syntax::Use& use) {
    const std::string path = used_path(from, use.path.value);
    if (const auto known = by_path_.find(path); known != by_path_.end()) return known->second;
    if (files_.size() == kMostFiles) {
      report_.error(Code::kUsedFile, use.path.span, fmt::format("a framework has at most {} files", kMostFiles));
      return std::nullopt;
    }
    Result<std::string> text = reader_(path);
    if (!text) {
      report_.error(Code::kUsedFile, use.path.span, text.error().message,
                    "the path is read from the folder of the file in which it stands");
      return std::nullopt;
    }
    // Two paths to one file, of which one goes through a link or another folder.
    const auto same =
        std::find_if(texts_.begin(), texts_.end(), [&](const SourceFile* file) { return file->text() == *text; });
    if (same != texts_.end()) {
      const auto index = static_cast<std::size_t>(same - texts_.begin());
      by_path_.emplace(path, index);
      return index;
    }
    const std::size_t index = files_.size();
    add(sources_.add(path, *std::move(text)));
    return index;
  }

  SourceSet& sources_;
  const FileReader& reader_;
  DiagnosticReport& report_;
  const grammar::ParseLimits& limits_;
  std::vector<RuleFile> files_;
  std::vector<const SourceFile*> texts_;  // of the same files; a SourceSet keeps them where they are
  std::map<std::string, std::size_t, std::less<>> by_path_;
};

}  // namespace

std::string used_path(std::string_view from, std::string_view written) {
  return (std::filesystem::path(from).parent_path() / std::filesystem::path(written))
      .lexically_normal()
      .generic_string();
}

std::vector<RuleFile> read_rule_files(const SourceFile& main, SourceSet& sources, const FileReader& reader,
                                      DiagnosticReport& report, const grammar::ParseLimits& limits) {
  return FileWalk(sources, reader, report, limits).from(main);
}

}  // namespace proviso::model
