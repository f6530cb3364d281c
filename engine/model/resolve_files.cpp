// SPDX-License-Identifier: Apache-2.0
// Which files share their declarations with which framework, and which frameworks there are.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "engine/calendar/time_zone.h"
#include "engine/model/resolver.h"

namespace proviso::model {
namespace {

const syntax::Framework* framework_of(const syntax::File& file) {
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* found = std::get_if<syntax::Framework>(&declaration)) return found;
  }
  return nullptr;
}

}  // namespace

// Part 0 is always there, also where the file declares no framework: then the mistake is one message, and its names are
// looked up all the same.
void Resolver::find_frameworks(const std::vector<FileView>& files) {
  Namespace& main = spaces_.emplace_back();
  main.header = framework_of(*files.front().tree);
  framework_.parts.emplace_back();
  if (main.header == nullptr && !report_.has_errors()) {  // else it may have been left out for its mistake
    report_.error(Code::kNoFramework, {files.front().tree->id, 0, 0}, "this file declares no framework",
                  "begin it with `framework <name> \"<title>\"`");
  }
  for (std::uint32_t part = 0; part < spaces_.size(); ++part) {  // more are found on the way
    std::vector<Step> path;
    follow(files, spaces_[part].file, part, path);
  }
}

void Resolver::follow(const std::vector<FileView>& files, std::size_t file, std::uint32_t part,
                      std::vector<Step>& path) {
  std::size_t at = 0;
  for (const syntax::Declaration& declaration : files[file].tree->declarations) {
    const auto* use = std::get_if<syntax::Use>(&declaration);
    if (use == nullptr) continue;
    const auto& uses = *files[file].uses;
    if (at >= uses.size()) {
      report_.error(Code::kUsedFile, use->path.span, fmt::format("the file `{}` was not given", use->path.value),
                    "load the rules from their file, or hand over the files they use");
    } else if (uses[at]) {
      path.push_back({*uses[at], use->span});
      used(files, *uses[at], part, path);
      path.pop_back();
    }
    ++at;
  }
}

// A framework is linked, so two of them may name each other; files that share their declarations may not.
void Resolver::used(const std::vector<FileView>& files, std::size_t file, std::uint32_t part, std::vector<Step>& path) {
  const bool itself = path.size() == 1 && file == spaces_[part].file;
  if (itself) {
    report_.error(Code::kCircularUse, path.back().use, "this file uses itself", "leave the clause out");
  }
  if (file == spaces_[part].file) return;
  if (file == 0 || framework_of(*files[file].tree) != nullptr) {
    link(files, file, part);
    return;
  }
  const auto begun = std::find_if(path.begin(), path.end() - 1, [&](const Step& step) { return step.file == file; });
  if (begun != path.end() - 1) {
    report_.add({.code = Code::kCircularUse,
                 .severity = Severity::kError,
                 .message = "this file is already being used: it would share its declarations with itself",
                 .span = path.back().use,
                 .labels = {{begun->use, "it is used here"}},
                 .help = "move what both files need to a third one"});
    return;
  }
  std::vector<std::size_t>& shared = spaces_[part].shared;
  if (std::find(shared.begin(), shared.end(), file) != shared.end()) return;
  shared.push_back(file);
  check_shared(*files[file].tree);
  follow(files, file, part, path);
}

void Resolver::link(const std::vector<FileView>& files, std::size_t file, std::uint32_t from) {
  auto linked = static_cast<std::uint32_t>(
      std::find_if(spaces_.begin(), spaces_.end(), [&](const Namespace& known) { return known.file == file; }) -
      spaces_.begin());
  if (linked == spaces_.size()) {
    const syntax::Framework* header = framework_of(*files[file].tree);
    const auto same = std::find_if(spaces_.begin(), spaces_.end(), [&](const Namespace& known) {
      return known.header != nullptr && known.header->name.text == header->name.text;
    });
    if (same != spaces_.end()) {
      report_.add({.code = Code::kDuplicateName,
                   .severity = Severity::kError,
                   .message = fmt::format("two frameworks are named `{}`", header->name.text),
                   .span = header->name.span,
                   .labels = {{same->header->name.span, "the other one"}},
                   .help = "give one of them another name"});
      return;
    }
    Namespace& added = spaces_.emplace_back();
    added.file = file;
    added.header = header;
    added.prefix = header->name.text + "/";
    framework_.parts.push_back({header->name.text, title_of(header->title, header->name), header->name.span});
  }
  std::vector<std::uint32_t>& known = spaces_[from].linked;
  if (std::find(known.begin(), known.end(), linked) == known.end()) known.push_back(linked);
}

void Resolver::check_shared(const syntax::File& file) {
  const auto misplaced = [&](Span span, std::string_view what) {
    report_.error(Code::kMisplaced, span, fmt::format("{} stands in a file without a framework", what),
                  "a used file shares parties, sources, parameters, facts, events and decisions; write this in the "
                  "file of the framework");
  };
  for (const syntax::Declaration& declaration : file.declarations) {
    if (const auto* a_duty = std::get_if<syntax::Duty>(&declaration)) {
      misplaced(a_duty->name.span, fmt::format("the duty `{}`", a_duty->name.text));
    } else if (const auto* a_trigger = std::get_if<syntax::Trigger>(&declaration)) {
      misplaced(a_trigger->name.span, fmt::format("the trigger `{}`", a_trigger->name.text));
    } else if (const auto* a_track = std::get_if<syntax::Track>(&declaration)) {
      misplaced(a_track->name.span, fmt::format("the track `{}`", a_track->name.text));
    } else if (const auto* an_example = std::get_if<syntax::Example>(&declaration)) {
      misplaced(an_example->header, "an example");
    } else if (const auto* a_transition = std::get_if<syntax::Transition>(&declaration)) {
      misplaced(a_transition->header, "a transition");
    }
  }
}

void Resolver::enter(std::uint32_t part) { part_ = part; }

void Resolver::time_zone(const syntax::Text& written) {
  if (!framework_.time_zone.empty() && framework_.time_zone != written.value) {
    report_.error(Code::kLinkedCalendars, written.span,
                  fmt::format("the framework that is run counts its hours by `{}`", framework_.time_zone),
                  "linked frameworks keep one time zone");
    return;
  }
  framework_.time_zone = written.value;
  if (TimeZone::find(written.value) != nullptr) return;
  const std::vector<std::string> names = TimeZone::names();
  // Places only: `GMT+0` would be near to `GMT+1` and an hour away, and `Etc/GMT+1` counts the other way.
  std::vector<std::string_view> places;
  for (const std::string& name : names) {
    if (name.find('/') != std::string::npos && !name.starts_with("Etc/")) places.emplace_back(name);
  }
  const std::string nearest = nearest_name(written.value, places);
  report_.error(Code::kUnknownName, written.span, fmt::format("unknown time zone `{}`", written.value),
                !nearest.empty() ? fmt::format("did you mean `{}`?", nearest)
                : names.empty()  ? "this machine has no time zone database; install tzdata"
                                 : "name a place, such as `Europe/London`");
}

void Resolver::header(std::uint32_t part) {
  const syntax::Framework* written = spaces_[part].header;
  if (written == nullptr) return;
  if (part == 0) {
    framework_.name = written->name.text;
    framework_.title = title_of(written->title, written->name);
    if (written->version) framework_.version = written->version->value;
    if (written->from) framework_.from = written->from->value;
    if (written->until) framework_.until = written->until->value;
    framework_.span = written->name.span;
    framework_.parts.front() = {framework_.name, framework_.title, framework_.span};
  }
  if (written->time_zone) time_zone(*written->time_zone);
  if (written->from && written->until && written->until->value < written->from->value) {
    report_.error(Code::kFrameworkDates, written->until->span, "the framework ends before it comes into force",
                  "give a later day after `until`");
  }
  calendars(part);
}

// One program counts with one set of calendars, so a linked framework may add to them and not differ.
void Resolver::calendars(std::uint32_t part) {
  const syntax::Framework& written = *spaces_[part].header;
  if (written.calendar) {
    if (framework_.calendar.empty()) {
      framework_.calendar = written.calendar->text;
      framework_.calendar_span = written.calendar->span;
    } else if (framework_.calendar != written.calendar->text) {
      report_.add(
          {.code = Code::kLinkedCalendars,
           .severity = Severity::kError,
           .message = fmt::format("`{}` counts by the calendar `{}`, and the framework it is linked with by `{}`",
                                  written.name.text, written.calendar->text, framework_.calendar),
           .span = written.calendar->span,
           .labels = {{framework_.calendar_span, "the other calendar"}},
           .help = "linked frameworks count by one calendar; name a second one with `calendar … for … days`"});
    }
  }
  for (const syntax::NamedCalendar& named : written.named_calendars) {
    auto& words = spaces_[part].words;
    const auto known = std::find_if(framework_.named_calendars.begin(), framework_.named_calendars.end(),
                                    [&](const NamedCalendar& calendar) { return calendar.word == named.word.text; });
    const bool twice =
        std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.first == named.word.text; });
    if (twice || (known != framework_.named_calendars.end() && known->calendar != named.calendar.text)) {
      report_.add({.code = twice ? Code::kDuplicateClause : Code::kLinkedCalendars,
                   .severity = Severity::kError,
                   .message = fmt::format("two calendars count `{} days`", named.word.text),
                   .span = named.span,
                   .labels = {{known->span, "the other one"}},
                   .help = "give the days of one of them another name"});
      continue;
    }
    const auto index = static_cast<std::size_t>(known - framework_.named_calendars.begin());
    if (index > std::numeric_limits<std::uint8_t>::max()) {
      report_.error(Code::kDuplicateClause, named.span, "a framework names at most 256 calendars");
      continue;
    }
    if (known == framework_.named_calendars.end()) {
      framework_.named_calendars.push_back({named.word.text, named.calendar.text, named.span});
    }
    words.emplace_back(named.word.text, static_cast<std::uint8_t>(index));
  }
}

std::optional<PartId> Resolver::part_named(const syntax::Name& name, std::string_view if_itself) {
  const Namespace& space = spaces_[part_];
  if (space.header != nullptr && space.header->name.text == name.text) {
    report_.error(Code::kMisplaced, name.span, fmt::format("`{}` is this framework itself", name.text),
                  if_itself.empty() ? std::string("leave `of …` out: what stands in this framework is named without it")
                                    : std::string(if_itself));
    return std::nullopt;
  }
  std::vector<std::string_view> known;
  for (const std::uint32_t part : space.linked) {
    if (spaces_[part].header == nullptr) continue;
    if (spaces_[part].header->name.text == name.text) return PartId{part};
    known.push_back(spaces_[part].header->name.text);
  }
  report_.error(Code::kUnknownName, name.span, fmt::format("unknown framework `{}`", name.text),
                did_you_mean(name.text, known, fmt::format("make it known: `use \"{}.proviso\"`", name.text)));
  return std::nullopt;
}

}  // namespace proviso::model
