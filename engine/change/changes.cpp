// SPDX-License-Identifier: Apache-2.0
#include "engine/change/changes.h"

namespace proviso::change {

std::string_view subject_text(Subject subject) {
  switch (subject) {
    case Subject::kFramework:
      return "framework";
    case Subject::kCalendar:
      return "calendar";
    case Subject::kSource:
      return "source";
    case Subject::kParty:
      return "party";
    case Subject::kParameter:
      return "parameter";
    case Subject::kFact:
      return "fact";
    case Subject::kTable:
      return "decision table";
    case Subject::kEvent:
      return "event";
    case Subject::kTrack:
      return "track";
    case Subject::kStage:
      return "stage";
    case Subject::kMove:
      return "move";
    case Subject::kDuty:
      return "duty";
    case Subject::kTrigger:
      return "trigger";
    case Subject::kTransition:
      return "transition";
    case Subject::kExample:
      return "example";
  }
  return {};
}

std::string_view subjects_text(Subject subject) {
  switch (subject) {
    case Subject::kFramework:
      return "the framework";
    case Subject::kCalendar:
      return "calendars";
    case Subject::kSource:
      return "sources";
    case Subject::kParty:
      return "parties";
    case Subject::kParameter:
      return "parameters";
    case Subject::kFact:
      return "facts";
    case Subject::kTable:
      return "decision tables";
    case Subject::kEvent:
      return "events";
    case Subject::kTrack:
      return "tracks";
    case Subject::kStage:
      return "stages";
    case Subject::kMove:
      return "moves";
    case Subject::kDuty:
      return "duties";
    case Subject::kTrigger:
      return "triggers";
    case Subject::kTransition:
      return "transitions";
    case Subject::kExample:
      return "examples";
  }
  return {};
}

std::string_view change_kind_text(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kRenamed:
      return "renamed";
    case ChangeKind::kChanged:
      return "changed";
    case ChangeKind::kReordered:
      return "reordered";
  }
  return {};
}

}  // namespace proviso::change
