// SPDX-License-Identifier: Apache-2.0
// Loads a rule file, records two events of a case and asks what is due.
#include <proviso/files.h>
#include <proviso/rule_set.h>

#include <chrono>
#include <iostream>
#include <string>

proviso::Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month},
                                     std::chrono::day{day_of_month}};
}

std::string text(proviso::Date date) {
  const std::chrono::year_month_day parts{date};
  return std::to_string(static_cast<unsigned>(parts.day())) + "/" +
         std::to_string(static_cast<unsigned>(parts.month())) + "/" + std::to_string(static_cast<int>(parts.year()));
}

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: what_is_due RULES\n";
    return 2;
  }
  const auto rules = proviso::load_rules(arguments[1]);
  if (!rules) {
    std::cerr << rules.error().message << "\n";
    return 2;
  }

  proviso::Case area(*rules);
  for (const proviso::EventRecord& event : {
           proviso::EventRecord{.on = day(2017, 3, 13), .event = "onsite-start", .facts = {}},
           proviso::EventRecord{.on = day(2017, 3, 17), .event = "onsite-end", .facts = {}},
       }) {
    if (const auto recorded = area.record(event); !recorded) {
      std::cerr << recorded.error().message << "\n";
      return 2;
    }
  }

  for (const proviso::DutyReport& duty : area.report(day(2017, 3, 20)).duties) {
    if (duty.status == proviso::DutyStatus::kPending && duty.due) {
      std::cout << duty.title << ": due " << text(*duty.due) << " (" << duty.party_title << ")\n";
    }
  }
}
